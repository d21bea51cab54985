package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import org.herald.spi.Connection;
import org.jetbrains.annotations.NotNull;

/** What a server said when it was asked for tokens that are bound to a key. */
public sealed interface BoundAnswer {
    /**
     * Here they are.
     *
     * @param document the whole answer, for what a network says beside; never to be logged
     */
    record Given(@NotNull BoundTokens tokens, @NotNull JsonNode document) implements BoundAnswer {
        @Override
        public String toString() {
            return "Given";
        }
    }

    /** It does not; AUTHORISATION where a person must sign in again, SERVER where it may be asked once more. */
    record Denied(@NotNull Connection.Denied why) implements BoundAnswer {}
}
