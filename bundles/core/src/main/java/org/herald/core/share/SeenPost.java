package org.herald.core.share;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.herald.MediaFile;
import org.herald.Rejection;
import org.herald.RevisionChange;
import org.herald.VariantState;
import org.herald.core.repo.Nodes;

/**
 * A planned post as somebody saw it.
 *
 * @param turn the token of its last move; empty before the first
 * @param at when it was to be sent
 */
public record SeenPost(String turn, Instant at) {
    private static final Pattern VERSION = Pattern.compile("([0-9A-Za-z-]{0,60})\\.([0-9]{1,14})");

    /** One word for it. */
    public String version() {
        return turn + "." + at.toEpochMilli();
    }

    /** One that waits for an approval: another text, or another file, makes it another one. */
    static SeenPost submitted(String turn, OutgoingPost post, Instant at) {
        return new SeenPost(Nodes.nameOf(turn, fingerprint(post)), at);
    }

    private static String fingerprint(OutgoingPost post) {
        List<String> files = post.media().stream().map(MediaFile::toString).toList();
        return Nodes.nameOf(
                post.profileId(),
                post.network(),
                post.text(),
                post.parts().toString(),
                post.language(),
                post.attachment().name(),
                post.link(),
                post.cardTitle(),
                post.cardDescription(),
                post.image(),
                files.toString(),
                post.visibility(),
                post.contentHash());
    }

    private static Optional<SeenPost> parse(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches()
                ? Optional.of(new SeenPost(parts.group(1), Instant.ofEpochMilli(Long.parseLong(parts.group(2)))))
                : Optional.empty();
    }

    /**
     * The post, if it waits for its time as it was seen.
     *
     * @param version null for a program that decides about whatever there is
     * @throws Rejection CONFLICT with the difference, or INVALID where the version is none
     */
    public static DeliveryItem still(ShareReader posts, String path, String version) {
        SeenPost seen = version == null
                ? null
                : parse(version)
                        .orElseThrow(() -> new Rejection(
                                Rejection.Kind.INVALID,
                                "seen",
                                "What was seen tells no version: look again, and send it as it was told."));
        DeliveryItem now = posts.item(path).orElseThrow(() -> movedOn(List.of()));
        boolean same = now.state() == VariantState.PLANNED
                && (seen == null || seen.turn().equals(now.turn()));
        if (!same) {
            throw movedOn(seen == null ? List.of() : seen.difference(now));
        }
        return now;
    }

    /**
     * The post, if it waits for an approval as it was seen.
     *
     * @throws Rejection CONFLICT where it does not
     */
    static DeliveryItem submitted(ShareReader posts, String path, String version) {
        DeliveryItem now = posts.item(path).orElseThrow(() -> movedOn(List.of()));
        if (now.state() != VariantState.SUBMITTED) {
            throw movedOn(List.of(new RevisionChange(
                    "state", VariantState.SUBMITTED.name(), now.state().name())));
        }
        if (!submitted(now.turn(), now.dispatch(), now.createdAt()).version().equals(version)) {
            throw movedOn(List.of());
        }
        return now;
    }

    private List<RevisionChange> difference(DeliveryItem now) {
        String state = VariantState.PLANNED.name();
        Instant other = now.state() == VariantState.PLANNED ? now.tries().notBefore() : at;
        return Stream.of(
                        new RevisionChange("at", at.toString(), other.toString()),
                        new RevisionChange("state", state, now.state().name()))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** It is not what was seen. */
    public static Rejection movedOn(List<RevisionChange> difference) {
        return new Rejection(Rejection.Kind.CONFLICT, "movedOn", "It moved on meanwhile: look again.", difference);
    }
}
