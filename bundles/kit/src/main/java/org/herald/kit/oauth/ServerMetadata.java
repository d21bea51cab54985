package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.herald.kit.http.Json;
import org.jetbrains.annotations.NotNull;

/**
 * What an authorization server says of itself (RFC 8414).
 *
 * @param issuer its name, which it gives with every code
 * @param authorize where a person is sent
 * @param token where tokens are given
 * @param push where a request is left before the person is sent (RFC 9126)
 * @param document the whole of it
 */
public record ServerMetadata(
        @NotNull String issuer,
        @NotNull URI authorize,
        @NotNull URI token,
        @NotNull URI push,
        @NotNull JsonNode document) {

    /** Whether a list has a word. */
    public boolean lists(@NotNull String list, @NotNull String word) {
        return StreamSupport.stream(document.path(list).spliterator(), false)
                .anyMatch(one -> word.equals(one.asText()));
    }

    /** Whether something is said to be so. */
    public boolean says(@NotNull String what) {
        return document.path(what).asBoolean(false);
    }

    /** Reads a document; empty where it is not the issuer's own, or names a place that is not to be trusted. */
    static Optional<ServerMetadata> read(String text, String issuer) {
        return Json.tree(text)
                .filter(document -> issuer.equals(document.path("issuer").asText()))
                .flatMap(document -> of(document, issuer));
    }

    private static Optional<ServerMetadata> of(JsonNode document, String issuer) {
        Optional<URI> authorize = place(document, "authorization_endpoint", issuer);
        Optional<URI> token = place(document, "token_endpoint", issuer);
        Optional<URI> push = place(document, "pushed_authorization_request_endpoint", issuer);
        return authorize.isEmpty() || token.isEmpty() || push.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerMetadata(issuer, authorize.get(), token.get(), push.get(), document));
    }

    /** By https, or as the issuer was reached: on this machine an administrator may allow another way. */
    private static Optional<URI> place(JsonNode document, String name, String issuer) {
        try {
            URI place = URI.create(document.path(name).asText(""));
            boolean right = place.getHost() != null
                    && place.getRawUserInfo() == null
                    && place.getRawFragment() == null
                    && ("https".equals(place.getScheme()) || isSameOrigin(place, URI.create(issuer)));
            return right ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getRawAuthority().equals(other.getRawAuthority());
    }
}
