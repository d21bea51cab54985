package org.herald.connectors.threads;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herald.connectors.threads.Documents.Id;
import org.herald.connectors.threads.Documents.Success;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
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
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Posts, reads, answers and hides on Threads. */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + ThreadsConnector.ID,
        configurationPid = ThreadsConnector.PID)
@Designate(ocd = ThreadsConfig.class)
public final class ThreadsConnector implements Network, Publisher, Responder, Editor, Collector, Moderator {
    static final String ID = "threads";
    static final String PID = "org.herald.connectors.threads";
    /** Nothing is made later than this in a call; the next try goes on. */
    private static final Duration BUDGET = Duration.ofSeconds(60);

    /**
     * Requests of a call that no budget cuts short: whether there is something to answer, an item on its way when the
     * time is over, the status twice, the quota, the post, a look-up, and the post as it is shown.
     */
    private static final int MOST_BESIDE = 7 + OwnPosts.PAGES;

    private final ThreadsApi api;
    private final Publication publication;
    private final Conversations conversations;
    private final Quotas quotas;
    private final Duration longest;
    private final NetworkTraits traits;

    @Activate
    public ThreadsConnector(@Reference Http http, ThreadsConfig config) {
        this(http, App.of(config), Clock.systemUTC());
    }

    ThreadsConnector(Http http, App app, Clock clock) {
        this.api = new ThreadsApi(http, clock, app);
        this.quotas = new Quotas(api);
        this.publication = new Publication(api, new OwnPosts(api), quotas);
        this.conversations = new Conversations(api);
        this.longest = BUDGET.plus(http.timeout().multipliedBy(MOST_BESIDE));
        this.traits = traits(app.api().toString());
    }

    private static NetworkTraits traits(String server) {
        return new NetworkTraits(
                ID,
                "Threads",
                server,
                "Access token",
                new NetworkTraits.Posting(
                        NetworkTraits.Idempotency.NONE,
                        NetworkTraits.Edit.NONE,
                        NetworkTraits.ALWAYS,
                        NetworkTraits.Cards.BY_SERVER,
                        NetworkTraits.Files.PUBLIC_URL),
                new NetworkTraits.Listening(
                        NetworkTraits.Reading.ASKED,
                        NetworkTraits.ALWAYS,
                        NetworkTraits.Answering.ALWAYS,
                        Set.of(Moderator.Act.HIDE, Moderator.Act.SHOW)),
                LimitsFile.beside(ThreadsConnector.class),
                false);
    }

    @Override
    public NetworkTraits traits() {
        return traits;
    }

    @Override
    public Duration longestCall() {
        return longest;
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return publication.publish(account, post, null, api.now().plus(BUDGET));
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        boolean first = post.attempt().ticket().isEmpty();
        if (first && isGone(account, parent)) {
            return new Outcome.Refused(Reason.GONE, "What is answered was deleted on the network.");
        }
        return publication.publish(account, post, parent, api.now().plus(BUDGET));
    }

    @Override
    public Lookup find(Account account, Post post) {
        return publication.find(account, post);
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        return new Outcome.Refused(
                Reason.CONTENT, "Threads does not let Herald change a post: delete it, and share it again.");
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        if (quotas.isUsedUp(account, Quotas.DELETIONS)) {
            return Failure.usedUp(api.now());
        }
        Answer answer = api.delete(account, ref.id());
        boolean gone = isDone(answer) || isMissing(answer) || Failure.of(answer).isGone() && isGone(account, ref);
        return gone ? new Outcome.Done(ref) : Failure.changing(answer, api.now());
    }

    private static boolean isDone(Answer answer) {
        return ThreadsApi.document(answer, Success.class)
                .filter(Success::success)
                .isPresent();
    }

    private static boolean isMissing(Answer answer) {
        return answer instanceof Answer.Received received && (received.status() == 404 || received.status() == 410);
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return conversations.page(account, root, page);
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return conversations.isGone(account, reply);
    }

    /** Threads has no list of what is new; it sends it by itself to who asked for it. */
    @Override
    public News news(Account account, String cursor) {
        return new News(Set.of(), cursor);
    }

    /** Where an answer stands. */
    record Place(@JsonProperty("root_post") Id root, @JsonProperty("replied_to") Id parent) {
        boolean isDirect() {
            return root == null || parent == null || root.equals(parent);
        }
    }

    @Override
    public Outcome moderate(Account account, RemoteRef reply, Act act) {
        if (act != Act.HIDE && act != Act.SHOW) {
            return new Outcome.Refused(
                    Reason.CONTENT, "Threads lets Herald hide an answer and show it again, and nothing else.");
        }
        Answer place = api.get(account, new Form().with("fields", "id,root_post,replied_to"), reply.id());
        if (Failure.of(place).isGone()) {
            return new Outcome.Done(reply);
        }
        Optional<Place> told = ThreadsApi.document(place, Place.class);
        if (told.isEmpty()) {
            return Failure.reading(place, api.now());
        }
        if (!told.get().isDirect()) {
            return new Outcome.Refused(
                    Reason.CONTENT,
                    "Threads hides only answers that stand directly below the post: hide the one above it, and this one"
                            + " goes along.");
        }
        Form form = new Form().with("hide", Boolean.toString(act == Act.HIDE));
        Answer answer = api.post(account, form, reply.id(), "manage_reply");
        return isDone(answer) ? new Outcome.Done(reply) : Failure.changing(answer, api.now());
    }
}
