package org.herald.spi;

import java.util.HashSet;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * The ids of posts that were answered.
 *
 * @param answered ids of posts (ours or others') that have a new answer; empty when nothing is new or it cannot be told
 * @param cursor to be given with the next question; the one given when nothing is new
 * @param trouble why the network refuses to tell this account anything, as sentences for a person, with what to do: what only
 *     the account would see is missed then. Empty when it tells
 */
public record News(@NotNull Set<String> answered, @NotNull String cursor, @NotNull String trouble) {
    /** Copies the set. */
    public News {
        answered = Set.copyOf(answered);
    }

    /** The same and posts that are known to have something new from elsewhere. */
    public @NotNull News besides(@NotNull Set<String> others) {
        Set<String> all = new HashSet<>(answered);
        all.addAll(others);
        return new News(all, cursor, trouble);
    }

    /** Without trouble. */
    public News(@NotNull Set<String> answered, @NotNull String cursor) {
        this(answered, cursor, "");
    }
}
