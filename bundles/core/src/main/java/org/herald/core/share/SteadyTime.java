package org.herald.core.share;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

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
    SteadyTime(Instant began, LongSupplier nanos) {
        this.began = began;
        this.nanos = nanos;
        this.zero = nanos.getAsLong();
    }

    Instant now() {
        return began.plus(Duration.ofNanos(nanos.getAsLong() - zero));
    }
}
