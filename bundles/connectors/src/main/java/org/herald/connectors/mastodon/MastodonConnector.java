package org.herald.connectors.mastodon;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.herald.Visibility;
import org.herald.connectors.http.Answer;
import org.herald.connectors.http.Form;
import org.herald.connectors.http.Http;
import org.herald.connectors.http.Trouble;
import org.herald.connectors.mastodon.Documents.Attachment;
import org.herald.connectors.mastodon.Documents.Context;
import org.herald.connectors.mastodon.Documents.Notification;
import org.herald.connectors.mastodon.Documents.Status;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Posts, reads and answers on servers of the Mastodon family. */
@Component(
        service = {Network.class, Publisher.class, Responder.class, Editor.class, Collector.class},
        property = Network.ID + "=" + MastodonConnector.ID)
public final class MastodonConnector implements Network, Publisher, Responder, Editor, Collector {
    static final String ID = "mastodon";
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Mastodon",
            "",
            "Access token",
            NetworkTraits.Idempotency.KEY,
            NetworkTraits.Edit.IN_PLACE,
            NetworkTraits.Cards.BY_SERVER,
            false);
    private static final Duration LIMITS_AGE = Duration.ofHours(1);
    private static final int MEDIA_POLLS = 10;
    private static final Duration MEDIA_PAUSE = Duration.ofSeconds(1);
    /** A server gives no more descendants than this (Mastodon, CONTEXT_LIMIT). */
    private static final int MOST_DESCENDANTS = 4096;

    private final MastodonApi api;
    private final StatusLookup lookup;
    private final Map<URI, CachedLimits> limits = new ConcurrentHashMap<>();

    private record CachedLimits(Limits limits, Instant readAt) {}

    @Activate
    public MastodonConnector(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    MastodonConnector(Http http, Clock clock) {
        this.api = new MastodonApi(http, clock);
        this.lookup = new StatusLookup(api);
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Limits limits(Account account, Limits published) {
        return limits.compute(account.server(), (server, cached) -> {
                    boolean fresh =
                            cached != null && cached.readAt().plus(LIMITS_AGE).isAfter(api.now());
                    return fresh
                            ? cached
                            : new CachedLimits(
                                    api.limits(server, published).orElse(cached == null ? published : cached.limits()),
                                    api.now());
                })
                .limits();
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return post(account, post, post.text(), null);
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        return post(account, post, addressed(post.text(), to), parent);
    }

    private static String addressed(String text, String to) {
        String mention = "@" + to;
        boolean mentioned = to.isEmpty() || text.contains(mention);
        return mentioned ? text : mention + " " + text;
    }

    private Outcome post(Account account, Post post, String text, RemoteRef parent) {
        List<String> media = new ArrayList<>();
        for (Media picture : post.media()) {
            Answer answer = api.upload(account.server(), account.secret(), picture);
            Optional<Attachment> uploaded =
                    MastodonApi.document(answer, Attachment.class).filter(a -> a.id() != null);
            if (uploaded.isEmpty()) {
                return notUploaded(answer);
            }
            if (!isReady(account, answer, uploaded.get().id())) {
                return new Outcome.Later(
                        api.now().plus(MEDIA_PAUSE.multipliedBy(30)), "The picture is being processed.");
            }
            media.add(uploaded.get().id());
        }
        return post(account, post, text, parent, media);
    }

    /** Nothing was posted; a server that does not know where pictures go is none of this network. */
    private Outcome notUploaded(Answer answer) {
        Outcome trouble = api.troubleReading(answer);
        return trouble instanceof Outcome.Refused refused && refused.reason() == Reason.GONE
                ? new Outcome.Refused(Reason.SERVER, "The server does not take pictures: " + refused.why())
                : trouble;
    }

    /** 202 means that the server is still at it: attaching earlier is refused. */
    private boolean isReady(Account account, Answer answer, String id) {
        boolean ready = answer instanceof Answer.Received received && received.status() != 202;
        for (int i = 0; !ready && i < MEDIA_POLLS; i++) {
            pause();
            ready = api.get(account.server(), "/api/v1/media/" + id, account.secret()) instanceof Answer.Received r
                    && r.status() == 200;
        }
        return ready;
    }

    private static void pause() {
        try {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(MEDIA_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome post(Account account, Post post, String text, RemoteRef parent, List<String> media) {
        Form form = new Form()
                .with("status", text)
                .with("visibility", word(post.visibility()))
                .with("language", post.language().getLanguage());
        media.forEach(id -> form.with("media_ids[]", id));
        if (parent != null) {
            form.with("in_reply_to_id", parent.id());
        }
        Answer answer = api.postStatus(account.server(), account.secret(), form, post.key());
        Optional<Status> status =
                MastodonApi.document(answer, Status.class).filter(s -> s.id() != null && !s.id().isEmpty());
        if (status.isPresent()) {
            return new Outcome.Done(ref(status.get()), remark(status.get(), media.size()));
        }
        return answer instanceof Answer.Received r && r.isSuccess()
                ? new Outcome.Uncertain("The server's answer cannot be understood.")
                : api.trouble(answer);
    }

    private static String remark(Status status, int pictures) {
        int shown = status.attachments() == null ? 0 : status.attachments().size();
        return shown < pictures ? "The server published it without its picture." : "";
    }

    private static RemoteRef ref(Status status) {
        return new RemoteRef(status.id(), "", uri(status.address()));
    }

    private static URI uri(String address) {
        try {
            return address == null ? null : URI.create(address);
        } catch (IllegalArgumentException e) {
            return null; // a server may give anything; an address that is none is not shown
        }
    }

    @Override
    public Lookup find(Account account, Post post) {
        return lookup.find(
                account, post, List.of(addressed(post.text(), post.attempt().to()), post.text()));
    }

    private static Instant at(Status status) {
        try {
            return Instant.parse(status.createdAt());
        } catch (DateTimeParseException | NullPointerException e) {
            return Instant.EPOCH;
        }
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        Form form = new Form()
                .with("status", post.text())
                .with("language", post.language().getLanguage());
        Answer answer = api.put(account.server(), "/api/v1/statuses/" + ref.id(), account.secret(), form);
        return MastodonApi.document(answer, Status.class)
                .filter(s -> s.id() != null)
                .<Outcome>map(status -> new Outcome.Done(ref(status)))
                .orElseGet(() -> api.trouble(answer));
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Answer answer = api.delete(account.server(), "/api/v1/statuses/" + ref.id(), account.secret());
        boolean gone = answer instanceof Answer.Received r && (r.isSuccess() || r.status() == 404 || r.status() == 410);
        return gone ? new Outcome.Done(ref) : api.trouble(answer);
    }

    @Override
    public Collected thread(Account account, RemoteRef root) {
        Answer answer = api.get(account.server(), "/api/v1/statuses/" + root.id() + "/context", account.secret());
        Optional<Context> context = MastodonApi.document(answer, Context.class).filter(c -> c.descendants() != null);
        if (context.isPresent()) {
            List<Status> below = context.get().descendants();
            return new Collected.Replies(
                    below.stream().flatMap(s -> reply(s, account).stream()).toList(), below.size() < MOST_DESCENDANTS);
        }
        return Trouble.notCollected(api.troubleReading(answer));
    }

    private static Optional<RemoteReply> reply(Status status, Account account) {
        if (status.id() == null || status.account() == null || status.inReplyToId() == null) {
            return Optional.empty();
        }
        Documents.Account author = status.account();
        String handle = Optional.ofNullable(author.acct()).orElse(String.valueOf(author.username()));
        boolean named = author.displayName() != null && !author.displayName().isBlank();
        return Optional.of(new RemoteReply(
                ref(status),
                status.inReplyToId(),
                String.valueOf(author.id()),
                handle,
                named ? author.displayName() : handle,
                status.content() == null ? "" : status.content(),
                at(status),
                visibility(status.visibility()),
                account.remoteId().equals(author.id())));
    }

    private static String word(Visibility visibility) {
        return visibility == Visibility.FOLLOWERS
                ? "private"
                : visibility.name().toLowerCase(Locale.ROOT);
    }

    /** An unknown word is taken for the most private one. */
    private static Visibility visibility(String word) {
        return Arrays.stream(Visibility.values())
                .filter(v -> word(v).equals(word))
                .findFirst()
                .orElse(Visibility.DIRECT);
    }

    @Override
    public News news(Account account, String cursor) {
        String since = cursor.isEmpty() ? "" : "&min_id=" + cursor;
        Answer answer = api.get(
                account.server(),
                "/api/v1/notifications?types[]=mention&limit=40".replace("[]", "%5B%5D") + since,
                account.secret());
        List<Notification> news =
                MastodonApi.document(answer, Notification[].class).map(List::of).orElse(List.of());
        Set<String> answered = news.stream()
                .map(Notification::status)
                .filter(status -> status != null && status.inReplyToId() != null)
                .map(Status::inReplyToId)
                .collect(Collectors.toSet());
        boolean none = news.isEmpty() || news.get(0).id() == null;
        return new News(answered, none ? cursor : news.get(0).id());
    }
}
