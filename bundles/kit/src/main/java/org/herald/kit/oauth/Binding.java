package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.herald.kit.http.Json;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * What the tokens of one sign-in are bound to, from its beginning to its end.
 *
 * @param key whose proof goes with every request
 * @param issuer who gives the tokens
 * @param token where
 * @param clientId to whom
 * @param clientKey the name of the key that this one signed with at the beginning, and signs with to the end
 */
public record Binding(
        @NotNull DpopKey key,
        @NotNull String issuer,
        @NotNull URI token,
        @NotNull String clientId,
        @NotNull String clientKey) {

    String kept() {
        return Json.write(Map.of(
                "key", key.kept().reveal(),
                "issuer", issuer,
                "token", token.toString(),
                "clientId", clientId,
                "clientKey", clientKey));
    }

    static Binding of(JsonNode document) {
        return new Binding(
                DpopKey.of(new Secret(document.path("key").asText())),
                document.path("issuer").asText(),
                URI.create(document.path("token").asText()),
                document.path("clientId").asText(),
                document.path("clientKey").asText());
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "Binding(" + issuer + ")";
    }
}
