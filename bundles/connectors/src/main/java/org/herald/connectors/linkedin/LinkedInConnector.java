package org.herald.connectors.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herald.connectors.linkedin.Documents.Comment;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts on LinkedIn as a member or as an organisation, and reads and answers the comments on an organisation's posts. */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + LinkedInConnector.ID,
        configurationPid = LinkedInConfig.PID)
@Designate(ocd = LinkedInConfig.class)
public final class LinkedInConnector implements Network, Publisher, Responder, Editor, Collector {
    static final String ID = "linkedin";
    /** LinkedIn's own limit for a comment, in UTF-16 code units; comments are no little text. */
    static final int MOST_COMMENT = 1250;

    private static final Logger LOG = LoggerFactory.getLogger(LinkedInConnector.class);
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "LinkedIn",
            "https://api.linkedin.com",
            "Access token",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.NONE,
                    NetworkTraits.Edit.TEXT_ONLY,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_CLIENT,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
            LimitsFile.beside(LinkedInConnector.class),
            false);

    /**
     * Beside the budget of uploads: three requests of one that is on its way, the post, renewals of a token, and a look-up
     * of what LinkedIn calls a duplicate.
     */
    private static final int MOST_BESIDE = 12 + 1 + Lookups.PAGES;

    private final LinkedInApi api;
    private final Assets assets;
    private final Threads threads;
    private final Lookups lookups;
    private final PulledNotices notices;
    private final Duration longest;

    @Activate
    public LinkedInConnector(@Reference Http http, LinkedInConfig config) {
        this(http, config, Clock.systemUTC());
    }

    LinkedInConnector(Http http, LinkedInConfig config, Clock clock) {
        this.api = new LinkedInApi(http, clock, config);
        this.assets = new Assets(api);
        this.threads = new Threads(api);
        this.lookups = new Lookups(api, threads);
        this.notices = new PulledNotices(api);
        this.longest = Assets.BUDGET.plus(http.timeout().multipliedBy(MOST_BESIDE));
        warning().ifPresent(LOG::warn);
    }

    private Optional<String> warning() {
        return ApiVersion.warning(api.version(), LocalDate.ofInstant(api.now(), ZoneOffset.UTC));
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Duration longestCall() {
        return longest;
    }

    /** LinkedIn knows no keys: it only tells attempts from each other here. */
    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        Optional<String> visibility = PostBody.visibility(account.remoteId(), post.visibility());
        if (visibility.isEmpty()) {
            return new Outcome.Refused(
                    Reason.CONTENT, "LinkedIn has no posts that only some can see in this way: choose “public”.");
        }
        Assets.Uploaded files =
                assets.upload(account, PostBody.files(post), post.attempt().ticket());
        if (files.stopped() != null) {
            return files.stopped();
        }
        Said said =
                api.post(account, "/rest/posts", PostBody.of(account.remoteId(), visibility.get(), post, files.urns()));
        return said.header("x-restli-id")
                .filter(urn -> !urn.isBlank())
                .<Outcome>map(urn -> new Outcome.Done(ref(urn), warning().orElse("")))
                .orElseGet(() -> Assets.resuming(notDone(account, post, said), files.ticket()));
    }

    private Outcome notDone(Account account, Post post, Said said) {
        if (said.isSuccess()) {
            return new Outcome.Uncertain("LinkedIn's answer cannot be understood.");
        }
        Outcome outcome = api.failures().changing(said, api.now());
        boolean another =
                Failures.original(said).filter(post.attempt().held()::contains).isPresent();
        return !another && outcome instanceof Outcome.Refused refused && refused.reason() == Reason.DUPLICATE
                ? duplicate(account, post, refused)
                : outcome;
    }

    /** What LinkedIn has already may be what an earlier try of ours posted. */
    private Outcome duplicate(Account account, Post post, Outcome.Refused refused) {
        Lookup lookup = lookups.find(account, post);
        if (lookup instanceof Lookup.Present present) {
            return new Outcome.Done(present.ref());
        }
        return lookup instanceof Lookup.Unknown unknown
                ? new Outcome.Uncertain(refused.why() + " " + unknown.why())
                : refused;
    }

    private RemoteRef ref(String urn) {
        return new RemoteRef(urn, "", Urns.address(api.web(), urn));
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        if (post.text().length() > MOST_COMMENT) {
            return new Outcome.Refused(
                    Reason.CONTENT,
                    "A comment on LinkedIn has at most " + MOST_COMMENT + " characters, this one has "
                            + post.text().length() + ": shorten it.");
        }
        if (!post.media().isEmpty()) {
            return new Outcome.Refused(
                    Reason.CONTENT, "LinkedIn takes no pictures in comments from applications: leave them out.");
        }
        Threads.Place place = threads.place(account, parent);
        if (place.gone()) {
            return new Outcome.Refused(Reason.GONE, "What is answered was deleted on LinkedIn.");
        }
        return place.trouble() != null ? place.trouble() : comment(account, post, root, place.urn());
    }

    private Outcome comment(Account account, Post post, RemoteRef root, String below) {
        Map<String, Object> comment = new LinkedHashMap<>();
        comment.put("actor", account.remoteId());
        comment.put("object", root.id());
        comment.put("message", Map.of("text", post.text()));
        if (Urns.isComment(below)) {
            comment.put("parentComment", below);
        }
        Said said = api.post(account, Urns.comments(below), comment);
        return said.document(Comment.class)
                .map(Comment::commentUrn)
                .filter(Urns::isComment)
                .<Outcome>map(urn -> new Outcome.Done(new RemoteRef(urn, "", Urns.address(api.web(), root.id(), urn))))
                .orElseGet(() -> notDone(account, post, said));
    }

    @Override
    public Lookup find(Account account, Post post) {
        return lookups.find(account, post);
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        boolean comment = Urns.isComment(ref.id());
        Map<String, Object> patch = comment
                ? Map.of("message", Map.of("$set", Map.of("text", post.text())))
                : Map.of("$set", Map.of("commentary", LittleText.of(post.text())));
        Said said = api.patch(account, path(account, ref), patch);
        return said.isConfirmed() ? new Outcome.Done(ref) : api.failures().changing(said, api.now());
    }

    private static String path(Account account, RemoteRef ref) {
        return Urns.isComment(ref.id())
                ? Urns.comment(ref.id()) + "?actor=" + Urns.key(account.remoteId())
                : Urns.post(ref.id());
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Said said = api.delete(account, path(account, ref));
        boolean gone = said.isConfirmed() || said.status() == 404 || said.status() == 410;
        return gone ? new Outcome.Done(ref) : api.failures().changing(said, api.now());
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return threads.thread(account, root, page);
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return Urns.isComment(reply.id())
                && api.get(account, Urns.comment(reply.id())).status() == 404;
    }

    /** The webhook tells it sooner, where there is one; reading the threads finds the rest. */
    @Override
    public News news(Account account, String cursor) {
        return notices.since(account, cursor);
    }
}
