package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Tokens.Grant;

/** The Comments API: two levels below a post. */
final class Comments {
    static final int MOST_TEXT = 1250;
    private static final String READ = "partnerApiSocialActions.GET";
    private static final long FIRST = 7_100_000_000_000_000_000L;

    private final Clock clock;
    private final Members members;
    private final Posts posts;
    private final Throttle throttle;
    private final Map<String, Comment> comments = new LinkedHashMap<>();
    private int removed;

    Comments(Clock clock, Members members, Posts posts, Throttle throttle) {
        this.clock = clock;
        this.members = members;
        this.posts = posts;
        this.throttle = throttle;
    }

    /** A comment; its parent is empty for the first level. */
    static final class Comment {
        final String id;
        final String urn;
        final Posts.Entry post;
        final String actor;
        final String parent;
        final Instant created;
        String text;
        Instant modified;

        private Comment(String id, Posts.Entry post, String actor, String parent, String text, Instant created) {
            this.id = id;
            this.urn = "urn:li:comment:(" + post.activity + "," + id + ")";
            this.post = post;
            this.actor = actor;
            this.parent = parent;
            this.text = text;
            this.created = created;
            this.modified = created;
        }
    }

    /** @param id empty for all */
    Reply answer(Call call, Grant grant, String target, String id) throws Violation {
        if (id.isEmpty()) {
            return call.method().equals("POST") ? create(call, grant, target) : list(call, grant, target);
        }
        Queries.only(call, "actor");
        Comment comment = below(target, id);
        return switch (call.method()) {
            case "GET" -> {
                mayRead(comment.post, grant);
                yield Reply.json(200, shown(comment));
            }
            case "DELETE" -> {
                mayChange(call, grant, comment);
                remove(comment.urn);
                yield Reply.empty(204);
            }
            case "POST" -> edit(call, grant, comment);
            default -> throw Errors.violation(405, "METHOD_NOT_ALLOWED", call.method());
        };
    }

    private Comment below(String target, String id) throws Violation {
        Posts.Entry post = target.startsWith("urn:li:comment:") ? get(target).post : posts.find(target);
        return comments.values().stream()
                .filter(comment -> comment.id.equals(id) && comment.post == post)
                .findFirst()
                .orElseThrow(() -> Errors.gone("comment " + id));
    }

    private Comment get(String urn) throws Violation {
        Comment comment = comments.get(urn);
        if (comment == null) {
            throw Errors.gone(urn);
        }
        return comment;
    }

    private void mayRead(Posts.Entry post, Grant grant) throws Violation {
        members.judge(grant, post.author, "r_member_social_feed", "r_organization_social_feed", Members.READERS, READ);
    }

    private void mayWrite(String actor, Grant grant, String what) throws Violation {
        members.judge(grant, actor, "w_member_social_feed", "w_organization_social_feed", Members.COMMENTERS, what);
    }

    private Reply list(Call call, Grant grant, String target) throws Violation {
        Queries.only(call, "start", "count");
        boolean nested = target.startsWith("urn:li:comment:");
        Posts.Entry post = nested ? get(target).post : posts.find(target);
        mayRead(post, grant);
        List<Comment> all = comments.values().stream()
                .filter(comment -> comment.post == post && comment.parent.equals(nested ? target : ""))
                .toList();
        return Queries.page(call, all, this::shown);
    }

    private Reply create(Call call, Grant grant, String target) throws Violation {
        Queries.only(call);
        JsonNode body = Queries.body(call);
        if (body.has("content")) {
            throw new Violation(
                    "a comment with a picture",
                    Errors.reply(
                            403,
                            "ACCESS_DENIED",
                            "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing"
                                    + " fields [/content]"));
        }
        Queries.fields(body, "", "actor", "object", "message", "parentComment");
        String actor = Queries.text(body, "", "actor");
        mayWrite(actor, grant, "partnerApiSocialActions.CREATE");
        Posts.Entry post = posts.find(Queries.text(body, "", "object"));
        String parent = body.path("parentComment").asText("");
        judge(target, post, parent);
        String text = text(body.path("message"), "message");
        throttle.comments();
        Comment comment = add(post, actor, parent, text);
        return Reply.json(201, shown(comment)).with("x-restli-id", comment.id);
    }

