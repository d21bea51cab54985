package org.herald.connectors.facebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herald.connectors.meta.GraphApi;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** Uploads the photos of one post, each once: a ticket tells the next try which are there already. */
final class Photos {
    /** No upload begins later than this in a call; the next try goes on. */
    static final Duration BUDGET = Duration.ofSeconds(60);

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private final FacebookApi api;
    private final Account account;
    private final Instant end;
    private final Map<String, String> there = new TreeMap<>();
    private final List<String> ids = new ArrayList<>();
    private Outcome stopped;
    private boolean reused;

    /**
     * What a ticket holds.
     *
     * @param photos what Facebook called each photo, by the photo's hash
     */
    record Ticket(Map<String, String> photos) {}

    Photos(FacebookApi api, Account account, String ticket) {
        this.api = api;
        this.account = account;
        this.end = api.graph().now().plus(BUDGET);
        Json.read(ticket, Ticket.class).map(Ticket::photos).ifPresent(there::putAll);
    }

    /** Uploads what is not there yet; empty when all are there. */
    Optional<Outcome> upload(List<Media> media) {
        for (Media one : media) {
            String hash = hash(one);
            boolean known = there.containsKey(hash);
            reused |= known;
            if (!known && !upload(one, hash)) {
                return Optional.of(resuming(stopped));
            }
            ids.add(there.get(hash));
        }
        return Optional.empty();
    }

    /** A photo is in one post at most: where those of an earlier try are refused, that try may have made the post. */
    Outcome doubting(Outcome outcome) {
        boolean refused = outcome instanceof Outcome.Refused one && one.reason() == Reason.CONTENT;
        return refused && reused
                ? new Outcome.Uncertain(
                        "Facebook does not take photos of an earlier try: they may be in a post already.")
                : resuming(outcome);
    }

    /** What Facebook calls them, in their order. */
    List<String> ids() {
        return List.copyOf(ids);
    }

    private boolean upload(Media media, String hash) {
        if (api.graph().now().isAfter(end)) {
            stopped = new Outcome.Later(api.graph().now().plus(AGAIN), "The photos take Facebook long.");
            return false;
        }
        Answer answer = api.photo(account, media);
        Optional<String> id = GraphApi.document(answer, GraphApi.Made.class)
                .filter(GraphApi.Made::isWhole)
                .map(GraphApi.Made::id);
        id.ifPresent(one -> there.put(hash, one));
        if (id.isEmpty()) {
            stopped = answer instanceof Answer.Received received && received.isSuccess()
                    ? new Outcome.Refused(Reason.SERVER, "Facebook's answer to the photo cannot be understood.")
                    : api.graph().troubleReading(answer);
        }
        return id.isPresent();
    }

    /** The same outcome, with the ticket where it is one that is tried again. */
    Outcome resuming(Outcome outcome) {
        return outcome instanceof Outcome.Later later && !there.isEmpty()
                ? new Outcome.Later(later.notBefore(), later.why(), Json.write(new Ticket(there)))
                : outcome;
    }

    /** The alternative text goes along with the photo: another text is another upload. */
    private static String hash(Media media) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((media.type() + "\n" + media.alt() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(media.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
