package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Tokens.Grant;

/** The Posts API. */
final class Posts {
    /** Microsoft Learn, UGC Post API: "Wait 10 minutes for the duplicate restriction to expire". */
    private static final Duration DUPLICATE = Duration.ofMinutes(10);

    private static final long FIRST = 7_000_000_000_000_000_000L;

    private final Clock clock;
    private final Members members;
    private final PostRules rules;
    private final Throttle throttle;
    private final Map<String, Entry> posts = new LinkedHashMap<>();
    private long made;

    Posts(Clock clock, Members members, PostRules rules, Throttle throttle) {
        this.clock = clock;
        this.members = members;
        this.rules = rules;
        this.throttle = throttle;
    }

    /** A post. */
    static final class Entry {
        final String urn;
        final String activity;
        final String author;
        final JsonNode body;
        final Instant created;
        LittleText.Shown shown;
        Instant modified;
        boolean edited;
        boolean deleted;

        private Entry(String urn, String activity, JsonNode body, Instant created) {
            this.urn = urn;
            this.activity = activity;
            this.author = body.path("author").asText();
            this.body = body;
            this.created = created;
            this.modified = created;
            this.shown = LittleText.read(body.path("commentary").asText());
        }
    }

    Reply answer(Call call, Grant grant, String urn) throws Violation {
        String method = call.header("X-RestLi-Method").orElse("");
        if (urn.isEmpty()) {
            return call.method().equals("POST") ? create(call, grant) : list(call, grant);
        }
        Queries.only(call);
        return switch (call.method()) {
            case "GET" -> Reply.json(200, shown(readable(find(urn), grant)));
            case "DELETE" -> delete(urn, grant);
            case "POST" -> {
                if (!method.equals("PARTIAL_UPDATE")) {
                    throw Errors.violation(400, "ILLEGAL_ARGUMENT", "X-RestLi-Method is not PARTIAL_UPDATE");
                }
                yield update(call, grant, urn);
            }
            default -> throw Errors.violation(405, "METHOD_NOT_ALLOWED", call.method());
        };
    }

    private Reply create(Call call, Grant grant) throws Violation {
        Queries.only(call);
        JsonNode body = Queries.body(call);
        String author = Queries.text(body, "", "author");
        throttle.posts(grant);
        members.judge(grant, author, "w_member_social", "w_organization_social", Members.POSTERS, "posts.CREATE");
        rules.judge(body);
        Optional<Entry> same = duplicate(body);
        if (same.isPresent()) {
            String message = "Content is a duplicate of " + same.get().urn;
            throw new Violation(message, Reply.json(422, Map.of("status", 422, "message", message)));
        }
        String id = String.valueOf(FIRST + ++made * 2);
        boolean share = !body.path("content").has("multiImage")
                && !body.at("/content/media/id").asText().startsWith("urn:li:video:");
        Entry entry = new Entry(
                (share ? "urn:li:share:" : "urn:li:ugcPost:") + id,
                "urn:li:activity:" + (FIRST + made * 2 + 1),
                body,
                clock.instant());
        posts.put(entry.urn, entry);
        return Reply.empty(201).with("x-restli-id", entry.urn);
    }

    /** The same text with the same kind of content, or the same link, by the same author a moment ago. */
    private Optional<Entry> duplicate(JsonNode body) {
        String shown = LittleText.read(body.path("commentary").asText()).text();
        return posts.values().stream()
                .filter(entry -> !entry.deleted
                        && entry.author.equals(body.path("author").asText()))
                .filter(entry -> entry.created.plus(DUPLICATE).isAfter(clock.instant()))
                .filter(entry ->
                        entry.shown.text().equals(shown) && kind(entry.body).equals(kind(body)))
                .findFirst();
    }

    private static String kind(JsonNode body) {
        JsonNode content = body.path("content");
        return content.has("article")
                ? content.at("/article/source").asText()
                : String.join(",", (Iterable<String>) content::fieldNames);
    }

