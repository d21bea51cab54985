package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.bluesky.Documents.Posts;
import org.herald.connectors.bluesky.Documents.StrongRef;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Document;
import org.herald.spi.Documenter;
import org.herald.spi.Editor;
import org.herald.spi.Installation;
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
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Posts, reads and answers on Bluesky. */
@Component(service = Capability.class, property = Network.ID + "=" + BlueskyConnector.ID)
@Designate(ocd = BlueskyConfig.class)
public final class BlueskyConnector
        implements Network, Publisher, Responder, Editor, Collector, Authorizer, Documenter {
    static final String ID = "bluesky";
    private static final String COLLECTION = "app.bsky.feed.post";
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Bluesky",
            "https://bsky.social",
            "App password",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.CLIENT_ID,
                    NetworkTraits.Edit.IN_PLACE_HIDDEN,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_CLIENT,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
            LimitsFile.beside(BlueskyConnector.class),
            false);
    /** Nothing but the posting itself begins later than this in a call; the next try goes on. */
    static final Duration BUDGET = Duration.ofSeconds(60);

    private final PasswordSignIn signIn;
    private final BlueskyApi api;
    private final Tids tids = new Tids();
    private final Threads threads;
    private final SiteDocuments documents;
    private final Permalinks web;
    private final Duration longest;

    @Activate
    public BlueskyConnector(@Reference Http http, @Reference Installation installation, BlueskyConfig config) {
        this(http, config.web(), new BlueskyClient(installation, config.signingKey()), Clock.systemUTC());
    }

    BlueskyConnector(Http http, String web, BlueskyClient client, Clock clock) {
        PasswordSessions passwords = new PasswordSessions(http);
        this.api = new BlueskyApi(clock, passwords, new OAuthSessions(http, clock, client));
        this.signIn = new PasswordSignIn(api, passwords);
        this.web = new Permalinks(web);
        this.threads = new Threads(api, this.web::of);
        this.documents = new SiteDocuments(api);
        this.longest = BUDGET.plus(http.timeout().multipliedBy(3L * BlueskyApi.MOST_REQUESTS));
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    /** One request may be on its way when the time for all before is over; then come the record of the article and the post. */
    @Override
    public Duration longestCall() {
        return longest;
    }

    @Override
    public String newKey(Instant now) {
        return tids.next(now);
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return post(account, post, Map.of(), api.now().plus(BUDGET));
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        Instant end = api.now().plus(BUDGET);
        if (!to.isEmpty() && isGone(account, parent)) {
            return new Outcome.Refused(Reason.GONE, "What is answered was deleted on the network.");
        }
        return post(account, post, Map.of("reply", Map.of("root", strong(root), "parent", strong(parent))), end);
    }

    /** A server takes an answer to anything; the view of the network knows what is there. */
    @Override
    public boolean isGone(Account account, RemoteRef parent) {
        return BlueskyApi.document(
                        api.query(account, "app.bsky.feed.getPosts", Map.of("uris", parent.id())), Posts.class)
                .map(Posts::posts)
                .filter(List::isEmpty)
                .isPresent();
    }

    private static Map<String, String> strong(RemoteRef ref) {
        return Map.of("uri", ref.id(), "cid", ref.version());
    }

    private Outcome post(Account account, Post post, Map<String, Object> more, Instant end) {
        Map<String, Object> record = new HashMap<>(more);
        record.put("$type", COLLECTION);
        record.put("text", post.text());
        record.put("createdAt", post.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
        record.put("langs", List.of(post.language().toLanguageTag()));
        Blobs blobs = new Blobs(api, account, post.attempt().ticket(), end);
        try {
            Mentions mentions = new Mentions(api, account, end);
            List<Map<String, Object>> facets = RichTextFacets.of(post.text(), mentions::did);
            if (!facets.isEmpty()) {
                record.put("facets", facets);
            }
            Instant began = post.attempt().began();
            Embeds.of(post, blobs, document -> documents.ahead(account, document, began))
                    .ifPresent(embed -> record.put("embed", embed));
        } catch (NotYet e) {
            return e.outcome();
        }
        return blobs.resuming(put(account, post.key(), record));
    }

    private Outcome put(Account account, String key, Object record) {
        Answer answer = api.procedure(
                account,
                "com.atproto.repo.putRecord",
                Map.of("repo", account.remoteId(), "collection", COLLECTION, "rkey", key, "record", record));
        Optional<StrongRef> ref =
                BlueskyApi.document(answer, StrongRef.class).filter(r -> r.uri() != null && r.cid() != null);
        if (ref.isPresent()) {
            return new Outcome.Done(ref(account, ref.get().uri(), ref.get().cid()));
        }
        return answer instanceof Answer.Received r && r.isSuccess()
                ? new Outcome.Uncertain("The server's answer cannot be understood.")
                : api.trouble(answer);
    }

    private RemoteRef ref(Account account, String uri, String cid) {
        return new RemoteRef(uri, cid, web.of(account.handle(), uri));
    }

    @Override
    public Lookup find(Account account, Post post) {
        Answer answer = record(account, post.key());
        Optional<StrongRef> ref =
                BlueskyApi.document(answer, StrongRef.class).filter(r -> r.uri() != null && r.cid() != null);
        if (ref.isPresent()) {
            return new Lookup.Present(ref(account, ref.get().uri(), ref.get().cid()));
        }
        return "RecordNotFound".equals(BlueskyApi.error(answer))
                ? new Lookup.Absent()
                : new Lookup.Unknown("The server could not be asked whether it has the post.");
    }

    private Answer record(Account account, String key) {
        return api.query(
                account,
                "com.atproto.repo.getRecord",
                Map.of("repo", account.remoteId(), "collection", COLLECTION, "rkey", key));
    }

    private static String key(RemoteRef ref) {
        return ref.id().substring(ref.id().lastIndexOf('/') + 1);
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        Answer answer = record(account, key(ref));
        Optional<JsonNode> old = BlueskyApi.document(answer, JsonNode.class)
                .map(node -> node.path("value"))
                .filter(JsonNode::isObject);
        if (old.isEmpty()) {
            return api.troubleReading(answer);
        }
        Map<String, Object> record = new HashMap<>();
        old.get().fields().forEachRemaining(field -> record.put(field.getKey(), field.getValue()));
        record.put("text", post.text());
        try {
            Mentions mentions = new Mentions(api, account, api.now().plus(BUDGET));
            record.put("facets", RichTextFacets.of(post.text(), mentions::did));
        } catch (NotYet e) {
            return e.outcome();
        }
        return put(account, key(ref), record);
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Answer answer = api.procedure(
                account,
                "com.atproto.repo.deleteRecord",
                Map.of("repo", account.remoteId(), "collection", COLLECTION, "rkey", key(ref)));
        return answer instanceof Answer.Received r && r.isConfirmed() ? new Outcome.Done(ref) : api.trouble(answer);
    }

    @Override
    public Outcome write(Account account, Document document) {
        return documents.write(account, document);
    }

    @Override
    public Outcome remove(Account account, String key) {
        return documents.remove(account, key);
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return threads.below(account, root);
    }

    @Override
    public News news(Account account, String cursor) {
        return threads.news(account, cursor);
    }

    @Override
    public Connection signIn(URI server, String handle, Secret password) {
        return signIn.signIn(server, handle, password);
    }

    @Override
    public Connection check(Account account) {
        return signIn.check(account);
    }
}
