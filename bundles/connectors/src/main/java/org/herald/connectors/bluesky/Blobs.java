package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herald.connectors.bluesky.Documents.Uploaded;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** Uploads the files of one post, each once: a ticket tells the next try what is there already. */
final class Blobs {
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private final BlueskyApi api;
    private final Account account;
    private final Instant end;
    private final Map<String, JsonNode> there = new TreeMap<>();

    /**
     * What a ticket holds.
     *
     * @param blobs what the server called each file, by the file's hash
     */
    record Ticket(Map<String, JsonNode> blobs) {}

    Blobs(BlueskyApi api, Account account, String ticket, Instant end) {
        this.api = api;
        this.account = account;
        this.end = end;
        Json.read(ticket, Ticket.class).map(Ticket::blobs).ifPresent(there::putAll);
    }

    /**
     * What the server calls a file, which is uploaded if it is not there.
     *
     * @throws NotYet when it was not taken
     */
    JsonNode of(Media media) {
        JsonNode blob = there.get(hash(media));
        return blob == null ? upload(media) : blob;
    }

    private JsonNode upload(Media media) {
        if (api.now().isAfter(end)) {
            throw stopped(new Outcome.Later(api.now().plus(AGAIN), "The pictures take the server long."));
        }
        Answer answer = api.upload(account, media);
        Optional<JsonNode> blob = BlueskyApi.document(answer, Uploaded.class).map(Uploaded::blob);
        if (blob.isPresent()) {
            there.put(hash(media), blob.get());
            return blob.get();
        }
        throw stopped(
                answer instanceof Answer.Received received && received.isSuccess()
                        ? new Outcome.Refused(Reason.SERVER, "The server's answer to the picture cannot be understood.")
                        : api.troubleReading(answer));
    }

    private NotYet stopped(Outcome outcome) {
        return new NotYet(resuming(outcome));
    }

    /** The same outcome, with the ticket where it is one that is tried again. */
    Outcome resuming(Outcome outcome) {
        return outcome instanceof Outcome.Later later && !there.isEmpty()
                ? new Outcome.Later(later.notBefore(), later.why(), Json.write(new Ticket(there)))
                : outcome;
    }

    private static String hash(Media media) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((media.type() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(media.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
