package org.herald.spi;

import java.net.URI;
import java.util.Objects;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * Names one post on one network.
 *
 * @param id the network's own id, opaque: never parsed or ordered outside the connector
 * @param version the network's hash of the content where it has one (Bluesky's cid), else empty
 * @param url where a person can read it; null where the network tells none
 */
public record RemoteRef(@NotNull String id, @NotNull String version, @Nullable URI url) {
    /** Refuses an empty id. */
    public RemoteRef {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a remote id is never empty");
        }
        Objects.requireNonNull(version);
    }
}
