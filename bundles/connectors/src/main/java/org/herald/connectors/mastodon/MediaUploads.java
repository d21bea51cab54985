package org.herald.connectors.mastodon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.herald.connectors.mastodon.Documents.Attachment;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/**
 * Uploads pictures and videos, each once. What a server still works at is asked for by its id, in the next try if it takes
 * longer than a moment: a ticket tells that try what is there already.
 */
final class MediaUploads {
    /** No upload and no question begins later than this in a call; the next try goes on. */
    static final Duration BUDGET = Duration.ofSeconds(60);
    /** How long a call waits for a server to be done with what it was given. */
    static final Duration WAIT = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final String WORKING = "The server is still processing the picture or video.";

    private final MastodonApi api;

    MediaUploads(MastodonApi api) {
        this.api = api;
    }

    /** What a ticket holds. */
    record Ticket(List<Piece> media) {}

    /**
     * A file on the server.
     *
     * @param hash of the file and its text: an id is used for that file alone
     * @param ready whether it can be attached
     */
    record Piece(String hash, String id, boolean ready) {}

    /** The ids to attach, or why not yet; and the ticket of what is there by now. */
    record Uploaded(List<String> ids, Outcome stopped, String ticket) {}

    Uploaded upload(Account account, List<Media> media, String ticket) {
        List<Piece> known = new ArrayList<>(
                Json.read(ticket, Ticket.class).map(Ticket::media).orElse(List.of()));
        List<Piece> pieces = new ArrayList<>();
        Instant end = api.now().plus(BUDGET);
        for (Media one : media) {
            String hash = hash(one);
            Optional<Piece> before =
                    known.stream().filter(piece -> hash.equals(piece.hash())).findFirst();
            before.ifPresent(known::remove);
            if (api.now().isAfter(end)) {
                return stopped(later("The pictures take the server long."), pieces);
            }
            Step step = before.map(piece -> resume(account, one, piece)).orElseGet(() -> upload(account, one, hash));
            if (step.piece() == null) {
                return stopped(notTaken(step.answer()), pieces);
            }
            pieces.add(step.piece());
        }
        return awaited(account, pieces);
    }

    /** What came of one file; the piece is null where the answer is trouble. */
    private record Step(Piece piece, Answer answer) {}

    /** 202 means that the server is still at it: attaching earlier is refused. */
    private Step upload(Account account, Media media, String hash) {
        Answer answer = api.upload(account.server(), account.secret(), media);
        boolean ready = answer instanceof Answer.Received received && received.status() != 202;
        return MastodonApi.document(answer, Attachment.class)
                .filter(attachment -> attachment.id() != null)
                .map(attachment -> new Step(new Piece(hash, attachment.id(), ready), answer))
                .orElseGet(() -> new Step(null, answer));
    }

    private Step resume(Account account, Media media, Piece before) {
        if (before.ready()) {
            return new Step(before, null);
        }
        Step asked = ask(account, before);
        boolean gone = asked.answer() instanceof Answer.Received received
                && (received.status() == 404 || received.status() == 410);
        return gone ? upload(account, media, before.hash()) : asked;
    }

    /** 206 means that the server is still at it. */
    private Step ask(Account account, Piece piece) {
        Answer answer = api.get(account.server(), "/api/v1/media/" + piece.id(), account.secret());
        return answer instanceof Answer.Received received && received.isSuccess()
                ? new Step(new Piece(piece.hash(), piece.id(), received.status() == 200), answer)
                : new Step(null, answer);
    }

    private Uploaded awaited(Account account, List<Piece> uploaded) {
        List<Piece> pieces = new ArrayList<>(uploaded);
        Instant end = api.now().plus(WAIT);
        for (int i = 0; i < pieces.size(); i++) {
            while (!pieces.get(i).ready()) {
                if (!api.now().isBefore(end)) {
                    return stopped(later(WORKING), pieces);
                }
                pause();
                Step step = ask(account, pieces.get(i));
                if (step.piece() == null) {
                    return stopped(notTaken(step.answer()), pieces);
                }
                pieces.set(i, step.piece());
            }
        }
        return new Uploaded(pieces.stream().map(Piece::id).toList(), null, ticket(pieces));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome.Later later(String why) {
        return new Outcome.Later(api.now().plus(AGAIN), why);
    }

    private static Uploaded stopped(Outcome outcome, List<Piece> pieces) {
        return new Uploaded(List.of(), resuming(outcome, ticket(pieces)), ticket(pieces));
    }

    /** The same outcome, with the ticket where it is one that is tried again. */
    static Outcome resuming(Outcome outcome, String ticket) {
        return outcome instanceof Outcome.Later later
                ? new Outcome.Later(later.notBefore(), later.why(), ticket)
                : outcome;
    }

    private static String ticket(List<Piece> pieces) {
        return pieces.isEmpty() ? "" : Json.write(new Ticket(pieces));
    }

    /** Nothing was posted; a server that does not know where pictures go is none of this network. */
    private Outcome notTaken(Answer answer) {
        Outcome trouble = api.troubleReading(answer);
        return trouble instanceof Outcome.Refused refused && refused.reason() == Reason.GONE
                ? new Outcome.Refused(Reason.SERVER, "The server does not take pictures: " + refused.why())
                : trouble;
    }

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
