package org.herald.connectors.x;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.x.Documents.Processing;
import org.herald.connectors.x.Documents.Upload;
import org.herald.connectors.x.Documents.Uploaded;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/**
 * Uploads pictures at once and videos in segments, each once: a ticket tells the next try what is there by now. What X still
 * works at is asked for in the next try; nobody waits for it.
 */
final class MediaUploads {
    /** No request begins later than this in a call; the next try goes on. */
    static final Duration BUDGET = Duration.ofSeconds(60);
    /** X takes five megabytes in a segment. */
    static final int SEGMENT = 4 * 1024 * 1024;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofMinutes(10);
    /** X keeps what was uploaded for a day; what is nearly as old is uploaded again. */
    private static final Duration KEPT = Duration.ofHours(23);

    private final XApi api;

    MediaUploads(XApi api) {
        this.api = api;
    }

    /** How far a file came. */
    private enum Stage {
        /** Segments are being sent. */
        SENDING,
        /** X works at it. */
        WORKING,
        /** It is there, and X was not told yet what it shows. */
        UNDESCRIBED,
        /** It can be attached. */
        READY
    }

    private record Ticket(List<Piece> media) {}

    /**
     * A file at X.
     *
     * @param hash of the file and its text: an id is used for that file alone
     * @param segments how many were sent
     * @param since when it was begun
     */
    private record Piece(String hash, String id, Stage stage, int segments, String since) {
        Piece at(Stage next) {
            return new Piece(hash, id, next, segments, since);
        }

        Piece sent(int more) {
            return new Piece(hash, id, Stage.SENDING, more, since);
        }
    }

    /**
     * What came of it.
     *
     * @param ids to attach
     * @param stopped why not yet, or not at all; null where the ids are all there
     * @param ticket of what is there by now
     */
    record Attached(List<String> ids, Outcome stopped, String ticket) {}

    /** One file after what could be done: whole, or with what stopped it. */
    private record Step(Piece piece, Outcome stopped) {}

    Attached upload(Account account, List<Media> media, String ticket) {
        List<Piece> known = known(ticket);
        Instant end = api.now().plus(BUDGET);
        List<Piece> pieces = new ArrayList<>();
        for (Media one : media) {
            String hash = hash(one);
            Optional<Piece> before =
                    known.stream().filter(piece -> hash.equals(piece.hash())).findFirst();
            before.ifPresent(known::remove);
            Step begun = before.map(piece -> new Step(piece, null)).orElseGet(() -> begin(account, one, hash));
            Step step = whole(account, one, begun, end);
            if (step.piece() != null) {
                pieces.add(step.piece());
            }
            if (step.stopped() != null) {
                pieces.addAll(known); // what another file has there is not uploaded again
                return new Attached(List.of(), resuming(step.stopped(), ticket(pieces)), ticket(pieces));
            }
        }
        return new Attached(pieces.stream().map(Piece::id).toList(), null, ticket(pieces));
    }

    private List<Piece> known(String ticket) {
        List<Piece> known = new ArrayList<>(
                Json.read(ticket, Ticket.class).map(Ticket::media).orElse(List.of()));
        known.removeIf(piece -> !Instant.parse(piece.since()).plus(KEPT).isAfter(api.now()));
        return known;
    }

    private Step whole(Account account, Media media, Step begun, Instant end) {
        Step step = begun;
        while (step.stopped() == null && step.piece().stage() != Stage.READY) {
            step = api.now().isBefore(end)
                    ? further(account, media, step.piece())
                    : new Step(step.piece(), later(SOON, "The pictures or the video take X long."));
        }
        return step;
    }

    private Step begin(Account account, Media media, String hash) {
        boolean video = media.isVideo();
        Answer answer = video ? api.initialize(account, media) : api.upload(account, media);
        Stage described = media.alt().isEmpty() ? Stage.READY : Stage.UNDESCRIBED;
        String since = api.now().toString();
        return id(answer)
                .map(id -> new Step(new Piece(hash, id, video ? Stage.SENDING : described, 0, since), null))
                .orElseGet(() -> new Step(null, trouble(answer)));
    }

    private static Optional<String> id(Answer answer) {
        return XApi.document(answer, Upload.class)
                .map(Upload::data)
                .map(Uploaded::id)
                .filter(id -> id.matches("[0-9]{1,19}"));
    }

    private Step further(Account account, Media media, Piece piece) {
        return switch (piece.stage()) {
            case SENDING -> send(account, media, piece);
            case WORKING -> asked(piece, api.status(account, piece.id()));
            case UNDESCRIBED -> {
                Answer answer = api.describe(account, piece.id(), media.alt());
                yield isGood(answer) ? new Step(piece.at(Stage.READY), null) : stopped(piece, answer);
            }
            case READY -> throw new IllegalStateException("nothing is left to do");
        };
    }

    private static boolean isGood(Answer answer) {
        return answer instanceof Answer.Received received && received.isSuccess();
    }

    private Step send(Account account, Media media, Piece piece) {
        if ((long) piece.segments() * SEGMENT >= media.size()) {
            Answer finished = api.finish(account, piece.id());
            // X may have finished it before, and its answer was lost
            return asked(piece, Refusals.isFileUnknown(finished) ? api.status(account, piece.id()) : finished);
        }
        Answer answer = api.append(account, piece.id(), media, piece.segments(), SEGMENT);
        return isGood(answer) ? new Step(piece.sent(piece.segments() + 1), null) : stopped(piece, answer);
    }

    /** Where nothing is said of work, there is none left. */
    private Step asked(Piece piece, Answer answer) {
        if (id(answer).isEmpty()) {
            return stopped(piece, answer);
        }
        Processing processing = XApi.document(answer, Upload.class)
                .map(upload -> upload.data().processing())
                .orElse(new Processing("succeeded", 0));
        return switch (String.valueOf(processing.state())) {
            case "succeeded" -> new Step(piece.at(Stage.READY), null);
            case "failed" -> new Step(
                    null,
                    new Outcome.Refused(
                            Reason.CONTENT,
                            "X cannot show the video: give it another one (MP4, H.264, AAC, at most 140 seconds)."));
            default -> {
                Duration told = Duration.ofSeconds(Math.max(1, processing.checkAfter()));
                Duration pause = told.compareTo(LATEST) > 0 ? LATEST : told;
                yield new Step(piece.at(Stage.WORKING), later(pause, "X is still processing the video."));
            }
        };
    }

    /** What X does not know any more is begun anew by the next try. */
    private Step stopped(Piece piece, Answer answer) {
        return Refusals.isFileUnknown(answer)
                ? new Step(null, later(SOON, "X has forgotten a picture or video: it is uploaded anew."))
                : new Step(piece, trouble(answer));
    }

    private Outcome.Later later(Duration pause, String why) {
        return new Outcome.Later(api.now().plus(pause), why);
    }

    /** Nothing was posted, whatever became of the file. */
    private Outcome trouble(Answer answer) {
        Outcome trouble = Refusals.reading(answer, api.now());
        return trouble instanceof Outcome.Refused refused && refused.reason() == Reason.GONE
                ? new Outcome.Refused(Reason.SERVER, "This server does not take pictures as X does: " + refused.why())
                : trouble;
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

    private static String hash(Media media) {
        try (InputStream content = media.open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((media.type() + "\n" + media.alt() + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] buffer = new byte[64 * 1024];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("a file that cannot be read", e);
        }
    }
}
