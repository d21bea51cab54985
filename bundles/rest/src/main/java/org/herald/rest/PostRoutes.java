package org.herald.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.Attachment;
import org.herald.Health;
import org.herald.MediaFile;
import org.herald.MediaLibrary;
import org.herald.Share;
import org.herald.ShareRequest;
import org.herald.ShareRequest.PostRequest;
import org.herald.Shares;
import org.herald.Variants;

/** What is said to the networks: proposed, measured, shared. */
final class PostRoutes {
    /** Some profiles with some reminders each; a round of more is several requests. */
    private static final int MAX_VARIANTS = 50;
    /** The most that a network takes (LinkedIn and Threads, see {@code limits/}). */
    private static final int MAX_MEDIA = 20;

    private final Shares shares;
    private final Variants variants;
    private final MediaLibrary library;
    private final Health health;

    PostRoutes(Shares shares, Variants variants, MediaLibrary library, Health health) {
        this.shares = shares;
        this.variants = variants;
        this.library = library;
        this.health = health;
    }

    List<Route> table() {
        return List.of(
                new Route("GET", "/variants", this::drafts),
                new Route("POST", "/variants/check", this::check),
                new Route("POST", "/variants/preview", this::preview),
                new Route("POST", "/variants/adapt", this::adapt),
                new Route("GET", "/media", c -> Reply.ok(library.list(c.caller(), Routes.article(c)))),
                new Route("GET", "/shares", this::shares),
                new Route("POST", "/shares", this::share),
                new Route("DELETE", "/shares/{id}", c -> Reply.ok(shares.undo(c.caller(), c.path("id")))),
                new Route("GET", "/shares/{id}", c -> Reply.ok(health.foreseen(shares.get(c.caller(), c.path("id"))))),
                new Route("POST", "/shares/{id}/{profile}", this::act),
                new Route("PUT", "/shares/{id}/{profile}", this::reschedule),
                new Route("POST", "/shares/{id}/{profile}/decision", this::decide));
    }

    private Reply drafts(Call call) {
        return Reply.ok(Map.of("drafts", variants.drafts(call.caller(), Routes.article(call))));
    }

    private Reply check(Call call) {
        return Reply.ok(variants.check(call.caller(), call.required("path"), wanted(call)));
    }

    private Reply preview(Call call) {
        return Reply.ok(variants.preview(
                call.caller(), call.required("path"), call.required("profile"), call.text("template", "")));
    }

    private Reply adapt(Call call) {
        return Reply.ok(Map.of(
                "variants",
                variants.adapt(
                        call.caller(),
                        call.required("path"),
                        call.required("text"),
                        Set.copyOf(call.texts("threads")))));
    }

    private Reply shares(Call call) {
        String trackingToken = call.query("word");
        List<Share> found = trackingToken.isEmpty()
                ? shares.ofArticle(call.caller(), Routes.article(call))
                : shares.named(call.caller(), trackingToken);
        return Reply.ok(Map.of("shares", found.stream().map(health::foreseen).toList()));
    }

    private Reply share(Call call) {
        Share shared = shares.share(
                call.caller(),
                new ShareRequest(
                        call.required("path"),
                        posts(call),
                        call.flag("again"),
                        call.text("request", ""),
                        Set.copyOf(call.texts("acknowledged"))));
        return Reply.accepted(health.foreseen(shared));
    }

    private Reply act(Call call) {
        Shares.Act act = Call.word(Shares.Act.class, "act", call.required("act"));
        return Reply.accepted(shares.act(call.caller(), call.path("id"), call.path("profile"), act));
    }

    private Reply decide(Call call) {
        Shares.Decision decision =
                new Shares.Decision(call.requiredFlag("approved"), call.required("seen"), call.text("reason", ""));
        return Reply.accepted(shares.decide(call.caller(), call.path("id"), call.path("profile"), decision));
    }

    private Reply reschedule(Call call) {
        call.required("at");
        return Reply.ok(health.foreseen(shares.reschedule(
                call.caller(),
                call.path("id"),
                call.path("profile"),
                Times.moment(call, "at"),
                call.text("seen", null))));
    }

    /** The posts that a request asks for. */
    static List<PostRequest> posts(Call call) {
        return call.objects("variants", MAX_VARIANTS).stream()
                .map(PostRoutes::wanted)
                .toList();
    }

    private static PostRequest wanted(Call call) {
        return new PostRequest(
                call.required("profile"),
                call.text("text", ""),
                Call.word(Attachment.class, "attachment", call.text("attachment", "NONE")),
                media(call),
                call.text("comment", ""),
                call.flag("thread"),
                Times.when(call));
    }

    /** Null where the request says nothing of it. */
    private static List<MediaFile> media(Call call) {
        return call.said("media")
                ? call.objects("media", MAX_MEDIA).stream()
                        .map(one -> new MediaFile(one.required("path"), one.text("alt", "")))
                        .toList()
                : null;
    }
}
