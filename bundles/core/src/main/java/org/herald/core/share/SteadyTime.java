package org.herald.core.share;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Time that goes on from where it began, whatever is done to the machine's clock meanwhile: for what is compared with what
 * was noted before and is noted later.
 */
final class SteadyTime {
    private final Instant began;
    private final LongSupplier nanos;
    private final long zero;

    /**
     * Begins.
     *
     * @param nanos what counts, like {@link System#nanoTime}
     */
    private SteadyTime(Instant began, LongSupplier nanos) {
        this.began = began;
        this.nanos = nanos;
        this.zero = nanos.getAsLong();
    }

    /** Begins no earlier than any of these. */
    static SteadyTime after(Stream<Instant> noted, LongSupplier nanos) {
        return new SteadyTime(noted.max(Instant::compareTo).orElse(Instant.EPOCH), nanos);
    }

    Instant now() {
        return began.plus(Duration.ofNanos(nanos.getAsLong() - zero));
    }
}
