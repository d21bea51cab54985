package org.herald.simulators.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.herald.simulators.meta.Pages;
import org.herald.simulators.meta.Refusal;
import org.herald.simulators.meta.Scopes;

/** Facebook with two pages, as Meta's documents have it. */
public final class FacebookSimulator extends GraphSimulator {
    /** What Herald's sign-in asks for at least, and what a page's token of {@link #connectToken(String)} may do. */
    public static final Set<String> SCOPES = Set.of(
            "pages_show_list",
            "pages_manage_posts",
            "pages_manage_metadata",
            "pages_manage_engagement",
            "pages_read_engagement",
            "pages_read_user_content");

    static final Set<String> LIST = Set.of("limit", "after", "before", "since", "until");
    private static final Listing.Type TYPE =
            new Listing.Type("PagePost", PagePost.SAMPLE.expanded().keySet(), Set.of("created_time", "message", "id"));

    private final Wall wall = new Wall();
    private final Posting posting = new Posting(wall, clock);
    private final PhotoUpload uploads = new PhotoUpload(wall);
    private final Films films = new Films(wall, clock);
    private final Commenting commenting = new Commenting(wall, clock);

    private boolean lags;

    /** Starts it on a port; 0 for any. */
    public FacebookSimulator(int port) {
        super(port);
    }

    @Override
    protected String business() {
        return "pages";
    }

    @Override
    protected Reply node(GraphCall call, Grant grant) throws Violation, Refusal {
        String id = call.node().equals("me") ? grant.page() : call.node();
        if (call.job().equals("POST uploads")) {
            return films.begin(call);
        }
        if (id.startsWith(GraphCall.UPLOAD)) {
            return films.session(call);
        }
        Optional<Film> film = wall.film(id);
        if (film.isPresent()) {
            return films.of(call, grant, film.get());
        }
        Optional<Page> page = page(id);
        Optional<PagePost> post = wall.post(id);
        Optional<PageComment> comment = wall.comment(id);
        if (page.isPresent()) {
            return ofPage(call, grant, page.get());
        }
        if (post.isPresent()) {
            return ofPost(call, grant, post.get());
        }
        if (comment.isPresent()) {
            return ofComment(call, grant, comment.get());
        }
        throw GraphError.absent(call.method(), id).refusal();
    }

    private Reply ofPage(GraphCall call, Grant grant, Page page) throws Violation, Refusal {
        return switch (call.job()) {
            case "POST feed" -> posting.post(call, grant, page);
            case "POST photos" -> uploads.take(call, grant, page);
            case "POST videos" -> films.make(call, grant, page);
            case "GET feed", "GET published_posts", "GET posts" -> posts(call, grant, page);
            default -> throw unknown(call, "Page");
        };
    }

    private Reply ofPost(GraphCall call, Grant grant, PagePost post) throws Violation {
        return switch (call.job()) {
            case "GET" -> {
                call.only(Set.of());
                Commenting.mustRead(grant, post);
                yield Reply.json(200, Fields.pick(post.expanded(), call.get("fields"), TYPE.unasked(), "PagePost"));
            }
            case "POST" -> posting.edit(call, grant, post);
            case "DELETE" -> posting.delete(call, grant, post);
            case "GET comments" -> commenting.list(call, grant, post);
            case "POST comments" -> commenting.add(call, grant, post, "");
            default -> throw unknown(call, "PagePost");
        };
    }

    private Reply ofComment(GraphCall call, Grant grant, PageComment comment) throws Violation {
        PagePost post = wall.post(comment.post()).orElseThrow();
        return switch (call.job()) {
            case "GET" -> {
                call.only(Set.of());
                Commenting.mustRead(grant, post);
                boolean writer = grant.scopes().contains("pages_read_user_content");
                yield Reply.json(
                        200, Fields.pick(comment.view(writer), call.get("fields"), Set.of("message"), "Comment"));
            }
            case "POST" -> commenting.change(call, grant, comment, post);
            case "DELETE" -> commenting.delete(call, grant, comment, post);
            case "GET comments" -> commenting.answers(call, grant, comment, post);
            case "POST comments" -> commenting.add(call, grant, post, comment.id());
            default -> throw unknown(call, "Comment");
        };
    }

    private static Violation unknown(GraphCall call, String type) {
        return GraphError.of(
                        100,
                        0,
                        "(#100) Tried accessing nonexisting field (" + call.edge() + ") on node type (" + type + ")")
                .violation(type + " has no " + call.job());
    }

    private Reply posts(GraphCall call, Grant grant, Page page) throws Violation {
        call.only(LIST);
        Pages.mustActAs(grant, page.id());
        Scopes.need(grant, "pages_read_engagement");
        List<Map<String, Object>> views = new ArrayList<>();
        for (PagePost post : wall.postsOf(page.id())) {
            if (!lags && isWithin(call, post.created())) {
                views.add(post.expanded());
            }
        }
        return Listing.of(call, views, TYPE);
    }

