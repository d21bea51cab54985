package org.herald.connectors.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.connectors.facebook.Documents.Comment;
import org.herald.connectors.meta.Graph;
import org.herald.connectors.meta.GraphApi;
import org.herald.connectors.meta.GraphErrors;
import org.herald.connectors.meta.GraphNotices;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Moderator;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Push;
import org.herald.spi.Reason;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Posts, reads and answers on Facebook Pages. */
@Component(
        service = Capability.class,
        configurationPid = FacebookConnector.PID,
        property = Network.ID + "=" + FacebookConnector.ID)
@Designate(ocd = FacebookConfig.class)
public final class FacebookConnector implements Network, Publisher, Responder, Editor, Collector, Moderator, Receiver {
    static final String ID = "facebook";
    /** The sign-in has the same settings. */
    static final String PID = "org.herald.connectors.facebook.FacebookConnector";

    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]}»”’]");
    private static final String UNCLEAR = "Facebook's answer cannot be understood.";

    private final FacebookApi api;
    private final PostLookup lookup;
    private final Comments comments;
    private final GraphNotices notices;
    private final NetworkTraits traits;
    private final String web;

    @Activate
    public FacebookConnector(@Reference Http http, FacebookConfig config) {
        this(http, graph(config), config.web(), Clock.systemUTC());
    }

    FacebookConnector(Http http, Graph graph, String web, Clock clock) {
        this.api = new FacebookApi(new GraphApi(http, clock, graph));
        this.lookup = new PostLookup(api);
        this.comments = new Comments(api);
        this.notices = new GraphNotices(graph);
        this.web = web;
        this.traits = traits(graph.api().toString());
    }

    static Graph graph(FacebookConfig config) {
        return Graph.of(
                        config.api(),
                        config.dialog(),
                        config.version(),
                        config.appId(),
                        config._appSecret(),
                        config._verifyToken())
                .login(config.loginId());
    }

    private static NetworkTraits traits(String server) {
        return new NetworkTraits(
                ID,
                "Facebook",
                server,
                "Page access token",
                new NetworkTraits.Posting(
                        NetworkTraits.Idempotency.CONTENT_REFUSED,
                        NetworkTraits.Edit.TEXT_ONLY,
                        NetworkTraits.ALWAYS,
                        NetworkTraits.Cards.BY_SERVER,
                        NetworkTraits.Files.UPLOAD),
                new NetworkTraits.Listening(
                        NetworkTraits.Reading.ASKED,
                        NetworkTraits.ALWAYS,
                        NetworkTraits.Answering.ALWAYS,
                        Set.of(Act.HIDE, Act.SHOW, Act.DELETE)),
                LimitsFile.beside(FacebookConnector.class),
                false);
    }

    @Override
    public NetworkTraits traits() {
        return traits;
    }

    /**
     * An upload may be on its way when the time for all is over; then comes the post, and a look-up where it is refused. A
     * video is asked about before and after it is published.
     */
    @Override
    public Duration longestCall() {
        return Photos.BUDGET.plus(api.graph().timeout().multipliedBy(3L + PostLookup.REQUESTS));
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        if (post.media().stream().anyMatch(Media::isVideo)) {
            return new FilmPublication(api, lookup, account, post).go();
        }
        Photos photos = new Photos(api, account, post.attempt().ticket());
        Optional<Outcome> stopped = photos.upload(post.media());
        if (stopped.isPresent()) {
            return stopped.get();
        }
        String link = photos.ids().isEmpty() ? link(post.text()) : "";
        return photos.doubting(posted(account, post, api.post(account, post.text(), link, photos.ids())));
    }

    /** The link whose preview is shown: the last one, where articles have theirs. */
    private static String link(String text) {
        String last = "";
        Matcher matcher = LINK.matcher(text);
        while (matcher.find()) {
            last = matcher.group();
        }
        return last;
    }

    /** Facebook refuses what it has: then it may be ours from a try before. */
    private Outcome posted(Account account, Post post, Answer answer) {
        Outcome outcome = made(answer);
        boolean twice = outcome instanceof Outcome.Refused refused && refused.reason() == Reason.DUPLICATE;
        return twice && lookup.find(account, post) instanceof Lookup.Present present
                ? new Outcome.Done(present.ref())
                : outcome;
    }

    private Outcome made(Answer answer) {
        Optional<String> id = GraphApi.document(answer, GraphApi.Made.class)
                .filter(GraphApi.Made::isWhole)
                .map(GraphApi.Made::id);
        if (id.isPresent()) {
            return new Outcome.Done(new RemoteRef(id.get(), "", permalink(id.get())));
        }
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain(UNCLEAR)
                : api.graph().trouble(answer);
    }

    private URI permalink(String id) {
        return Documents.uri(web + "/" + id);
    }

    /** Answers to an answer stand beside it: Facebook has two floors. */
    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        String object = parent.id();
        if (!parent.id().equals(root.id())) {
            Answer asked = api.comment(account, parent.id(), PostLookup.isPost(account, parent.id()));
            Optional<Comment> comment = GraphApi.document(asked, Comment.class).filter(Comment::isWhole);
            if (comment.isEmpty()) {
                return GraphErrors.isAbsent(asked)
                        ? new Outcome.Refused(Reason.GONE, "What is answered was deleted on Facebook.")
                        : api.graph().troubleReading(asked);
            }
            object = comment.get().above().orElse(parent.id());
        }
        return made(api.answer(account, object, post.text()));
    }

    @Override
    public Lookup find(Account account, Post post) {
        return lookup.find(account, post);
    }

    /** The text of a post or of an answer; pictures and the preview stay. */
    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        return done(ref, api.edit(account, ref.id(), post.text()));
    }

    private Outcome done(RemoteRef ref, Answer answer) {
        if (GraphApi.isDone(answer)) {
            return new Outcome.Done(ref);
        }
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain(UNCLEAR)
                : api.graph().trouble(answer);
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        return gone(account, ref, api.delete(account, ref.id()));
    }

    private Outcome gone(Account account, RemoteRef ref, Answer answer) {
        return isGone(account, answer) ? new Outcome.Done(ref) : done(ref, answer);
    }

    /** Facebook says the same of what is gone and of what a token may not see: only a page that works can tell. */
    private boolean isGone(Account account, Answer answer) {
        return GraphErrors.isAbsent(answer)
                && GraphApi.document(api.page(account), Documents.PageNode.class)
                        .filter(page -> account.remoteId().equals(page.id()))
                        .isPresent();
    }

    @Override
    public Outcome moderate(Account account, RemoteRef reply, Act act) {
        return switch (act) {
            case HIDE -> gone(account, reply, api.hide(account, reply.id(), true));
            case SHOW -> gone(account, reply, api.hide(account, reply.id(), false));
            case DELETE -> delete(account, reply);
            default -> new Outcome.Refused(Reason.SERVER, "Facebook can hide, show and delete comments, nothing else.");
        };
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return comments.thread(account, root, page);
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return isGone(account, api.look(account, reply.id()));
    }

    /** A page is told what is new by the webhook only. */
    @Override
    public News news(Account account, String cursor) {
        return new News(Set.of(), cursor);
    }

    @Override
    public Receipt receive(Push push) {
        return notices.receive(push, "page", FacebookConnector::post);
    }

    private static Optional<String> post(JsonNode change) {
        JsonNode value = change.path("value");
        boolean comment = change.path("field").asText().equals("feed")
                && value.path("item").asText().equals("comment");
        return Optional.of(value.path("post_id").asText("")).filter(id -> comment && !id.isEmpty());
    }
}
