package org.herald.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.herald.kit.http.Json;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Secret;

/** Judges what Meta's webhooks send (Webhooks, Getting Started): by the signature alone. */
public final class GraphNotices {
    private static final String CHALLENGE = "[A-Za-z0-9_-]{1,200}";
    private static final String SCHEME = "sha256=";
    private final Graph graph;

    /** Judges for an application; without its secret everything is forged. */
    public GraphNotices(Graph graph) {
        this.graph = graph;
    }

    /**
     * Judges one request.
     *
     * @param object what the notices are of: "page", "instagram"
     * @param subject the id of the post that a change is below; empty for a change of no interest
     */
    public Receipt receive(Push push, String object, Function<JsonNode, Optional<String>> subject) {
        return push.method().equals("GET") ? greeting(push) : notice(push, object, subject);
    }

    private Receipt greeting(Push push) {
        boolean proven = push.query("hub.mode").filter("subscribe"::equals).isPresent()
                && graph.verifyToken().isPresent()
                && push.query("hub.verify_token")
                        .filter(token -> same(token, graph.verifyToken().get().reveal()))
                        .isPresent();
        Optional<String> challenge = push.query("hub.challenge").filter(text -> text.matches(CHALLENGE));
        return proven && challenge.isPresent()
                ? new Receipt.Greeting(challenge.get(), "text/plain")
                : new Receipt.Forged();
    }

    private Receipt notice(Push push, String object, Function<JsonNode, Optional<String>> subject) {
        Optional<Secret> secret = graph.appSecret();
        boolean signed = secret.isPresent()
                && push.header("X-Hub-Signature-256")
                        .filter(given -> same(given, SCHEME + Graph.hmac(push.body(), secret.get())))
                        .isPresent();
        if (!signed) {
            return new Receipt.Forged();
        }
        Map<String, Set<String>> answered = new HashMap<>();
        Json.tree(push.text())
                .filter(document -> object.equals(document.path("object").asText()))
                .ifPresent(document -> document.path("entry").forEach(entry -> read(entry, subject, answered)));
        return new Receipt.News(answered);
    }

    private static void read(
            JsonNode entry, Function<JsonNode, Optional<String>> subject, Map<String, Set<String>> answered) {
        entry.path("changes").forEach(change -> subject.apply(change)
                .ifPresent(post -> answered.computeIfAbsent(entry.path("id").asText(), account -> new HashSet<>())
                        .add(post)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
