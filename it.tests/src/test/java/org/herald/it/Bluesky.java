package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person on Bluesky. */
final class Bluesky {
    private static final Map<String, Bluesky> PEOPLE = new HashMap<>();
    final String handle;
    final String did;
    private final String token;

    private Bluesky(String name) {
        this.handle = name + ".test";
        Web.Reply made = Web.json(
                "POST",
                Environment.PDS + "/xrpc/com.atproto.server.createAccount",
                Map.of("handle", handle, "email", name + "@example.test", "password", password(name)));
        if (made.text().contains("HandleNotAvailable") || made.text().contains("already taken")) {
            made = Web.json(
                    "POST",
                    Environment.PDS + "/xrpc/com.atproto.server.createSession",
                    Map.of("identifier", handle, "password", password(name)));
        }
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        this.did = made.json().path("did").asText();
        this.token = made.json().path("accessJwt").asText();
    }

    static Bluesky person(String name) {
        return PEOPLE.computeIfAbsent(name, Bluesky::new);
    }

    static String password(String name) {
        return "app-password-of-" + name;
    }

    private String[] headers() {
        return new String[] {"Authorization", "Bearer " + token};
    }

    /** Replies; root and parent as {uri, cid}. */
    JsonNode reply(JsonNode root, JsonNode parent, String text) {
        Map<String, Object> record = new HashMap<>();
        record.put("$type", "app.bsky.feed.post");
        record.put("text", text);
        record.put("createdAt", Instant.now().toString());
        record.put("reply", Map.of("root", ref(root), "parent", ref(parent)));
        Web.Reply reply = Web.json(
                "POST",
                Environment.PDS + "/xrpc/com.atproto.repo.createRecord",
                Map.of("repo", did, "collection", "app.bsky.feed.post", "record", record),
                headers());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** Posts a text as it is, past Herald. */
    Web.Reply post(String text) {
        return Web.json(
                "POST",
                Environment.PDS + "/xrpc/com.atproto.repo.createRecord",
                Map.of(
                        "repo",
                        did,
                        "collection",
                        "app.bsky.feed.post",
                        "record",
                        Map.of(
                                "$type",
                                "app.bsky.feed.post",
                                "text",
                                text,
                                "createdAt",
                                Instant.now().toString())),
                headers());
    }

    private static Map<String, String> ref(JsonNode node) {
        return Map.of("uri", node.path("uri").asText(), "cid", node.path("cid").asText());
    }

    /** The records that an account has, from its repository, newest first. */
    static List<JsonNode> posts(String did) {
        return Cms.stream(Web.get(Environment.PDS
                                + "/xrpc/com.atproto.repo.listRecords?limit=100&collection=app.bsky.feed.post&repo="
                                + did)
                        .json()
                        .path("records"))
                .toList();
    }

    /** A record by its address, at://DID/COLLECTION/KEY; or what the server says where it has none. */
    static JsonNode record(String address) {
        String[] parts = address.replaceFirst("^at://", "").split("/");
        return Web.get(Environment.PDS + "/xrpc/com.atproto.repo.getRecord?repo=" + parts[0] + "&collection=" + parts[1]
                        + "&rkey=" + parts[2])
                .json();
    }

    /** All of them, page by page. */
    static List<JsonNode> all(String did) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Web.get(Environment.PDS
                            + "/xrpc/com.atproto.repo.listRecords?limit=100&collection=app.bsky.feed.post&repo=" + did
                            + cursor)
                    .json();
            Cms.stream(page.path("records")).forEach(all::add);
            cursor = page.path("records").isEmpty() || page.path("cursor").isMissingNode()
                    ? ""
                    : "&cursor=" + page.path("cursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    static JsonNode latest(String did, String containing) {
        return posts(did).stream()
                .filter(r -> r.toString().contains(containing))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no post with " + containing));
    }

    JsonNode thread(String uri) {
        return Web.get(
                        Environment.PDS + "/xrpc/app.bsky.feed.getPostThread?uri="
                                + URLEncoder.encode(uri, StandardCharsets.UTF_8),
                        headers())
                .json()
                .path("thread");
    }
}
