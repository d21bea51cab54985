package org.herald.simulators.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.meta.Fields;
import org.herald.simulators.meta.Grant;
import org.herald.simulators.meta.GraphCall;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.Listing;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Refusal;
import org.herald.simulators.meta.Scopes;

/** Instagram with one professional account, of the first of two pages, as Meta's documents have it. */
public final class InstagramSimulator extends GraphSimulator {
    /** What is needed for all that Herald does. */
    public static final Set<String> SCOPES = Set.of(
            "instagram_basic",
            "instagram_content_publish",
            "instagram_manage_comments",
            "pages_show_list",
            "pages_read_engagement",
            "pages_manage_metadata");

    static final Set<String> LIST = Set.of("limit", "after", "before", "since", "until");
    private static final Listing.Type POSTS =
            new Listing.Type("IGMedia", IgPost.SAMPLE.view().keySet(), Set.of("id"));

    private final Gallery gallery = new Gallery();
    private final Making making = new Making(gallery, clock);
    private final Publishing publishing = new Publishing(gallery, making);
    private final Talking talking = new Talking(gallery, clock);
    private boolean lags;

    /** Starts it on a port; 0 for any. */
    public InstagramSimulator(int port) {
        super(port);
    }

    @Override
    protected String business() {
        return "instagram";
    }

    @Override
    protected Reply node(GraphCall call, Grant grant) throws Violation, Refusal {
        String id = call.node();
        Optional<Page> account = account(id);
        Optional<IgPost> post = gallery.post(id);
        Optional<IgComment> comment = gallery.comment(id);
        Optional<Container> container = gallery.container(id);
        if (account.isPresent()) {
            return ofAccount(call, grant, account.get());
        }
        if (post.isPresent()) {
            return ofPost(call, run(grant, post.get().account()), grant, post.get());
        }
        if (comment.isPresent()) {
            String owner = gallery.post(comment.get().post()).orElseThrow().account();
            return ofComment(call, run(grant, owner), grant, comment.get());
        }
        if (container.isPresent() && call.job().equals("GET")) {
            run(grant, container.get().account());
            Scopes.need(grant, "instagram_basic", "instagram_content_publish");
            return making.look(call, container.get());
        }
        throw GraphError.absent(call.method(), id).refusal();
    }

    private Optional<Page> account(String id) {
        return pages().stream().filter(page -> page.instagram().equals(id)).findFirst();
    }

    /** Refuses a token of another page. */
    private Page run(Grant grant, String account) throws Violation {
        Page page = account(account).orElseThrow();
        if (grant.kind() == Grant.Kind.PAGE && !grant.page().equals(page.id())) {
            throw GraphError.absent("get", account).violation("the token of a page with another account");
        }
        return page;
    }

    private Reply ofAccount(GraphCall call, Grant grant, Page page) throws Violation, Refusal {
        run(grant, page.instagram());
        Scopes.need(grant, "instagram_basic", "pages_read_engagement");
        switch (call.job()) {
            case "GET" -> {
                call.only(Set.of());
                Map<String, Object> view = Map.of(
                        "id",
                        page.instagram(),
                        "username",
                        page.username(),
                        "name",
                        page.name(),
                        "media_count",
                        0,
                        "profile_picture_url",
                        page.portrait());
                return Reply.json(200, Fields.pick(view, call.get("fields"), Set.of("id"), "IGUser"));
            }
            case "GET media" -> {
                call.only(LIST);
                return Listing.of(
                        call,
                        gallery.postsOf(page.instagram()).stream()
                                .filter(post -> !lags)
                                .map(IgPost::view)
                                .toList(),
                        POSTS);
            }
            default -> {
                Scopes.need(grant, "instagram_content_publish");
            }
        }
        return switch (call.job()) {
            case "POST media" -> making.make(call, page.instagram());
            case "POST media_publish" -> publishing.publish(call, page);
            case "GET content_publishing_limit" -> publishing.limit(call);
            default -> throw unknown(call, "IGUser");
        };
    }

    private Reply ofPost(GraphCall call, Page page, Grant grant, IgPost post) throws Violation {
        Scopes.need(grant, "instagram_basic", "pages_read_engagement");
        if (call.job().equals("GET")) {
            call.only(Set.of());
            return Reply.json(200, Fields.pick(post.view(), call.get("fields"), Set.of("id"), "IGMedia"));
        }
        Scopes.need(grant, "instagram_manage_comments");
        return switch (call.job()) {
            case "GET comments" -> talking.list(call, gallery.commentsOn(post.id()));
            case "POST comments" -> talking.add(call, page, post.id(), "");
            default -> throw unknown(call, "IGMedia");
        };
    }

