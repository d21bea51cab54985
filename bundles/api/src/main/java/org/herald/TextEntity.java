package org.herald;

import org.jetbrains.annotations.NotNull;

/** What a network will make clickable in a text; in UTF-16 code units. */
public record TextEntity(@NotNull Kind kind, int start, int end) {
    /** What it is. */
    public enum Kind {
        LINK,
        HASHTAG,
        MENTION
    }
}
