package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PaceTest {
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void whoSpentAllWaitsAndNobodyElseDoes() {
        Pace pace = new Pace(clock, 10, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(pace.spend("edith", 1)).isEmpty();
        }
        assertThat(pace.spend("edith", 4)).contains(Duration.ofSeconds(2));
        assertThat(pace.spend("adam", 4)).isEmpty();
        now = now.plusSeconds(2);
        assertThat(pace.spend("edith", 4)).isEmpty();
        assertThat(pace.spend("edith", 1)).contains(Duration.ofSeconds(1));
    }

    @Test
    void whatCostsMoreThanAllCostsAllAndAClockThatGoesBackTakesNothing() {
        Pace pace = new Pace(clock, 10, 2);
        assertThat(pace.spend("edith", 1000)).isEmpty();
        now = now.minusSeconds(60);
        assertThat(pace.spend("edith", 10)).contains(Duration.ofSeconds(5));
        now = now.plusSeconds(5);
        assertThat(pace.spend("edith", 10)).isEmpty();
    }
}
