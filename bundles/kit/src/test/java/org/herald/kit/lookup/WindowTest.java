package org.herald.kit.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant BEGAN = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant NOW = BEGAN.plusSeconds(60);

    private static Answer at(Instant there) {
        String date =
                there == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.format(there.atOffset(ZoneOffset.UTC));
        return new Answer.Received(200, name -> Optional.ofNullable(name.equals("Date") ? date : null), new byte[0]);
    }

    private static Window window(Instant there) {
        return Window.of(BEGAN, NOW, at(there));
    }

    @Test
    void beginsWithTheAttemptWhereClocksAgree() {
        Window window = window(NOW);
        assertThat(window.likely()).isBetween(BEGAN.minusSeconds(2), BEGAN);
        assertThat(window.possible()).isEqualTo(window.likely().minus(Duration.ofMinutes(5)));
    }

    @Test
    void movesWithTheNetworksClock() {
        assertThat(window(NOW.plusSeconds(120)).likely()).isBetween(BEGAN.plusSeconds(118), BEGAN.plusSeconds(120));
    }

    @Test
    void aPostOfOursIsNeverTooOld() {
        for (Duration off : new Duration[] {Duration.ofHours(-9), Duration.ofMinutes(-4), Duration.ofHours(9)}) {
            Window window = window(NOW.plus(off));
            assertThat(window.possible()).as(off.toString()).isBeforeOrEqualTo(BEGAN.plus(off));
            assertThat(window.likely()).as(off.toString()).isBeforeOrEqualTo(BEGAN.plus(off));
        }
    }

    @Test
    void isCarefulWithoutTheNetworksClock() {
        Window window = window(null);
        assertThat(window.possible()).isEqualTo(window.likely().minus(Duration.ofMinutes(5)));
        assertThat(window.likely()).isBetween(BEGAN.minusSeconds(2), BEGAN);
    }

    @Test
    void aWrongClockOnlyWidensIt() {
        assertThat(window(NOW.plus(Duration.ofHours(2))).likely()).isEqualTo(BEGAN.minusSeconds(1));
        assertThat(window(NOW.minus(Duration.ofHours(2))).likely())
                .isEqualTo(BEGAN.minus(Duration.ofHours(2)).minusSeconds(1));
    }

    @Test
    void isCertainOfNothingWhereOurClockWentBack() {
        Window window = Window.of(NOW.plusSeconds(3600), NOW, at(NOW));
        assertThat(window.likely()).isEqualTo(Instant.MAX);
        assertThat(window.possible()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    }
}
