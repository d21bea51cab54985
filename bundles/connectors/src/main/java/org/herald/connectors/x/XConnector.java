package org.herald.connectors.x;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.herald.connectors.x.Documents.Changed;
import org.herald.connectors.x.Documents.Created;
import org.herald.connectors.x.Documents.Said;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Meter;
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

/** Posts, reads, answers and hides on X. */
@Component(service = Capability.class, property = Network.ID + "=" + XConnector.ID, configurationPid = XConnector.PID)
@Designate(ocd = XConfig.class)
public final class XConnector implements Network, Publisher, Responder, Editor, Collector, Moderator, Meter {
    static final String ID = "x";
    /** Where the configuration of all of X is. */
    static final String PID = "org.herald.connectors.x.XConnector";

    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "X",
            "https://api.x.com",
            "Access token (ends after two hours)",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.CONTENT_REFUSED,
                    NetworkTraits.Edit.WINDOWED_NEW_ID,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_SERVER,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED,
                    Conversations.REACH,
                    NetworkTraits.Answering.ONLY_IF_SUMMONED,
                    Set.of(Moderator.Act.HIDE, Moderator.Act.SHOW)),
            LimitsFile.beside(XConnector.class),
            false);

    /** Requests that no budget cuts short: an upload on its way, the post, a look-up or a question after a refusal. */
    private static final int MOST_BESIDE = 2 + OwnPosts.PAGES;

    private final ReadCharges charges;
    private final XApi api;
    private final MediaUploads uploads;
    private final OwnPosts own;
    private final Conversations conversations;
    private final Duration longest;

    @Activate
    public XConnector(@Reference Http http, @Reference ReadCharges charges, XConfig config) {
        this(http, config, charges, Clock.systemUTC());
    }

    XConnector(Http http, XConfig config, ReadCharges charges, Clock clock) {
        this.charges = charges;
        this.api = new XApi(new XAccess(http, clock, config), clock, config.olderNames(), charges);
        this.uploads = new MediaUploads(api);
        this.own = new OwnPosts(api, config.web());
        this.conversations = new Conversations(api, config.web());
        this.longest =
                MediaUploads.BUDGET.plus(http.timeout().multipliedBy((long) MOST_BESIDE * XAccess.MOST_REQUESTS));
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Duration longestCall() {
        return longest;
    }

    /** X keeps no key; it tells our own tries apart. */
    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return post(account, post, null);
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        Outcome outcome = post(account, post, parent);
        if (!(outcome instanceof Outcome.Refused refused)) {
            return outcome;
        }
        boolean unclear = refused.reason() == Reason.CONTENT
                || refused.reason() == Reason.AUTHORISATION && refused.why().equals(Refusals.ENROLLED);
        boolean uninvited = refused.reason() == Reason.NOT_SUMMONED
                || unclear
                        && conversations
                                .summons(account, parent.id())
                                .filter(called -> !called)
                                .isPresent();
        return uninvited ? notSummoned(parent, to) : refused;
    }

    private Outcome notSummoned(RemoteRef parent, String to) {
        RemoteRef there = parent.url() == null ? own.ref(to.isEmpty() ? "i" : to, parent.id()) : parent;
        return new Outcome.Refused(
                Reason.NOT_SUMMONED,
                "X takes no answer by its API to somebody who neither named nor quoted the account. Answer on X: "
                        + there.url());
    }

    private Outcome post(Account account, Post post, RemoteRef parent) {
        if (!post.visibility().mayBeShown()) {
            return new Outcome.Refused(
                    Reason.CONTENT, "On X everybody sees a post: share it with everybody, or on another network.");
        }
        MediaUploads.Attached media =
                uploads.upload(account, post.media(), post.attempt().ticket());
        if (media.stopped() != null) {
            return media.stopped();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("text", post.text());
        if (!media.ids().isEmpty()) {
            body.put("media", Map.of("media_ids", media.ids()));
        }
        if (parent != null) {
            body.put("reply", Map.of("in_reply_to_tweet_id", parent.id()));
        }
        Answer answer = api.create(account, body);
        Optional<String> id = created(answer);
        return id.isPresent()
                ? new Outcome.Done(own.ref(account.handle(), id.get()))
                : notPosted(account, post, media, answer);
    }

    private static Optional<String> created(Answer answer) {
        return XApi.document(answer, Created.class).flatMap(Created::id);
    }

    private Outcome notPosted(Account account, Post post, MediaUploads.Attached media, Answer answer) {
        if (answer instanceof Answer.Received received && received.isSuccess()) {
            return new Outcome.Uncertain("X's answer cannot be understood.");
        }
        boolean resumed = !post.attempt().ticket().isEmpty();
        if (resumed && !media.ids().isEmpty() && Refusals.isFileUnknown(answer)) {
            return new Outcome.Later(api.now().plusSeconds(1), "X has forgotten the pictures: they are uploaded anew.");
        }
        return Refusals.kind(answer)
                        .filter(kind -> kind == Refusals.Kind.DUPLICATE)
                        .isPresent()
                ? duplicate(account, post, answer)
                : MediaUploads.resuming(Refusals.changing(answer, api.now()), media.ticket());
    }

    /** What X has already may be what an earlier try of ours posted. */
    private Outcome duplicate(Account account, Post post, Answer answer) {
        Lookup lookup = own.find(account, post);
        if (lookup instanceof Lookup.Present present) {
            return new Outcome.Done(present.ref());
        }
        return lookup instanceof Lookup.Unknown unknown
                ? new Outcome.Uncertain("X has this text already. " + unknown.why())
                : Refusals.changing(answer, api.now());
    }

    @Override
    public Lookup find(Account account, Post post) {
        return own.find(account, post);
    }

    /** X changes a post of Premium accounts, for half an hour, and the post gets another id. */
    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        Answer asked = api.posts(account, ref.id(), XApi.Wanted.EDITABLE);
        List<Documents.Post> found = XApi.page(asked).map(Documents.Posts::data).orElse(List.of());
        if (found.isEmpty()) {
            return Conversations.isMissing(asked)
                    ? new Outcome.Refused(Reason.GONE, "The post is not on X any more.")
                    : Refusals.reading(asked, api.now());
        }
        Optional<String> obstacle = unchangeable(found.get(0));
        if (obstacle.isPresent()) {
            return new Outcome.Refused(Reason.CONTENT, obstacle.get());
        }
        Map<String, Object> body = Map.of("text", post.text(), "edit_options", Map.of("previous_post_id", ref.id()));
        Answer answer = api.create(account, body);
        return created(answer)
                .<Outcome>map(id -> new Outcome.Done(own.ref(account.handle(), id)))
                .orElseGet(() -> Refusals.changing(answer, api.now()));
    }

    private static Optional<String> unchangeable(Documents.Post shown) {
        if (!shown.edit().path("is_edit_eligible").asBoolean(false)) {
            return Optional.of(
                    "X changes posts of Premium accounts only, within thirty minutes and five times: delete it"
                            + " and share it again.");
        }
        return shown.attachments().keys().isEmpty()
                ? Optional.empty()
                : Optional.of("X does not say what becomes of the pictures of a post that is changed by its API: change"
                        + " it on X itself, or delete it and share it again.");
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        return done(api.delete(account, ref.id()), Said::isDeleted, ref);
    }

    /** What X says is so is done, and what is not there any more; any other answer of 2xx is no word of X's. */
    private Outcome done(Answer answer, Predicate<Said> wanted, RemoteRef ref) {
        boolean gone = answer instanceof Answer.Received received && received.status() == 404;
        boolean done = XApi.document(answer, Changed.class)
                .map(Changed::data)
                .filter(wanted)
                .isPresent();
        return done || gone ? new Outcome.Done(ref) : Refusals.changing(answer, api.now());
    }

    @Override
    public Outcome moderate(Account account, RemoteRef reply, Act act) {
        return TRAITS.listening().moderation().contains(act)
                ? done(api.hide(account, reply.id(), act == Act.HIDE), said -> said.isHidden(act == Act.HIDE), reply)
                : new Outcome.Refused(Reason.CONTENT, "By X's API answers can be hidden and shown, and nothing else.");
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return conversations.below(account, root, page);
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return conversations.isGone(account, reply.id());
    }

    @Override
    public News news(Account account, String cursor) {
        return conversations.news(account, cursor);
    }

    @Override
    public BigDecimal take(Account account) {
        return charges.take(account);
    }
}
