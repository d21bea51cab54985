package org.herald.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void nobodyPlaysReadersWithoutEnd() {
        Pace pace = new Pace();
        for (int i = 0; i < Pace.MOST; i++) {
            assertThat(pace.allows("stan", NOW)).isTrue();
        }
        assertThat(pace.allows("stan", NOW)).isFalse();
        assertThat(pace.allows("edith", NOW)).isTrue();
        assertThat(pace.allows("stan", NOW.plus(Pace.TIME))).isTrue();
    }
}
