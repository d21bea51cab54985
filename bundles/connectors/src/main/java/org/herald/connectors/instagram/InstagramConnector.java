package org.herald.connectors.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

/** Posts, reads and answers on Instagram professional accounts. */
@Component(
        service = Capability.class,
        configurationPid = InstagramConnector.PID,
        property = Network.ID + "=" + InstagramConnector.ID)
@Designate(ocd = InstagramConfig.class)
public final class InstagramConnector implements Network, Publisher, Responder, Editor, Collector, Moderator, Receiver {
    static final String ID = "instagram";
    /** The sign-in has the same settings. */
    static final String PID = "org.herald.connectors.instagram.InstagramConnector";

    private static final String NO_EDIT =
            "Instagram lets no app change what was posted: change it in Instagram's own app.";
    private static final String NO_DELETE = "Instagram lets no app delete a post: delete it in Instagram's own app.";
    private static final String UNCLEAR = "Instagram's answer cannot be understood.";
    /** Of a call that publishes: quota, status, publication, permalink, and what is on its way when the budget ends. */
    private static final long MOST_BESIDE = 5;

    private final InstagramApi api;
    private final PostLookup lookup;
    private final Comments comments;
    private final GraphNotices notices;
    private final NetworkTraits traits;

    @Activate
    public InstagramConnector(@Reference Http http, InstagramConfig config) {
        this(http, graph(config), Clock.systemUTC());
    }

    InstagramConnector(Http http, Graph graph, Clock clock) {
        this.api = new InstagramApi(new GraphApi(http, clock, graph));
        this.lookup = new PostLookup(api);
        this.comments = new Comments(api);
        this.notices = new GraphNotices(graph);
        this.traits = traits(graph.api().toString());
    }

    static Graph graph(InstagramConfig config) {
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
                "Instagram",
                server,
                "Page access token",
                new NetworkTraits.Posting(
                        NetworkTraits.Idempotency.NONE,
                        NetworkTraits.Edit.NONE,
                        NetworkTraits.NEVER,
                        NetworkTraits.Cards.BY_SERVER,
                        NetworkTraits.Files.PUBLIC_URL),
                new NetworkTraits.Listening(
                        NetworkTraits.Reading.ASKED,
                        NetworkTraits.ALWAYS,
                        NetworkTraits.Answering.ALWAYS,
                        Set.of(Act.HIDE, Act.SHOW, Act.DELETE)),
                LimitsFile.beside(InstagramConnector.class),
                false);
    }

    @Override
    public NetworkTraits traits() {
        return traits;
    }

    @Override
    public Duration longestCall() {
        return Publication.BUDGET.plus(api.graph().timeout().multipliedBy(MOST_BESIDE + PostLookup.REQUESTS));
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return new Publication(api, lookup, account, post).go();
    }

    @Override
    public Lookup find(Account account, Post post) {
        if (post.attempt().parent().isEmpty() || post.attempt().to().isEmpty()) {
            return lookup.find(account, post);
        }
        String text = addressed(account, post.text(), post.attempt().to());
        return lookup.find(
                account,
                Post.of(post.key(), text, post.createdAt())
                        .attempt(post.attempt())
                        .build());
    }

    /** An answer to an answer is put beside it, below the comment at the top. */
    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        String text = addressed(account, post.text(), to);
        Answer answer = parent.id().equals(root.id())
                ? api.comment(account, root.id(), text)
                : api.reply(account, parent.id(), text);
        Optional<String> id = GraphApi.document(answer, GraphApi.Made.class)
                .filter(GraphApi.Made::isWhole)
                .map(GraphApi.Made::id);
        if (id.isPresent()) {
            return new Outcome.Done(new RemoteRef(id.get(), Documents.COMMENT, null));
        }
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain(UNCLEAR)
                : InstagramErrors.changing(answer, api.graph().now());
    }

    /** Who is not named is not told of an answer. */
    @Override
    public String addressed(Account account, String text, String to) {
        String name = "@" + to.replaceFirst("^@", "");
        boolean named = to.isEmpty()
                || to.contains(" ")
                || (text.toLowerCase(Locale.ROOT) + " ").contains(name.toLowerCase(Locale.ROOT) + " ");
        return named ? text : name + " " + text;
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        return new Outcome.Refused(Reason.CONTENT, NO_EDIT);
    }

    /** Own comments can be deleted; of a post it can only be told that somebody else did it. */
    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        if (ref.version().equals(Documents.COMMENT)) {
            return gone(account, ref, api.delete(account, ref.id()));
        }
        return isGone(account, ref) ? new Outcome.Done(ref) : new Outcome.Refused(Reason.CONTENT, NO_DELETE);
    }

    private Outcome gone(Account account, RemoteRef ref, Answer answer) {
        if (GraphApi.isDone(answer) || isGone(account, answer)) {
            return new Outcome.Done(ref);
        }
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Outcome.Uncertain(UNCLEAR)
                : InstagramErrors.changing(answer, api.graph().now());
    }

    /** Meta says the same of what is gone and of what a token may not see: only an account that is seen can tell. */
    private boolean isGone(Account account, Answer answer) {
        return GraphErrors.isAbsent(answer)
                && GraphApi.document(api.account(account), GraphApi.Made.class)
                        .filter(one -> account.remoteId().equals(one.id()))
                        .isPresent();
    }

    @Override
    public Outcome moderate(Account account, RemoteRef reply, Act act) {
        return switch (act) {
            case HIDE -> gone(account, reply, api.hide(account, reply.id(), true));
            case SHOW -> gone(account, reply, api.hide(account, reply.id(), false));
            case DELETE -> gone(account, reply, api.delete(account, reply.id()));
            default -> new Outcome.Refused(
                    Reason.SERVER, "Instagram can hide, show and delete comments, nothing else.");
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

    /** An account is told what is new by the webhook only. */
    @Override
    public News news(Account account, String cursor) {
        return new News(Set.of(), cursor);
    }

    @Override
    public Receipt receive(Push push) {
        return notices.receive(push, "instagram", InstagramConnector::post);
    }

    private static Optional<String> post(JsonNode change) {
        boolean comment = change.path("field").asText().equals("comments");
        String id = change.path("value").path("media").path("id").asText("");
        return Optional.of(id).filter(one -> comment && !one.isEmpty());
    }
}
