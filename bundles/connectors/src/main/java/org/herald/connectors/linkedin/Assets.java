package org.herald.connectors.linkedin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.herald.connectors.linkedin.Documents.Asset;
import org.herald.connectors.linkedin.Documents.ImageUpload;
import org.herald.connectors.linkedin.Documents.VideoUpload;
import org.herald.connectors.linkedin.Documents.VideoUpload.Part;
import org.herald.kit.http.Json;
import org.herald.spi.Account;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/**
 * Uploads pictures and videos, each once. What LinkedIn still works at is asked for in the next try: a ticket tells that
 * try what is there already. It holds URNs and no addresses, for whoever has those may upload.
 */
final class Assets {
    /** No upload begins, and no part of one, later than this in a call. */
    static final Duration BUDGET = Duration.ofMinutes(15);

    private static final Duration AGAIN = Duration.ofSeconds(15);
    private static final String INIT = "?action=initializeUpload";
    private static final String UNCLEAR = "LinkedIn's answer to an upload cannot be understood.";

    private final LinkedInApi api;

    Assets(LinkedInApi api) {
        this.api = api;
    }

    /** What a ticket holds. */
    record Ticket(List<Piece> media) {}

    /**
     * A file on LinkedIn.
     *
     * @param hash of the file: a URN is used for that file alone
     * @param ready whether it can be part of a post
     */
    record Piece(String hash, String urn, boolean ready) {}

    /** The URNs to attach, or why not yet; and the ticket of what is there by now. */
    record Uploaded(List<String> urns, Outcome stopped, String ticket) {}

    /** What came of one file: the piece is null where nothing is there to go on with, the outcome where it is ready. */
    private record Step(Piece piece, Outcome outcome) {}

    Uploaded upload(Account account, List<Media> media, String ticket) {
        List<Piece> known = new ArrayList<>(
                Json.read(ticket, Ticket.class).map(Ticket::media).orElse(List.of()));
        List<Piece> pieces = new ArrayList<>();
        Outcome stopped = null;
        Instant end = api.now().plus(BUDGET);
        for (Media one : media) {
            String hash = hash(one);
            Optional<Piece> before =
                    known.stream().filter(piece -> hash.equals(piece.hash())).findFirst();
            before.ifPresent(known::remove);
            Step step = before.map(piece -> resumed(account, one, piece, end))
                    .orElseGet(() -> uploaded(account, one, hash, end));
            if (step.piece() != null) {
                pieces.add(step.piece());
            }
            stopped = step.outcome();
            if (stopped != null && !isWorking(step)) {
                break;
            }
        }
        boolean ready = pieces.size() == media.size() && pieces.stream().allMatch(Piece::ready);
        String so = pieces.isEmpty() ? "" : Json.write(new Ticket(pieces));
        List<String> urns = pieces.stream().map(Piece::urn).toList();
        return ready
                ? new Uploaded(urns, null, so)
                : new Uploaded(List.of(), resuming(stopped == null ? working() : stopped, so), so);
    }

    /** While LinkedIn works at one, the next can be sent. */
    private static boolean isWorking(Step step) {
        return step.piece() != null && step.outcome() instanceof Outcome.Later;
    }

    private Outcome working() {
        return later("LinkedIn is still processing the picture or video.");
    }

    private Outcome.Later later(String why) {
        return new Outcome.Later(api.now().plus(AGAIN), why);
    }

    /** The same outcome, with the ticket where it is one that is tried again. */
    static Outcome resuming(Outcome outcome, String ticket) {
        return outcome instanceof Outcome.Later later
                ? new Outcome.Later(later.notBefore(), later.why(), ticket)
                : outcome;
    }

    private Step uploaded(Account account, Media media, String hash, Instant end) {
        if (api.now().isAfter(end)) {
            return new Step(null, later("The pictures take LinkedIn long."));
        }
        return media.isVideo() ? video(account, media, hash, end) : picture(account, media, hash);
    }

    private Step resumed(Account account, Media media, Piece before, Instant end) {
        if (before.ready()) {
            return new Step(before, null);
        }
        Said said = api.get(account, path(before.urn()));
        boolean lost = said.status() == 404
                || List.of("INVALID_URN_ID", "INVALID_VIDEO_ID").contains(said.code())
                || said.document(Asset.class)
                        .filter(asset -> "WAITING_UPLOAD".equals(asset.status()))
                        .isPresent();
        return lost ? uploaded(account, media, before.hash(), end) : judged(said, before);
    }

    private static String path(String urn) {
        return (urn.startsWith("urn:li:video:") ? "/rest/videos/" : "/rest/images/") + Urns.key(urn);
    }

