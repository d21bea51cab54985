package org.herald.connectors.bluesky;

import org.herald.spi.Outcome;

/** What must be there before a post could not be got; nothing was posted. */
final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Outcome outcome;

    NotYet(Outcome outcome) {
        super("nothing was posted");
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
