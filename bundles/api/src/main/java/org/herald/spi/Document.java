package org.herald.spi;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jetbrains.annotations.NotNull;

/**
 * An article, as a record of an account tells it.
 *
 * @param key names it: the same for the same article and profile, always, and no other's
 * @param link where readers find it, without anything that only tells where they came from
 * @param title as readers see it
 * @param description may be empty
 * @param published when the account first told of it
 * @param changed when what it tells was changed; that of {@code published} where it was not
 */
public record Document(
        @NotNull String key,
        @NotNull URI link,
        @NotNull String title,
        @NotNull String description,
        @NotNull Instant published,
        @NotNull Instant changed) {
    /** Refuses nulls. */
    public Document {
        Objects.requireNonNull(key);
        Objects.requireNonNull(link);
        Objects.requireNonNull(title);
        Objects.requireNonNull(description);
        Objects.requireNonNull(published);
        Objects.requireNonNull(changed);
    }
}