    private Reply ofComment(GraphCall call, Page page, Grant grant, IgComment comment) throws Violation {
        Scopes.need(grant, "instagram_basic", "instagram_manage_comments", "pages_read_engagement");
        return switch (call.job()) {
            case "GET" -> {
                call.only(Set.of());
                yield Reply.json(
                        200, Fields.pick(comment.view(), call.get("fields"), Set.of("timestamp", "text"), "IGComment"));
            }
            case "GET replies" -> talking.list(call, gallery.answersTo(comment.id()));
            case "POST replies" -> talking.add(call, page, comment.post(), comment.id());
            case "POST" -> talking.change(call, page, comment);
            case "DELETE" -> talking.delete(call, comment);
            default -> throw unknown(call, "IGComment");
        };
    }

    private static Violation unknown(GraphCall call, String type) {
        return GraphError.of(
                        100,
                        0,
                        "(#100) Tried accessing nonexisting field (" + call.edge() + ") on node type (" + type + ")")
                .violation(type + " has no " + call.job());
    }

    /** The page's token with all that is needed for its account. */
    public String connectToken() {
        return connectToken(page().id(), SCOPES);
    }

    /** How many posts a day the API publishes. */
    public synchronized void quota(int posts) {
        publishing.quota(posts);
    }

    /** How long the work on a container takes; three seconds, of a reel ninety, where nothing else is said. */
    public synchronized void workFor(Duration time) {
        making.workFor(time);
    }

    /** The work on the next container fails. */
    public synchronized void failNext(String why) {
        making.failNext(why);
    }

    /** Lets the list of the account's posts show nothing, or all again. */
    public synchronized void lag(boolean lags) {
        this.lags = lags;
    }

    /** Names who wrote a comment from now on, and tells no id of theirs. */
    public synchronized void tellNamesOnly() {
        talking.tellNamesOnly();
    }

    /** The account's posts, the newest first. */
    public synchronized List<IgPost> posts() {
        return gallery.postsOf(page().instagram());
    }

    /** How many containers were made. */
    public synchronized int containers() {
        return gallery.containers().size();
    }

    /** The comments below a post that readers see. */
    public synchronized List<IgComment> comments(String post) {
        return gallery.all(post).stream().filter(one -> !one.hidden()).toList();
    }

    /** Somebody comments on a post, or answers a comment; who listens is told. */
    public String reply(String target, String username, String text) {
        IgComment comment;
        synchronized (this) {
            Optional<IgComment> above = gallery.comment(target);
            String post = above.map(IgComment::post).orElse(target);
            String author = "9" + Integer.toUnsignedString(username.hashCode());
            comment = talking.written(post, above.map(IgComment::id).orElse(""), author, username, text);
        }
        tell(
                page().id(),
                Talking.notice(page().instagram(), comment, clock.instant().getEpochSecond()));
        return comment.id();
    }

    /** Whoever wrote a comment takes it back. */
    public synchronized void deleteReply(String id) {
        gallery.removeComment(id);
    }

    /** Somebody posts in the app. */
    public synchronized String postByHand(String caption) {
        IgPost post = new IgPost(
                gallery.next(), page().instagram(), page().username(), caption, List.of(""), clock.instant(), false);
        gallery.put(post);
        return post.id();
    }

    /** Somebody deletes a post in the app. */
    public synchronized void deleteByHand(String post) {
        gallery.removePost(post);
    }

    /** It is live, and the API says that it is not. */
    @Override
    protected Reply falseFailure() {
        return IgError.RESTRICTED.error().reply();
    }

    @Override
    protected Object act(String name, JsonNode what) {
        switch (name) {
            case "reply" -> {
                return Map.of(
                        "id",
                        reply(
                                what.path("to").asText(),
                                what.path("name").asText("rita"),
                                what.path("text").asText()));
            }
            case "connect" -> {
                return Map.of("token", connectToken());
            }
            case "post" -> {
                return Map.of("id", postByHand(what.path("text").asText()));
            }
            case "deleteReply" -> deleteReply(what.path("id").asText());
            case "deletePost" -> deleteByHand(what.path("id").asText());
            case "quota" -> quota(what.path("posts").asInt());
            case "work" -> workFor(Duration.parse(what.path("time").asText("PT0S")));
            case "fail" -> failNext(what.path("why").asText("Media upload has failed"));
            default -> {
                return super.act(name, what);
            }
        }
        return Map.of("done", name);
    }

    @Override
    protected Object state() {
        return gallery.state();
    }
}
