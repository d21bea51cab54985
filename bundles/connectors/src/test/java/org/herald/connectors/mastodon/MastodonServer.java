package org.herald.connectors.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/**
 * A server of the Mastodon API with one account of ours, by docs.joinmastodon.org (methods/statuses, methods/media,
 * api/rate-limits; November 2026): keys are remembered for an hour, a link counts 23, three hundred requests in five minutes.
 */
final class MastodonServer extends Simulator {
    static final String TOKEN = "the-secret-token";
    static final String ACCOUNT = "109";
    static final URI FACE = URI.create("https://files.example/avatars/109.png");
    private static final int MOST = 500;
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private final TreeMap<Long, Status> statuses = new TreeMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final List<Map<String, Object>> notifications = new ArrayList<>();
    private boolean revoked;
    private Instant full = Instant.EPOCH;
    private long files;

    private record Status(long id, String author, String text, String parent, String visibility, Instant at) {}

    MastodonServer() {
        super(0);
    }

    synchronized void revoke() {
        revoked = true;
    }

    /** The requests of these five minutes are made. */
    synchronized void useUp() {
        full = clock.instant().plus(WINDOW);
    }

    synchronized void answer(String to, String text) {
        Status status = add("reader", text, to, "public");
        notifications.add(0, Map.of("id", Long.toString(status.id()), "type", "mention", "status", view(status)));
    }

    synchronized void remove(String id) {
        statuses.remove(Long.parseLong(id));
    }

    synchronized List<String> texts() {
        return statuses.values().stream()
                .filter(status ->
                        status.author().equals("press") && status.parent().isEmpty())
                .map(Status::text)
                .toList();
    }

    private Status add(String author, String text, String parent, String visibility) {
        long id = statuses.isEmpty() ? 1000 : statuses.lastKey() + 1;
        Status status = new Status(id, author, text, parent, visibility, clock.instant());
        statuses.put(id, status);
        return status;
    }

    private Map<String, Object> view(Status status) {
        Map<String, Object> view = new LinkedHashMap<>();
        boolean own = status.author().equals("press");
        view.put("id", Long.toString(status.id()));
        view.put("url", "https://press.example/@" + status.author() + "/" + status.id());
        view.put("created_at", status.at().toString());
        view.put("in_reply_to_id", status.parent().isEmpty() ? null : status.parent());
        view.put("visibility", status.visibility());
        view.put("language", "en");
        view.put("content", "<p>" + status.text().replace("&", "&amp;").replace("<", "&lt;") + "</p>");
        view.put(
                "account",
                Map.of("id", own ? ACCOUNT : "200", "acct", status.author(), "display_name", status.author()));
        view.put("media_attachments", List.of());
        return view;
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        String path = call.path();
        if (path.equals("/api/v2/instance")) {
            return Reply.json(
                    200,
                    Map.of(
                            "domain",
                            "press.example",
                            "configuration",
                            Map.of("statuses", Map.of("max_characters", MOST, "characters_reserved_per_url", 23))));
        }
        if (revoked || !call.header("Authorization").orElse("").equals("Bearer " + TOKEN)) {
            return revoked();
        }
        if (clock.instant().isBefore(full)) {
            return rateLimited();
        }
        return switch (call.method() + " " + path.replaceAll("/[0-9]+(?=/|$)", "/:id")) {
            case "GET /api/v1/accounts/verify_credentials" -> Reply.json(
                    200, Map.of("id", ACCOUNT, "acct", "press", "avatar_static", FACE.toString()));
            case "GET /api/v1/accounts/:id/statuses" -> Reply.json(200, own(call.query()));
            case "GET /api/v1/notifications" -> Reply.json(
                    200, since(call.query().get("min_id")));
            case "POST /api/v2/media" -> Reply.json(
                    200, Map.of("id", "m" + ++files, "url", "https://press.example/m.png", "type", "image"));
            case "POST /api/v1/statuses" -> post(call);
            default -> one(call, path.replaceAll(".*/statuses/([0-9]+).*", "$1"));
        };
    }

