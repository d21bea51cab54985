package org.herald.core.share;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.herald.Rejection;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };

    @Test
    void endsWorkThatNobodyWaitsForAnyMore() {
        Patience patience = new Patience(clock);
        now = now.plus(Duration.ofSeconds(19));
        patience.mustLast();
        now = now.plus(Duration.ofSeconds(2));
        assertThatThrownBy(patience::mustLast)
                .isInstanceOfSatisfying(
                        Rejection.class, rejection -> org.assertj.core.api.Assertions.assertThat(rejection.kind())
                                .isEqualTo(Rejection.Kind.TOO_LONG));
    }
}