    private static boolean isWithin(GraphCall call, Instant at) throws Violation {
        long second = at.getEpochSecond();
        return second >= second(call, "since", 0) && second <= second(call, "until", Long.MAX_VALUE);
    }

    private static long second(GraphCall call, String name, long otherwise) throws Violation {
        if (!call.has(name)) {
            return otherwise;
        }
        if (!call.get(name).matches("[0-9]{1,12}")) {
            throw GraphError.parameter("Param " + name + " must be a unix timestamp")
                    .violation(name + " is none");
        }
        return Long.parseLong(call.get(name));
    }

    /** A page's token with all that is needed. */
    public String connectToken(String page) {
        return connectToken(page, SCOPES);
    }

    /** What people see of a post: its text; empty where it is gone. */
    public synchronized Optional<String> shown(String post) {
        return wall.post(post).map(PagePost::message);
    }

    /** The texts of a page's posts, the newest first. */
    public synchronized List<PagePost> posts(String page) {
        return wall.postsOf(page);
    }

    /** The comments on a post that readers see. */
    public synchronized List<PageComment> comments(String post) {
        return wall.commentsOn(post).stream().filter(one -> !one.hidden()).toList();
    }

    /** The alternative text of a photo. */
    public synchronized Optional<String> alt(String photo) {
        return wall.photo(photo).map(Photo::alt);
    }

    /** How long the work on a video takes; forty-five seconds where nothing else is said. */
    public synchronized void workFor(Duration time) {
        films.workFor(time);
    }

    /** The work on the next video fails. */
    public synchronized void failNextFilm(String why) {
        films.failNext(why);
    }

    /** The next upload of a video breaks when so many bytes are there. */
    public synchronized void breakUploadAfter(int bytes) {
        films.breakAfter(bytes);
    }

    /** How many videos there are, published or not. */
    public synchronized int films() {
        return wall.films();
    }

    /** How many uploads of videos were begun. */
    public synchronized int uploads() {
        return films.sessions();
    }

    /** Lets the list of the page's posts show nothing, or all again. */
    public synchronized void lag(boolean on) {
        lags = on;
    }

    /** Somebody comments on a post, or answers a comment; who listens is told. */
    public String reply(String target, String name, String text) {
        return reply(target, name, text, "");
    }

    /** The same with a picture. */
    public String reply(String target, String name, String text, String picture) {
        PageComment comment = said(target, name, text, picture);
        tell(comment, "add");
        return comment.id();
    }

    private synchronized PageComment said(String target, String name, String text, String picture) {
        Optional<PageComment> above = wall.comment(target);
        PagePost post = wall.post(above.map(PageComment::post).orElse(target)).orElseThrow();
        Person writer = new Person("2" + Integer.toUnsignedString(name.hashCode()), name);
        return commenting.written(post, above.map(PageComment::id).orElse(""), writer, text, picture);
    }

    private void tell(PageComment comment, String verb) {
        Page page =
                page(comment.post().substring(0, comment.post().indexOf('_'))).orElseThrow();
        tell(page.id(), Commenting.notice(page, comment, verb, clock.instant().getEpochSecond()));
    }

    /** Whoever wrote a comment takes it back. */
    public void deleteReply(String id) {
        Optional<PageComment> comment;
        synchronized (this) {
            comment = wall.comment(id);
            wall.removeComment(id);
        }
        comment.ifPresent(gone -> tell(gone, "remove"));
    }

    /** Somebody who runs the page posts by hand. */
    public synchronized String postByHand(String page, String message) {
        Instant now = clock.instant();
        Person writer = new Person(page, page(page).orElseThrow().name());
        PagePost post = new PagePost(page + "_" + wall.next(), writer, message, "", List.of(), now, now, false, "");
        wall.put(post);
        return post.id();
    }

    /** Somebody who runs the page deletes a post by hand. */
    public synchronized void deleteByHand(String post) {
        wall.removePost(post);
    }

    @Override
    protected Object act(String name, JsonNode what) {
        switch (name) {
            case "reply" -> {
                return Map.of(
                        "id",
                        reply(
                                what.path("to").asText(),
                                what.path("name").asText("Rita Reader"),
                                what.path("text").asText(),
                                what.path("picture").asText("")));
            }
            case "deleteReply" -> deleteReply(what.path("id").asText());
            case "work" -> workFor(Duration.parse(what.path("time").asText("PT0S")));
            case "failFilm" -> failNextFilm(what.path("why").asText("Media upload has failed"));
            case "deletePost" -> deleteByHand(what.path("id").asText());
            case "post" -> {
                return Map.of("id", postByHand(page().id(), what.path("text").asText()));
            }
            default -> {
                return super.act(name, what);
            }
        }
        return Map.of("done", name);
    }

    @Override
    protected Object state() {
        return wall.state();
    }
}
