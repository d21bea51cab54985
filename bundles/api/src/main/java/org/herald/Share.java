package org.herald;

import java.time.Instant;
import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * One decision to share an article, or to answer a comment on it.
 *
 * @param articlePath where the article is now; its last known path when it is gone
 * @param by the user id of who decided
 * @param answers the id of the inbox item that it answers; empty for a share
 * @param undoSeconds how long all of it can still be undone before anything is sent; 0 when that is over, or never was
 */
public record Share(
        @NotNull String id,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String by,
        @NotNull Instant at,
        @NotNull String answers,
        @NotNull List<Variant> variants,
        int undoSeconds) {
    /** Copies the list. */
    public Share {
        variants = List.copyOf(variants);
    }

    /** The same with other variants, or with what else is known of them. */
    public @NotNull Share with(@NotNull List<Variant> others) {
        return new Share(id, articlePath, articleTitle, by, at, answers, others, undoSeconds);
    }
}