    private Reply list(Call call, Grant grant) throws Violation {
        Queries.only(call, "q", "author", "count", "start", "sortBy", "isDsc");
        String sort = call.query().getOrDefault("sortBy", "LAST_MODIFIED");
        if (!"author".equals(call.query().get("q"))
                || !List.of("LAST_MODIFIED", "CREATED").contains(sort)) {
            throw Errors.violation(400, "INVALID_VALUE_FOR_PARAM", "q is not author, or sortBy is not known");
        }
        String author = call.query().getOrDefault("author", "");
        mayRead(author, grant);
        Comparator<Entry> order =
                Comparator.comparing(entry -> sort.equals("CREATED") ? entry.created : entry.modified);
        List<Entry> all = posts.values().stream()
                .filter(entry -> !entry.deleted && entry.author.equals(author))
                .sorted(order.thenComparing(entry -> entry.urn).reversed())
                .toList();
        return Queries.page(call, all, Posts::shown);
    }

    /** @throws Violation also where a member's own posts are asked for: that permission is closed */
    private void mayRead(String author, Grant grant) throws Violation {
        members.judge(grant, author, "r_member_social", "r_organization_social", Members.READERS, "posts.GET");
    }

    private Entry readable(Entry entry, Grant grant) throws Violation {
        mayRead(entry.author, grant);
        return entry;
    }

    private Reply update(Call call, Grant grant, String urn) throws Violation {
        Entry entry = find(urn);
        mayWrite(entry, grant, "posts.PARTIAL_UPDATE");
        JsonNode body = Queries.body(call);
        Queries.fields(body, "", "patch");
        Queries.fields(body.path("patch"), "patch", "$set");
        Queries.fields(body.at("/patch/$set"), "patch/$set", "commentary");
        String commentary = Queries.text(body.at("/patch/$set"), "patch/$set", "commentary");
        PostRules.commentary(commentary, entry.body.has("content"));
        entry.shown = LittleText.read(commentary);
        entry.edited = true;
        entry.modified = clock.instant();
        return Reply.empty(204);
    }

    private void mayWrite(Entry entry, Grant grant, String what) throws Violation {
        members.judge(grant, entry.author, "w_member_social", "w_organization_social", Members.POSTERS, what);
    }

    /** Deleting is idempotent. */
    private Reply delete(String urn, Grant grant) throws Violation {
        Entry entry = posts.get(urn);
        if (entry == null) {
            throw Errors.gone(urn);
        }
        mayWrite(entry, grant, "posts.DELETE");
        entry.deleted = true;
        return Reply.empty(204);
    }

    /** A post by its own URN or by its activity's. */
    Entry find(String urn) throws Violation {
        return posts.values().stream()
                .filter(entry -> !entry.deleted && (entry.urn.equals(urn) || entry.activity.equals(urn)))
                .findFirst()
                .orElseThrow(() -> Errors.gone(urn));
    }

    List<Entry> all() {
        return posts.values().stream().filter(entry -> !entry.deleted).toList();
    }

    static Map<String, Object> shown(Entry entry) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("id", entry.urn);
        post.put("author", entry.author);
        post.put("commentary", LittleText.write(entry.shown));
        for (String as : List.of("visibility", "distribution", "content")) {
            if (entry.body.has(as)) {
                post.put(as, entry.body.path(as));
            }
        }
        post.put("lifecycleState", "PUBLISHED");
        post.put("lifecycleStateInfo", Map.of("isEditedByAuthor", entry.edited));
        post.put(
                "isReshareDisabledByAuthor",
                entry.body.path("isReshareDisabledByAuthor").asBoolean());
        post.put("createdAt", entry.created.toEpochMilli());
        post.put("publishedAt", entry.created.toEpochMilli());
        post.put("lastModifiedAt", entry.modified.toEpochMilli());
        return post;
    }
}
