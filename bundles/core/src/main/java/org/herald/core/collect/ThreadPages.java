package org.herald.core.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.herald.spi.Collected;
import org.herald.spi.RemoteReply;

/**
 * A thread, read page by page. What was read before a page that could not be is kept.
 *
 * @param pages how many were read
 * @param cut whether there was no time for the rest
 * @param trouble why it went no further; null where it came to the end
 * @param leftOut what is not there, and why, for a person; empty where all is there
 * @param again when more of it will be told; {@link Instant#EPOCH} where it has its turn as ever
 */
record ThreadPages(
        List<RemoteReply> replies, int pages, boolean cut, Collected trouble, String leftOut, Instant again) {
    /** A server that gives more pages than this goes in circles: at 20 answers a page, it is twice Mastodon's most. */
    static final int MOST = 400;

    /**
     * Reads the pages.
     *
     * @param page gives one by its cursor
     * @param over says when there is no time for another
     */
    static ThreadPages read(Function<String, Collected> page, BooleanSupplier over) {
        List<RemoteReply> replies = new ArrayList<>();
        Set<String> leftOut = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        String cursor = "";
        boolean cut = false;
        Instant again = Instant.EPOCH;
        do {
            if (seen.size() >= MOST || !seen.isEmpty() && over.getAsBoolean()) {
                leftOut.add("The thread is long: what is further down is read in another round.");
                cut = true;
                break;
            }
            seen.add(cursor);
            Collected collected = page.apply(cursor);
            if (!(collected instanceof Collected.Replies found)) {
                return new ThreadPages(
                        replies, seen.size() - 1, false, collected, said(leftOut, "The rest cannot be read."), again);
            }
            replies.addAll(found.replies());
            if (!found.leftOut().isEmpty()) {
                leftOut.add(found.leftOut());
            }
            again = found.again().isAfter(again) ? found.again() : again;
            cursor = found.next();
            if (seen.contains(cursor) && !cursor.isEmpty()) {
                leftOut.add("The network gives the same page twice.");
                break;
            }
        } while (!cursor.isEmpty());
        return new ThreadPages(replies, seen.size(), cut, null, said(leftOut, ""), again);
    }

    /** Copies the list. */
    ThreadPages {
        replies = List.copyOf(replies);
    }

    /** Whether any page was read. */
    boolean begun() {
        return pages > 0;
    }

    /** Whether what is not there is gone. */
    boolean complete() {
        return trouble == null && leftOut.isEmpty();
    }

    private static String said(Set<String> leftOut, String more) {
        List<String> all = new ArrayList<>(leftOut);
        if (!more.isEmpty()) {
            all.add(more);
        }
        return String.join(" ", all);
    }
}
