package org.herald.spi;

import java.net.URI;
import java.util.Objects;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What somebody attached to a reply, as the network gives it: nothing of it is trusted, and Herald loads nothing of it.
 *
 * @param id the network's own id, so that an exchanged one is seen
 * @param url where a person can look at it; null where the network tells none
 * @param description what it shows, in its author's words; empty when nobody said
 */
public record RemoteMedia(@NotNull String id, @NotNull Kind kind, @Nullable URI url, @NotNull String description) {
    /** What it is. */
    public enum Kind {
        /** A picture. */
        IMAGE,
        /** A video, or a picture that moves. */
        VIDEO,
        /** Something to hear. */
        AUDIO,
        /** Anything else. */
        OTHER
    }

    /** Refuses nulls. */
    public RemoteMedia {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(description);
    }
}