    /** A token for a member's own posts may not ask for pictures (Images API): then it is posted as it is. */
    private Step judged(Said said, Piece piece) {
        if (said.status() == 403) {
            return ready(piece);
        }
        Optional<Asset> asset = said.document(Asset.class).filter(one -> one.status() != null);
        if (asset.isEmpty()) {
            return new Step(piece, api.failures().reading(said, api.now()));
        }
        return switch (asset.get().status()) {
            case "AVAILABLE" -> ready(piece);
            case "PROCESSING_FAILED" -> new Step(
                    null,
                    new Outcome.Refused(
                            Reason.CONTENT,
                            "LinkedIn could not process the picture or video ("
                                    + Objects.requireNonNullElse(
                                            asset.get().processingFailureReason(), "it says no more")
                                    + "): choose another one."));
            default -> new Step(piece, working());
        };
    }

    private static Step ready(Piece piece) {
        return new Step(new Piece(piece.hash(), piece.urn(), true), null);
    }

    private Step picture(Account account, Media media, String hash) {
        Said said = api.post(
                account, "/rest/images" + INIT, Map.of("initializeUploadRequest", Map.of("owner", account.remoteId())));
        Optional<ImageUpload.Value> value = said.document(ImageUpload.class)
                .map(ImageUpload::value)
                .filter(v -> v.image() != null && v.uploadUrl() != null);
        if (value.isEmpty()) {
            return new Step(null, api.failures().reading(said, api.now()));
        }
        Optional<URI> to = address(account, value.get().uploadUrl());
        if (to.isEmpty()) {
            return new Step(null, new Outcome.Refused(Reason.SERVER, UNCLEAR));
        }
        Said put = api.put(account, to.get(), media);
        return put.isSuccess()
                ? asked(account, new Piece(hash, value.get().image(), false))
                : new Step(null, api.failures().reading(put, api.now()));
    }

    private Step asked(Account account, Piece piece) {
        return judged(api.get(account, path(piece.urn())), piece);
    }

    private static Optional<URI> address(Account account, String url) {
        try {
            return Optional.of(URI.create(url)).filter(address -> LinkedInApi.isTheirs(account, address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Step video(Account account, Media media, String hash, Instant end) {
        Said said = api.post(
                account,
                "/rest/videos" + INIT,
                Map.of(
                        "initializeUploadRequest",
                        Map.of(
                                "owner",
                                account.remoteId(),
                                "fileSizeBytes",
                                media.size(),
                                "uploadCaptions",
                                false,
                                "uploadThumbnail",
                                false)));
        Optional<VideoUpload.Value> value = said.document(VideoUpload.class)
                .map(VideoUpload::value)
                .filter(v -> v.video() != null && v.uploadInstructions() != null);
        if (value.isEmpty()) {
            return new Step(null, api.failures().reading(said, api.now()));
        }
        List<String> tags = new ArrayList<>();
        Outcome trouble = parts(account, media, value.get().uploadInstructions(), tags, end);
        if (trouble != null) {
            return new Step(null, trouble);
        }
        Said done = api.post(account, "/rest/videos?action=finalizeUpload", finished(value.get(), tags));
        Piece piece = new Piece(hash, value.get().video(), false);
        return done.isSuccess()
                ? asked(account, piece)
                : new Step(piece, api.failures().reading(done, api.now()));
    }

    private static Map<String, Object> finished(VideoUpload.Value video, List<String> tags) {
        return Map.of(
                "finalizeUploadRequest",
                Map.of(
                        "video", video.video(),
                        "uploadToken", Objects.requireNonNullElse(video.uploadToken(), ""),
                        "uploadedPartIds", tags));
    }

    /** Sends the parts in their order; their addresses are signed, and a token is not wanted there. */
    private Outcome parts(Account account, Media media, List<Part> parts, List<String> tags, Instant end) {
        try (InputStream bytes = media.open()) {
            for (Part part : parts) {
                Optional<URI> to = address(account, part.uploadUrl());
                byte[] content = bytes.readNBytes((int) Math.min(part.length(), media.size()));
                if (to.isEmpty() || content.length != part.length()) {
                    return new Outcome.Refused(Reason.SERVER, UNCLEAR);
                }
                if (api.now().isAfter(end)) {
                    return later("The video takes long to upload.");
                }
                Said put = api.put(to.get(), content);
                Optional<String> tag = put.header("ETag");
                if (tag.isEmpty()) {
                    return api.failures().reading(put, api.now());
                }
                tags.add(tag.get());
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("the video cannot be read", e);
        }
    }

    private static String hash(Media media) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(media.type().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(media.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
