package org.herald;

/** What was decided about a collected reply. */
public enum ReviewState {
    /** Nothing yet. */
    PENDING,
    /** Shown on the page, if it is public on its network. */
    APPROVED,
    /** Kept, not shown. */
    HIDDEN,
    /** Kept, not shown, and known as spam. */
    SPAM,
    /** Its text and author are erased; only that it was there is kept, so that it is not collected again. */
    DELETED
}
