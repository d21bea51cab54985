package org.herald.core.workflow;

import java.time.Instant;

/**
 * A request: which one it was, however often it is tried to do what was asked with it.
 *
 * @param at when it was made
 * @param number the moves of the article then
 */
record Round(Instant at, long number) {
    static final Round NONE = new Round(Instant.EPOCH, 0);
    private static final String GAP = "#";

    static Round parse(String text) {
        String[] parts = text.split(GAP);
        return new Round(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
        return at + GAP + number;
    }
}
