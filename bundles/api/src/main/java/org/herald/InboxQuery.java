package org.herald;

import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What to list.
 *
 * @param state null for all but the deleted
 * @param network empty for all
 * @param site the path of a site; empty for all
 * @param article the path of an article; empty for all
 * @param after {@link InboxPage#next} of the page before; empty for the first page
 * @param size items per page, 1 to 100
 */
public record InboxQuery(
        @Nullable ReviewState state,
        @NotNull String network,
        @NotNull String site,
        @NotNull String article,
        @NotNull String after,
        int size) {
    /** Refuses a size out of bounds. */
    public InboxQuery {
        if (size < 1 || size > 100) {
            throw new Rejection(Rejection.Kind.INVALID, "pageSize", "Ask for 1 to 100 items a page.");
        }
    }
}
