package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.jetbrains.annotations.NotNull;

/**
 * Finds who signs people in for a server (RFC 9728, RFC 8414). Each says of itself who it is, letter by letter, at its own
 * address; no redirect is followed.
 */
public final class Discovery {
    private static final String OF_RESOURCE = "/.well-known/oauth-protected-resource";
    private static final String OF_ISSUER = "/.well-known/oauth-authorization-server";
    private static final int NOT_FOUND = 404;

    private final Http http;
    private final Clock clock;

    /** Asks by Herald's own client. */
    public Discovery(@NotNull Http http, @NotNull Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Who signs people in, or why nobody is known to. */
    public sealed interface Found {
        /** This one. */
        record Server(@NotNull ServerMetadata metadata) implements Found {}

        /** Nobody. */
        record Nobody(@NotNull Connection.Denied why) implements Found {}
    }

    /**
     * Asks a server who signs people in for it, and that one what it is like.
     *
     * @param resource the server's address, without a path
     */
    public @NotNull Found of(@NotNull URI resource) {
        Answer answer = http.send(Request.to(resource.resolve(OF_RESOURCE)));
        if (!isReceived(answer)) {
            return nobody(answer);
        }
        Optional<String> issuer = Json.tree(((Answer.Received) answer).text())
                .filter(document ->
                        origin(resource).equals(document.path("resource").asText()))
                .map(document -> document.path("authorization_servers"))
                .filter(servers -> servers.size() == 1)
                .map(servers -> servers.path(0))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(Discovery::isOrigin);
        return issuer.map(name -> issuer(URI.create(name)))
                .orElseGet(() -> nobody("The server does not say who signs people in for it."));
    }

    /**
     * Asks one who signs people in what it is like.
     *
     * @param issuer its address, without a path
     */
    public @NotNull Found issuer(@NotNull URI issuer) {
        Answer answer = http.send(Request.to(issuer.resolve(OF_ISSUER)));
        if (!isReceived(answer)) {
            return nobody(answer);
        }
        return ServerMetadata.read(((Answer.Received) answer).text(), origin(issuer))
                .<Found>map(Found.Server::new)
                .orElseGet(() -> nobody("The server that signs people in does not say what it must."));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && uri.getRawUserInfo() == null && text.equals(origin(uri));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isReceived(Answer answer) {
        return answer instanceof Answer.Received received && received.status() == 200;
    }

    private Found nobody(Answer answer) {
        return answer instanceof Answer.Received received && received.status() == NOT_FOUND
                ? nobody("The server does not sign people in through the browser.")
                : new Found.Nobody(HttpErrorMapping.denied(answer, clock.instant()));
    }

    private static Found nobody(String why) {
        return new Found.Nobody(new Connection.Denied(Reason.SERVER, why));
    }
}
