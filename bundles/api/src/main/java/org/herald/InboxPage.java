package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * One page of the inbox, newest first.
 *
 * @param next to be given as {@link InboxQuery#after}; empty on the last page
 */
public record InboxPage(@NotNull List<InboxItem> items, @NotNull String next) {
    /** Copies the list. */
    public InboxPage {
        items = List.copyOf(items);
    }
}
