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
 */
public record Share(
        @NotNull String id,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String by,
        @NotNull Instant at,
        @NotNull String answers,
        @NotNull List<Variant> variants) {
    /** Copies the list. */
    public Share {
        variants = List.copyOf(variants);
    }
}
