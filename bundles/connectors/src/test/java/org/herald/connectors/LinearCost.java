package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whatever a text is made of, eight times as much of it must cost about eight times as much, and not sixty-four. */
public final class LinearCost {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEW = 10_000;
    private static final int TIMES = 8;
    private static final double RATIO = 12;
    /** Nanoseconds; what is over sooner cannot be measured. */
    private static final long CHEAP = 100_000_000;

    private static final int TRIES = 4;

    private LinearCost() {}

    /** What texts are made of here. */
    public static Stream<String> pieces() {
        return Stream.of(
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
                " $A");
    }

    /** Fails where the work costs more than the text grew. */
    public static void mustHold(String piece, Consumer<String> work) {
        cost(piece, FEW, work);
        long once = 0;
        long often = Long.MAX_VALUE;
        // each pair by itself: what Java compiles, or takes back, between two tries changes both
        for (int i = 0; i < TRIES && often > CHEAP && often / RATIO >= once; i++) {
            once = cost(piece, FEW, work);
            often = cost(piece, FEW * TIMES, work);
        }
        assertThat(often <= CHEAP || often < once * RATIO)
                .as("%d ms, then %d ms", once / 1_000_000, often / 1_000_000)
                .isTrue();
    }

    private static long cost(String piece, int length, Consumer<String> work) {
        String text = "A" + piece.repeat(length / piece.length());
        long begin = THREADS.getCurrentThreadCpuTime();
        work.accept(text);
        return THREADS.getCurrentThreadCpuTime() - begin;
    }
}
