package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.Visibility;
import org.herald.connectors.bluesky.Documents.Notification;
import org.herald.connectors.bluesky.Documents.Notifications;
import org.herald.connectors.bluesky.Documents.PostView;
import org.herald.connectors.bluesky.Documents.Resolved;
import org.herald.connectors.bluesky.Documents.StrongRef;
import org.herald.connectors.bluesky.Documents.Thread;
import org.herald.connectors.bluesky.Documents.ThreadPost;
import org.herald.connectors.bluesky.Documents.Uploaded;
import org.herald.connectors.http.Answer;
import org.herald.connectors.http.Http;
import org.herald.connectors.http.HttpErrorMapping;
import org.herald.connectors.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Captions;
import org.herald.spi.Card;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Connection;
import org.herald.spi.Editor;
import org.herald.spi.Limits;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.herald.spi.Responder;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Posts, reads and answers on Bluesky. */
@Component(
        service = {Network.class, Publisher.class, Responder.class, Editor.class, Collector.class, Authorizer.class},
        property = Network.ID + "=" + BlueskyConnector.ID)
@Designate(ocd = BlueskyConfig.class)
public final class BlueskyConnector implements Network, Publisher, Responder, Editor, Collector, Authorizer {
    static final String ID = "bluesky";
    private static final String COLLECTION = "app.bsky.feed.post";
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Bluesky",
            "https://bsky.social",
            "App password",
            NetworkTraits.Idempotency.CLIENT_ID,
            NetworkTraits.Edit.IN_PLACE_HIDDEN,
            NetworkTraits.Cards.BY_CLIENT,
            false);
    /** The deepest thread that the server gives (getPostThread, maximum of depth). */
    private static final String DEPTH = "1000";

    private final BlueskyApi api;
    private final Tids tids = new Tids();
    private final String web;

    @Activate
    public BlueskyConnector(@Reference Http http, BlueskyConfig config) {
        this(http, config.web(), Clock.systemUTC());
    }

    BlueskyConnector(Http http, String web, Clock clock) {
        this.api = new BlueskyApi(http, clock);
        this.web = web;
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Limits limits(Account account, Limits published) {
        return published;
    }

    @Override
    public String newKey(Instant now) {
        return tids.next(now);
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return post(account, post, Map.of());
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        return post(account, post, Map.of("reply", Map.of("root", strong(root), "parent", strong(parent))));
    }

    private static Map<String, String> strong(RemoteRef ref) {
        return Map.of("uri", ref.id(), "cid", ref.version());
    }

    private Outcome post(Account account, Post post, Map<String, Object> more) {
        Map<String, Object> record = new HashMap<>(more);
        record.put("$type", COLLECTION);
        record.put("text", post.text());
        record.put("createdAt", post.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
        record.put("langs", List.of(post.language().toLanguageTag()));
        List<Map<String, Object>> facets = Facets.of(post.text(), handle -> did(account, handle));
        if (!facets.isEmpty()) {
            record.put("facets", facets);
        }
        try {
            embed(account, post).ifPresent(embed -> record.put("embed", embed));
        } catch (NoBlob e) {
            return e.outcome;
        }
        return put(account, post.key(), record);
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
        return new RemoteRef(uri, cid, permalink(account.handle(), uri));
    }

    private URI permalink(String handle, String uri) {
        try {
            return URI.create(web + "/profile/" + handle + "/post/" + uri.substring(uri.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return null; // a server may give anything; an address that is none is not shown
        }
    }

    private Optional<String> did(Account account, String handle) {
        Answer answer = api.query(account, "com.atproto.identity.resolveHandle", Map.of("handle", handle));
        return BlueskyApi.document(answer, Resolved.class).map(Resolved::did);
    }

    /** A picture did not arrive; nothing was posted. */
    private static final class NoBlob extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Outcome outcome;

        NoBlob(Outcome outcome) {
            super("a picture was not taken");
            this.outcome = outcome;
        }
    }

    private Optional<Map<String, Object>> embed(Account account, Post post) throws NoBlob {
        if (post.card().isPresent()) {
            return Optional.of(card(account, post.card().get()));
        }
        Optional<Media> video = post.media().stream().filter(Media::isVideo).findFirst();
        if (video.isPresent()) {
            return Optional.of(video(account, video.get()));
        }
        List<Map<String, Object>> images = new ArrayList<>();
        for (Media media : post.media()) {
            images.add(Map.of(
                    "image", blob(account, media),
                    "alt", media.alt(),
                    "aspectRatio", Map.of("width", media.width(), "height", media.height())));
        }
        return images.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.of("$type", "app.bsky.embed.images", "images", images));
    }

    /** The server hands the film to its video service when it sees the post. */
    private Map<String, Object> video(Account account, Media video) throws NoBlob {
        List<Map<String, Object>> captions = new ArrayList<>();
        for (Captions one : video.captions()) {
            byte[] file = one.webVtt().getBytes(StandardCharsets.UTF_8);
            captions.add(Map.of(
                    "lang", one.language().toLanguageTag(),
                    "file", blob(account, new Media(file, "text/vtt", "", 0, 0))));
        }
        Map<String, Object> embed = new HashMap<>();
        embed.put("$type", "app.bsky.embed.video");
        embed.put("video", blob(account, video));
        embed.put("alt", video.alt());
        embed.put("aspectRatio", Map.of("width", video.width(), "height", video.height()));
        if (!captions.isEmpty()) {
            embed.put("captions", captions);
        }
        return embed;
    }

    private Map<String, Object> card(Account account, Card card) throws NoBlob {
        Map<String, Object> external = new HashMap<>();
        external.put("uri", card.link().toString());
        external.put("title", card.title());
        external.put("description", card.description());
        if (card.thumbnail().isPresent()) {
            external.put("thumb", blob(account, card.thumbnail().get()));
        }
        return Map.of("$type", "app.bsky.embed.external", "external", external);
    }

    private JsonNode blob(Account account, Media media) throws NoBlob {
        Answer answer = api.upload(account, media);
        Optional<Uploaded> uploaded =
                BlueskyApi.document(answer, Uploaded.class).filter(u -> u.blob() != null);
        if (uploaded.isPresent()) {
            return uploaded.get().blob();
        }
        throw new NoBlob(
                answer instanceof Answer.Received r && r.isSuccess()
                        ? new Outcome.Refused(Reason.SERVER, "The server's answer to the picture cannot be understood.")
                        : api.troubleReading(answer));
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
        record.put("facets", Facets.of(post.text(), handle -> did(account, handle)));
        return put(account, key(ref), record);
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Answer answer = api.procedure(
                account,
                "com.atproto.repo.deleteRecord",
                Map.of("repo", account.remoteId(), "collection", COLLECTION, "rkey", key(ref)));
        return answer instanceof Answer.Received r && r.isSuccess() ? new Outcome.Done(ref) : api.trouble(answer);
    }

    @Override
    public Collected thread(Account account, RemoteRef root) {
        Answer answer = api.query(
                account, "app.bsky.feed.getPostThread", Map.of("uri", root.id(), "depth", DEPTH, "parentHeight", "0"));
        Optional<ThreadPost> thread =
                BlueskyApi.document(answer, Thread.class).map(Thread::thread).filter(t -> t.post() != null);
        if (thread.isPresent()) {
            return new Collected.Replies(below(thread.get(), account), isWhole(thread.get()));
        }
        return HttpErrorMapping.notCollected(answer, api.troubleReading(answer));
    }

    /** False where the network counts more answers to a post than it shows. */
    private static boolean isWhole(ThreadPost root) {
        Deque<ThreadPost> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            ThreadPost parent = open.pop();
            List<ThreadPost> children = parent.replies() == null ? List.of() : parent.replies();
            Integer counted = parent.post() == null ? null : parent.post().replyCount();
            if (counted != null && counted > children.size()) {
                return false;
            }
            open.addAll(children);
        }
        return true;
    }

    private List<RemoteReply> below(ThreadPost root, Account account) {
        List<RemoteReply> replies = new ArrayList<>();
        Deque<ThreadPost> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            ThreadPost parent = open.pop();
            List<ThreadPost> children = parent.replies() == null ? List.of() : parent.replies();
            for (ThreadPost child : children) {
                if (child.post() != null
                        && child.post().uri() != null
                        && child.post().author() != null) {
                    replies.add(reply(child.post(), parent.post().uri(), account));
                    open.push(child);
                }
            }
        }
        return replies;
    }

    private RemoteReply reply(PostView post, String parent, Account account) {
        String handle = String.valueOf(post.author().handle());
        boolean named = post.author().displayName() != null
                && !post.author().displayName().isBlank();
        String cid = post.cid() == null ? "" : post.cid();
        return new RemoteReply(
                new RemoteRef(post.uri(), cid, permalink(handle, post.uri())),
                parent,
                String.valueOf(post.author().did()),
                handle,
                named ? post.author().displayName() : handle,
                html(post.record()),
                at(post),
                Visibility.PUBLIC,
                account.remoteId().equals(post.author().did()));
    }

    private static Instant at(PostView post) {
        String written =
                post.record() == null ? "" : post.record().path("createdAt").asText();
        return instant(written).or(() -> instant(post.indexedAt())).orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The text as HTML: escaped, its links as links where the facets say so. */
    static String html(JsonNode record) {
        byte[] text =
                record == null ? new byte[0] : record.path("text").asText("").getBytes(StandardCharsets.UTF_8);
        StringBuilder html = new StringBuilder("<p>");
        int end = 0;
        for (Span span : links(record, text.length)) {
            if (span.start() >= end) {
                html.append(escape(text, end, span.start()));
                html.append("<a href=\"").append(escape(span.uri())).append("\">");
                html.append(escape(text, span.start(), span.end())).append("</a>");
                end = span.end();
            }
        }
        return html.append(escape(text, end, text.length)).append("</p>").toString();
    }

    private record Span(int start, int end, String uri) {}

    private static List<Span> links(JsonNode record, int length) {
        List<Span> spans = new ArrayList<>();
        if (record != null) {
            for (JsonNode facet : record.path("facets")) {
                int start = facet.at("/index/byteStart").asInt(-1);
                int end = facet.at("/index/byteEnd").asInt(-1);
                String uri = facet.at("/features/0/uri").asText("");
                if (start >= 0 && end > start && end <= length && !uri.isEmpty()) {
                    spans.add(new Span(start, end, uri));
                }
            }
        }
        spans.sort(java.util.Comparator.comparingInt(Span::start));
        return spans;
    }

    private static String escape(byte[] text, int start, int end) {
        return escape(new String(Arrays.copyOfRange(text, start, end), StandardCharsets.UTF_8))
                .replace("\n", "<br>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public News news(Account account, String cursor) {
        Answer answer = api.query(account, "app.bsky.notification.listNotifications", Map.of("limit", "100"));
        List<Notification> all = BlueskyApi.document(answer, Notifications.class)
                .map(Notifications::notifications)
                .orElse(List.of());
        Set<String> answered = new HashSet<>();
        String newest = cursor;
        for (Notification one : all) {
            boolean fresh = one.indexedAt() != null && one.indexedAt().compareTo(cursor) >= 0;
            if (fresh && "reply".equals(one.reason()) && one.record() != null) {
                answered.add(one.record().at("/reply/root/uri").asText(""));
            }
            newest = fresh && one.indexedAt().compareTo(newest) > 0 ? one.indexedAt() : newest;
        }
        return new News(answered, newest);
    }

    @Override
    public Connection signIn(URI server, String handle, Secret password) {
        String name = handle.replaceFirst("^@", "");
        return connection(api.createSession(server, name, password), password);
    }

    private Connection connection(Answer answer, Secret password) {
        Optional<Documents.Session> session =
                BlueskyApi.document(answer, Documents.Session.class).filter(BlueskyApi::isWhole);
        if (session.isPresent()) {
            return new Connection.Connected(
                    session.get().did(),
                    session.get().handle(),
                    password,
                    Optional.of(new Secret(Json.write(session.get()))));
        }
        return api.denied(answer);
    }

    /** Signs in anew: a session that still runs says nothing about a password that was revoked. */
    @Override
    public Connection check(Account account) {
        api.forget(account);
        Connection connection =
                connection(api.createSession(account.server(), account.remoteId(), account.secret()), account.secret());
        if (connection instanceof Connection.Connected connected) {
            connected.session().ifPresent(account::keepSession);
        }
        return connection;
    }
}
