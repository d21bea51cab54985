package org.herald.core.share;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.herald.Rejection;

/** How long a request may work for somebody who waits: asked between its steps, it ends the work when that is over. */
final class Patience {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Clock clock;
    private final Instant end;

    /** Begins now. */
    Patience(Clock clock) {
        this.clock = clock;
        this.end = clock.instant().plus(LONGEST);
    }

    /**
     * Goes on while there is time.
     *
     * @throws Rejection when it is over
     */
    void mustLast() {
        if (clock.instant().isAfter(end)) {
            throw new Rejection(
                    Rejection.Kind.TOO_LONG,
                    "takesTooLong",
                    "This took longer than " + LONGEST.toSeconds()
                            + " seconds and was stopped: shorten the text, or ask" + " for fewer profiles at once.");
        }
    }
}