    private void judge(String target, Posts.Entry post, String parent) throws Violation {
        boolean nested = target.startsWith("urn:li:comment:");
        if (nested && !target.equals(parent)) {
            throw Errors.invalid("parentComment", "is not the comment that is answered");
        }
        if (!nested && posts.find(target) != post) {
            throw Errors.invalid("object", "is another post than the one of the address");
        }
        if (!parent.isEmpty()
                && (get(parent).post != post || !get(parent).parent.isEmpty())) {
            throw Errors.invalid("parentComment", "is below another post, or below a comment itself");
        }
    }

    private static String text(JsonNode message, String at) throws Violation {
        Queries.fields(message, at, "text", "attributes");
        String text = Queries.text(message, at, "text");
        if (text.isBlank()) {
            throw Errors.violation(400, "INVALID_VALUE_BLANK_FIELD", "Field /message/text is blank");
        }
        if (text.length() > MOST_TEXT) {
            throw Errors.tooLong("message/text", MOST_TEXT);
        }
        return text;
    }

    Comment add(Posts.Entry post, String actor, String parent, String text) {
        String id = String.valueOf(FIRST + comments.size() + removed);
        Comment comment = new Comment(id, post, actor, parent, text, clock.instant());
        comments.put(comment.urn, comment);
        return comment;
    }

    /** Deletes a comment, and what is below it. */
    void remove(String urn) throws Violation {
        get(urn);
        int before = comments.size();
        comments.values().removeIf(comment -> comment.urn.equals(urn) || comment.parent.equals(urn));
        removed += before - comments.size();
    }

    private void mayChange(Call call, Grant grant, Comment comment) throws Violation {
        String actor = call.query().getOrDefault("actor", grant.urn());
        if (!actor.equals(comment.actor)) {
            throw Errors.denied("partnerApiSocialActions.UPDATE as " + actor + " of a comment by another");
        }
        mayWrite(actor, grant, "partnerApiSocialActions.UPDATE");
    }

    private Reply edit(Call call, Grant grant, Comment comment) throws Violation {
        if (!call.header("X-RestLi-Method").orElse("").equals("PARTIAL_UPDATE")) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "X-RestLi-Method is not PARTIAL_UPDATE");
        }
        mayChange(call, grant, comment);
        JsonNode body = Queries.body(call);
        Queries.fields(body, "", "patch");
        Queries.fields(body.path("patch"), "patch", "message");
        Queries.fields(body.at("/patch/message"), "patch/message", "$set");
        comment.text = text(body.at("/patch/message/$set"), "patch/message/$set");
        comment.modified = clock.instant();
        return Reply.json(200, shown(comment));
    }

    List<Comment> all() {
        return List.copyOf(comments.values());
    }

    Map<String, Object> shown(Comment comment) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("actor", comment.actor);
        shown.put("commentUrn", comment.urn);
        shown.put("created", at(comment.actor, comment.created));
        shown.put("id", comment.id);
        shown.put("lastModified", at(comment.actor, comment.modified));
        shown.put("message", Map.of("attributes", List.of(), "text", comment.text));
        shown.put("object", comment.post.activity);
        if (!comment.parent.isEmpty()) {
            shown.put("parentComment", comment.parent);
        }
        long below = comments.values().stream()
                .filter(other -> other.parent.equals(comment.urn))
                .count();
        shown.put("commentsSummary", Map.of("aggregatedTotalComments", below, "totalFirstLevelComments", below));
        return shown;
    }

    private static Map<String, Object> at(String actor, Instant when) {
        return Map.of("actor", actor, "time", when.toEpochMilli());
    }
}
