package org.herald.connectors.mastodon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.herald.connectors.mastodon.Documents.Context;
import org.herald.connectors.mastodon.Documents.Posted;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Limits;
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

/** Posts, reads and answers on servers of the Mastodon family. */
@Component(service = Capability.class, property = Network.ID + "=" + MastodonConnector.ID)
public final class MastodonConnector implements Network, Publisher, Responder, Editor, Collector {
    static final String ID = "mastodon";
    private static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Mastodon",
            "",
            "Access token",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.KEY,
                    NetworkTraits.Edit.IN_PLACE,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_SERVER,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED, NetworkTraits.ALWAYS, NetworkTraits.Answering.ALWAYS, Set.of()),
            LimitsFile.beside(MastodonConnector.class),
            false);
    /**
     * Requests of a call that no budget cuts short: two whether there is something to answer, two for the server's own
     * words, an upload and a question that are on their way when their time is over, the post, and two to understand a
     * refusal.
     */
    private static final int MOST_BESIDE = 9;

    private final MastodonApi api;
    private final StatusLookup lookup;
    private final MediaUploads uploads;
    private final ServerLimits servers;
    private final Conversations conversations;
    private final Duration longest;

    @Activate
    public MastodonConnector(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    MastodonConnector(Http http, Clock clock) {
        this.api = new MastodonApi(http, clock);
        this.lookup = new StatusLookup(api);
        this.uploads = new MediaUploads(api);
        this.servers = new ServerLimits(api);
        this.conversations = new Conversations(api, servers);
        this.longest =
                MediaUploads.BUDGET.plus(MediaUploads.WAIT).plus(http.timeout().multipliedBy(MOST_BESIDE));
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Limits limits(Account account) {
        return servers.of(account, TRAITS.published());
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
        return post(account, post, post.text(), null);
    }

    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        if (!to.isEmpty() && isGone(account, root, parent)) {
            return new Outcome.Refused(Reason.GONE, "What is answered was deleted on the network.");
        }
        return post(account, post, addressed(account, post.text(), to), parent);
    }

    /**
     * Asked before anything is sent: servers say quite different things of an answer to what is not there. One that does
     * not give single posts still has it in the thread.
     */
    private boolean isGone(Account account, RemoteRef root, RemoteRef parent) {
        if (!isGone(account, parent)) {
            return false;
        }
        Answer answer = api.get(account.server(), "/api/v1/statuses/" + root.id() + "/context", account.secret());
        boolean left = MastodonApi.document(answer, Context.class)
                .map(Context::descendants)
                .filter(below -> below.stream().noneMatch(status -> parent.id().equals(status.id())))
                .isPresent();
        return isAbsent(answer) || left && !parent.id().equals(root.id());
    }

    private static boolean isAbsent(Answer answer) {
        return answer instanceof Answer.Received received && (received.status() == 404 || received.status() == 410);
    }

    @Override
    public String addressed(Account account, String text, String to) {
        return Mention.before(text, to, to.isEmpty() || to.contains("@") ? "" : servers.domain(account.server()));
    }

    private Outcome post(Account account, Post post, String text, RemoteRef parent) {
        MediaUploads.Uploaded media =
                uploads.upload(account, post.media(), post.attempt().ticket());
        if (media.stopped() != null) {
            return media.stopped();
        }
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("status", text);
        status.put("visibility", Words.of(post.visibility()));
        status.put("language", post.language().getLanguage());
        if (!media.ids().isEmpty()) {
            status.put("media_ids", media.ids());
        }
        if (parent != null) {
            status.put("in_reply_to_id", parent.id());
        }
        Answer answer = api.postStatus(account.server(), account.secret(), status, post.key());
        Optional<Posted> shown = MastodonApi.document(answer, Posted.class).filter(Posted::isWhole);
        if (shown.isPresent()) {
            int files = media.ids().size();
            return new Outcome.Done(shown.get().ref(), StatusDifference.of(post, text, parent, files, shown.get()));
        }
        return MediaUploads.resuming(notPosted(account, text, answer), media.ticket());
    }

    private Outcome notPosted(Account account, String text, Answer answer) {
        if (answer instanceof Answer.Received received && received.isSuccess()) {
            return new Outcome.Uncertain("The server's answer cannot be understood.");
        }
        Outcome outcome = api.trouble(answer);
        boolean content = outcome instanceof Outcome.Refused refused && refused.reason() == Reason.CONTENT;
        return content
                ? servers.learn(account, text)
                        .<Outcome>map(lengths -> new Outcome.Refused(
                                Reason.CONTENT,
                                "This server counts links in full: " + lengths[0] + " of " + lengths[1]
                                        + " characters. From now on Herald counts so for it, too."))
                        .orElse(outcome)
                : outcome;
    }

    @Override
    public Lookup find(Account account, Post post) {
        String addressed = addressed(account, post.text(), post.attempt().to());
        return lookup.find(account, post, List.of(addressed, post.text()));
    }

    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        Map<String, Object> status =
                Map.of("status", post.text(), "language", post.language().getLanguage());
        Answer answer = api.put(account.server(), "/api/v1/statuses/" + ref.id(), account.secret(), status);
        return MastodonApi.document(answer, Posted.class)
                .filter(Posted::isWhole)
                .<Outcome>map(shown -> new Outcome.Done(shown.ref()))
                .orElseGet(() -> api.trouble(answer));
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        Answer answer = api.delete(account.server(), "/api/v1/statuses/" + ref.id(), account.secret());
        boolean gone = answer instanceof Answer.Received r && r.isConfirmed() || isAbsent(answer);
        return gone ? new Outcome.Done(ref) : api.trouble(answer);
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return conversations.thread(account, root, page);
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return isAbsent(api.get(account.server(), "/api/v1/statuses/" + reply.id(), account.secret()));
    }

    @Override
    public News news(Account account, String cursor) {
        return conversations.news(account, cursor);
    }
}