    private List<Map<String, Object>> own(Map<String, String> query) {
        long before = Long.parseLong(query.getOrDefault("max_id", String.valueOf(Long.MAX_VALUE)));
        return statuses.values().stream()
                .filter(status -> status.author().equals("press") && status.id() < before)
                .sorted(Comparator.comparingLong(Status::id).reversed())
                .limit(Long.parseLong(query.getOrDefault("limit", "20")))
                .map(this::view)
                .toList();
    }

    private List<Map<String, Object>> since(String id) {
        return notifications.stream()
                .filter(one -> id == null || Long.parseLong(one.get("id").toString()) > Long.parseLong(id))
                .limit(40)
                .toList();
    }

    private Reply post(Call call) throws Violation {
        JsonNode wanted = call.json().orElseThrow(() -> violation("no JSON"));
        String text = wanted.path("status").asText();
        String parent = wanted.path("in_reply_to_id").asText("");
        String key = call.header("Idempotency-Key").orElseThrow(() -> violation("no key"));
        Long known = keys.get(key);
        if (known != null
                && statuses.containsKey(known)
                && statuses.get(known).at().plus(REMEMBERED).isAfter(clock.instant())) {
            return Reply.json(200, view(statuses.get(known)));
        }
        if (length(text) > MOST) {
            return Reply.json(422, Map.of("error", "Validation failed: Text character limit of " + MOST + " exceeded"));
        }
        if (!parent.isEmpty() && !statuses.containsKey(Long.parseLong(parent))) {
            return Reply.json(404, Map.of("error", "Record not found"));
        }
        Status status = add("press", text, parent, wanted.path("visibility").asText("public"));
        keys.put(key, status.id());
        return Reply.json(200, view(status));
    }

    private static int length(String text) {
        String counted = text.replaceAll("https?://\\S+", "x".repeat(23));
        return counted.codePointCount(0, counted.length());
    }

    private static Violation violation(String why) {
        return new Violation(why, Reply.json(400, Map.of("error", why)));
    }

    private Reply one(Call call, String id) throws Violation {
        Status status = statuses.get(Long.parseLong(id));
        if (status == null) {
            return Reply.json(404, Map.of("error", "Record not found"));
        }
        switch (call.method() + " " + call.path().replaceAll(".*/[0-9]+", "")) {
            case "GET /context":
                return Reply.json(
                        200,
                        Map.of(
                                "descendants",
                                statuses.values().stream()
                                        .filter(other -> isBelow(other, id))
                                        .map(this::view)
                                        .toList()));
            case "GET ":
                return Reply.json(200, view(status));
            case "DELETE ":
                statuses.remove(status.id());
                return Reply.json(200, view(status));
            case "PUT ":
                String text = call.json()
                        .orElseThrow(() -> violation("no JSON"))
                        .path("status")
                        .asText();
                Status changed = new Status(
                        status.id(), status.author(), text, status.parent(), status.visibility(), status.at());
                statuses.put(status.id(), changed);
                return Reply.json(200, view(changed));
            default:
                throw violation("no such method");
        }
    }

    private boolean isBelow(Status status, String id) {
        String parent = status.parent();
        while (!parent.isEmpty() && !parent.equals(id)) {
            Status above = statuses.get(Long.parseLong(parent));
            parent = above == null ? "" : above.parent();
        }
        return parent.equals(id);
    }

    @Override
    protected Reply rateLimited() {
        return Reply.json(429, Map.of("error", "Too many requests"))
                .with("X-RateLimit-Reset", clock.instant().plus(WINDOW).toString());
    }

    @Override
    protected Reply revoked() {
        return Reply.json(401, Map.of("error", "The access token is invalid"));
    }

    @Override
    protected Reply falseFailure() {
        return Reply.json(503, Map.of("error", "Remote data could not be fetched"));
    }

    @Override
    protected Object state() {
        return statuses.values().stream().map(this::view).toList();
    }

    @Override
    protected Object act(String name, JsonNode what) {
        throw new IllegalArgumentException("nobody can " + name);
    }
}
