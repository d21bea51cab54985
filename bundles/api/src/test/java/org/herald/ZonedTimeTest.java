package org.herald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ZonedTimeTest {
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    private static ZonedTime moment(String at, String offset) {
        return new ZonedTime(LocalDateTime.parse(at), ZURICH, offset.isEmpty() ? null : ZoneOffset.of(offset));
    }

    @Test
    void anOrdinaryTimeIsOneInstant() {
        assertThat(moment("2026-11-25T09:00", "").instant()).isEqualTo(Instant.parse("2026-11-25T08:00:00Z"));
    }

    @Test
    void aTimeThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> moment("2026-03-29T02:30", "").instant())
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("There is no 02:30");
    }

    @Test
    void aTimeThatComesTwiceIsAskedAbout() {
        assertThatThrownBy(() -> moment("2026-10-25T02:30", "").instant())
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("+02:00 or +01:00");
        assertThat(moment("2026-10-25T02:30", "+02:00").instant()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(moment("2026-10-25T02:30", "+01:00").instant()).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
        assertThatThrownBy(() -> moment("2026-10-25T02:30", "+05:00").instant()).isInstanceOf(Rejection.class);
    }
}
