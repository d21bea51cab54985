package org.herald.core.collect;

import org.herald.Rejection;

/**
 * A place in the inbox, newest first. Items that were collected at the same moment stand by their ids.
 *
 * @param order the higher, the newer
 */
record Cursor(long order, String id) implements Comparable<Cursor> {
    private static final Cursor FIRST = new Cursor(Long.MAX_VALUE, "");
    private static final String TEXT = "[0-9]{1,18}-([0-9a-f-]{36}\\.[0-9a-f]{32})?";

    /**
     * Reads what {@link #text} wrote; the empty text is the beginning.
     *
     * @throws Rejection where it is something else
     */
    static Cursor parse(String text) {
        if (text.isEmpty()) {
            return FIRST;
        }
        if (!text.matches(TEXT)) {
            throw new Rejection(
                    Rejection.Kind.INVALID,
                    "after",
                    "The page in the field after does not exist: go to the first one.");
        }
        int gap = text.indexOf('-');
        return new Cursor(Long.parseLong(text.substring(0, gap)), text.substring(gap + 1));
    }

    /** Before all of an order, and after all that are newer. */
    static Cursor before(long order) {
        return new Cursor(order + 1, "");
    }

    String text() {
        return order + "-" + id;
    }

    boolean isAfter(Cursor other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Cursor other) {
        return order == other.order ? other.id.compareTo(id) : Long.compare(other.order, order);
    }
}
