package org.herald.connectors.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a text is made of, eight times as much of it costs eight times as much to mark, and not sixty-four. */
class FacetsComplexityTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEW = 10_000;
    private static final int TIMES = 8;
    private static final double RATIO = 12;
    /** Nanoseconds; what is over sooner cannot be measured. */
    private static final long CHEAP = 100_000_000;

    private static final int TRIES = 4;

    private static long cost(String piece, int length) {
        String text = "A" + piece.repeat(length / piece.length());
        long begin = THREADS.getCurrentThreadCpuTime();
        RichTextFacets.of(text, handle -> Optional.of("did:plc:x"));
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "«",
                "@",
                "#",
                ".",
                ",",
                " ",
                "\n",
                " #",
                " #a",
                " @a.bc",
                " a.bc",
                "@a@b.",
                "@a@b.c ",
                "b.",
                "\u0301\u0323",
                "e\u0301",
                "\u200D",
                "\u200F",
                "http://",
                "http://a,",
                "https://example.org/a ",
                "/",
                "#,",
                " #1",
                "a",
                "1",
                "\uD83D\uDC69\u200D",
                " $A"
            })
    void eightTimesAsMuchCostsEightTimesAsMuch(String piece) {
        cost(piece, FEW);
        long once = Long.MAX_VALUE;
        long often = Long.MAX_VALUE;
        for (int i = 0; i == 0 || i < TRIES && often > CHEAP && often / RATIO >= once; i++) {
            once = Math.min(once, cost(piece, FEW));
            often = Math.min(often, cost(piece, FEW * TIMES));
        }
        assertThat(often <= CHEAP || often < once * RATIO)
                .as("%d ms, then %d ms", once / 1_000_000, often / 1_000_000)
                .isTrue();
    }
}
