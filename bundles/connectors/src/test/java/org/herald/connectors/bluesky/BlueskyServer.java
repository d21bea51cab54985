package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/**
 * A PDS with its AppView and one account of ours, by the lexicons com.atproto.server, com.atproto.repo and app.bsky
 * (bluesky-social/atproto, August 2026) and docs.bsky.app/docs/advanced-guides/rate-limits.
 */
final class BlueskyServer extends Simulator {
    static final String PASSWORD = "the-secret-password";
    static final String DID = "did:plc:press";
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int MOST = 300;
    private static final int MOST_BYTES = 3000;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Map<String, Object>> notifications = new ArrayList<>();
    static final URI FACE = URI.create("https://cdn.bsky.app/img/avatar/plain/" + DID + "/bafkface@jpeg");

    private boolean revoked;
    private boolean ended;
    private boolean full;
    private int session;
    private int made;

    private record Entry(String uri, String cid, String did, JsonNode record) {
        String text() {
            return record.path("text").asText();
        }

        String parent() {
            return record.at("/reply/parent/uri").asText("");
        }
    }

    BlueskyServer() {
        super(0);
    }

    /** What requests are signed with ends, as it does within hours; what renews it stays. */
    synchronized void end() {
        ended = true;
    }

    /** The app password is taken back, and sessions with it. */
    synchronized void revoke() {
        revoked = true;
    }

    synchronized void full(boolean now) {
        full = now;
    }

    synchronized void answer(String to, String text) {
        String root = entries.get(to).record().at("/reply/root/uri").asText(to);
        JsonNode record = org.herald.simulators.Json.MAPPER.valueToTree(Map.of(
                "text",
                text,
                "createdAt",
                clock.instant().toString(),
                "reply",
                Map.of("root", Map.of("uri", root), "parent", Map.of("uri", to))));
        String uri = "at://did:plc:reader/app.bsky.feed.post/" + ++made;
        entries.put(uri, new Entry(uri, "c" + made, "did:plc:reader", record));
        notifications.add(
                0,
                Map.of(
                        "reason",
                        "reply",
                        "record",
                        record,
                        "indexedAt",
                        clock.instant().toString()));
    }

    synchronized void remove(String uri) {
        entries.remove(uri);
    }

    synchronized List<String> texts() {
        return entries.values().stream()
                .filter(entry -> entry.did().equals(DID) && entry.parent().isEmpty())
                .map(Entry::text)
                .toList();
    }

    private static Reply failure(int status, String error, String message) {
        return Reply.json(status, Map.of("error", error, "message", message));
    }

    private Reply session(String password) {
        if (revoked || !password.equals(PASSWORD)) {
            return revoked();
        }
        session++;
        ended = false;
        return Reply.json(
                200,
                Map.of("did", DID, "handle", "press", "accessJwt", "access-" + session, "refreshJwt", "r-" + session));
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        String method = call.path().replace("/xrpc/", "");
        String bearer = call.header("Authorization").orElse("").replace("Bearer ", "");
        if (method.equals("com.atproto.server.createSession")) {
            return session(input(call).path("password").asText());
        }
        boolean renewing = method.endsWith("refreshSession");
        if (revoked || ended && !renewing || !bearer.equals((renewing ? "r-" : "access-") + session)) {
            return failure(400, "ExpiredToken", "Token has expired");
        }
        return switch (method) {
            case "com.atproto.server.refreshSession" -> session(PASSWORD);
            case "com.atproto.repo.putRecord" -> put(input(call));
            case "com.atproto.repo.getRecord" -> get(uri(call.query().get("rkey")));
            case "com.atproto.repo.deleteRecord" -> {
                entries.remove(uri(input(call).path("rkey").asText()));
                yield Reply.json(200, Map.of());
            }
            case "com.atproto.repo.uploadBlob" -> Reply.json(
                    200, Map.of("blob", Map.of("$type", "blob", "ref", Map.of("$link", "b" + ++made))));
            case "app.bsky.actor.getProfile" -> Reply.json(
                    200, Map.of("did", DID, "handle", "press", "avatar", FACE.toString()));
            case "app.bsky.feed.getPostThread" -> thread(call.query().get("uri"));
            case "app.bsky.feed.getPosts" -> {
                Entry entry = entries.get(call.query().get("uris"));
                yield Reply.json(200, Map.of("posts", entry == null ? List.of() : List.of(view(entry))));
            }
            case "app.bsky.notification.listNotifications" -> Reply.json(200, Map.of("notifications", notifications));
            default -> throw new Violation(
                    "no method " + method, failure(501, "MethodNotImplemented", "Method Not Implemented"));
        };
    }

    private static JsonNode input(Call call) throws Violation {
        return call.json()
                .orElseThrow(() -> new Violation("no JSON", failure(400, "InvalidRequest", "A body is needed")));
    }

    private static String uri(String key) {
        return "at://" + DID + "/app.bsky.feed.post/" + key;
    }

    private Reply put(JsonNode input) throws Violation {
        if (full) {
            return rateLimited();
        }
        JsonNode record = input.path("record");
        String text = record.path("text").asText();
        if (!input.path("repo").asText().equals(DID) || !record.hasNonNull("createdAt")) {
            throw new Violation("not ours", failure(400, "InvalidRequest", "Invalid record"));
        }
        if (GRAPHEME.matcher(text).results().count() > MOST
                || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return failure(
                    400,
                    "InvalidRequest",
                    "Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes");
        }
        String uri = uri(input.path("rkey").asText());
        Entry entry = new Entry(uri, "bafy" + text.hashCode(), DID, record);
        entries.put(uri, entry);
        return Reply.json(200, Map.of("uri", uri, "cid", entry.cid()));
    }

    private Reply get(String uri) {
        Entry entry = entries.get(uri);
        return entry == null
                ? failure(400, "RecordNotFound", "Could not locate record: " + uri)
                : Reply.json(200, Map.of("uri", uri, "cid", entry.cid(), "value", entry.record()));
    }

    private Map<String, Object> view(Entry entry) {
        return Map.of(
                "uri",
                entry.uri(),
                "cid",
                entry.cid(),
                "author",
                Map.of("did", entry.did(), "handle", entry.did().substring("did:plc:".length())),
                "record",
                entry.record(),
                "indexedAt",
                clock.instant().toString());
    }

    private Reply thread(String uri) {
        Entry root = entries.get(uri);
        return root == null
                ? failure(400, "NotFound", "Post not found: " + uri)
                : Reply.json(200, Map.of("thread", below(root)));
    }

    private Map<String, Object> below(Entry entry) {
        List<Map<String, Object>> replies = entries.values().stream()
                .filter(other -> other.parent().equals(entry.uri()))
                .map(this::below)
                .toList();
        return Map.of("post", view(entry), "replies", replies);
    }

    @Override
    protected Reply rateLimited() {
        return failure(429, "RateLimitExceeded", "Rate Limit Exceeded")
                .with(
                        "RateLimit-Reset",
                        Long.toString(
                                clock.instant().plus(Duration.ofMinutes(9)).getEpochSecond()));
    }

    @Override
    protected Reply revoked() {
        return failure(401, "AuthenticationRequired", "Invalid identifier or password");
    }

    @Override
    protected Reply falseFailure() {
        return failure(500, "InternalServerError", "Internal Server Error");
    }

    @Override
    protected Object state() {
        return entries.values().stream().map(this::view).toList();
    }

    @Override
    protected Object act(String name, JsonNode what) {
        throw new IllegalArgumentException("nobody can " + name);
    }
}
