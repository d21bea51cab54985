package org.herald.kit.oauth;

import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * An application that says who it is with a key, and whose tokens are bound to keys (RFC 7523, RFC 9449).
 *
 * @param id its id; an address where servers read what it is
 * @param keys what it signs with: sign-ins begin with the first, and go on with the one that they began with
 * @param scopes what is asked for
 */
public record BoundClient(@NotNull String id, @NotNull List<ClientKey> keys, @NotNull List<String> scopes) {
    /** Copies the lists; there is a key. */
    public BoundClient {
        keys = List.copyOf(keys);
        scopes = List.copyOf(scopes);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a client without a key proves nothing");
        }
    }

    /** The key of a name; empty where it was retired. */
    Optional<ClientKey> key(String name) {
        return keys.stream().filter(key -> key.id().equals(name)).findFirst();
    }
}
