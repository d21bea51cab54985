package org.herald.spi;

import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * The ids of posts that were answered.
 *
 * @param answered ids of posts (ours or others') that have a new answer; empty when nothing is new or it cannot be told
 * @param cursor to be given with the next question; the one given when nothing is new
 */
public record News(@NotNull Set<String> answered, @NotNull String cursor) {
    /** Copies the set. */
    public News {
        answered = Set.copyOf(answered);
    }
}
