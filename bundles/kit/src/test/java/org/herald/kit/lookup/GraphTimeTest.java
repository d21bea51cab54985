package org.herald.kit.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GraphTimeTest {
    @Test
    void readsTimesWithAndWithoutAColon() {
        Instant instant = Instant.parse("2024-09-12T23:17:39Z");
        assertThat(GraphTime.of("2024-09-12T23:17:39+0000")).contains(instant);
        assertThat(GraphTime.of("2024-09-13T01:17:39+02:00")).contains(instant);
        assertThat(GraphTime.of("yesterday")).isEmpty();
        assertThat(GraphTime.of(null)).isEmpty();
    }
}
