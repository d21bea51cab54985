package org.herald.core.share;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.Finding;
import org.herald.Severity;
import org.herald.core.variant.Fingerprint;
import org.herald.core.variant.Fingerprint.Likeness;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Remembers what each profile said lately, to point out what would be said twice. */
@Component(service = EarlierPosts.class)
public final class EarlierPosts {
    /** What is read again after this; a person who types does not wait for it at every key. */
    private static final Duration FRESH = Duration.ofSeconds(30);
    /** Followers do not remember longer. */
    private static final Duration MEMORY = Duration.ofDays(180);

    private static final int MOST = 300;

    private final ShareStore shares;
    private final Clock clock;
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();

    private record Said(Fingerprint text, String title, Instant at) {}

    private record Memory(List<Said> posts, Instant readAt) {}

    @Activate
    public EarlierPosts(@Reference ShareStore shares) {
        this(shares, Clock.systemUTC());
    }

    EarlierPosts(ShareStore shares, Clock clock) {
        this.shares = shares;
        this.clock = clock;
    }

    /** The warning that a profile said this, or nearly this, before. */
    Optional<Finding> like(String profileId, String text) {
        Fingerprint fingerprint = Fingerprint.of(text);
        record Match(Likeness likeness, Said said) {}
        return memory(profileId).posts().stream()
                .map(said -> new Match(fingerprint.to(said.text()), said))
                .filter(match -> match.likeness() != Likeness.DIFFERENT)
                .max(Comparator.comparing(Match::likeness))
                .map(match -> finding(match.likeness(), match.said()));
    }

    private static Finding finding(Likeness likeness, Said said) {
        boolean same = likeness == Likeness.SAME;
        String at = said.at().toString().substring(0, 10);
        return new Finding(
                same ? "duplicate" : "nearDuplicate",
                Severity.WARNS,
                0,
                0,
                Map.of("title", said.title(), "at", at),
                (same ? "This profile said exactly this on " : "This profile said nearly this on ") + at + ", of “"
                        + said.title() + "”: say it in another way.",
                "");
    }

    private Memory memory(String profileId) {
        Instant now = clock.instant();
        return memories.compute(
                profileId,
                (id, known) -> known != null && known.readAt().plus(FRESH).isAfter(now) ? known : read(id, now));
    }

    private Memory read(String profileId, Instant now) {
        List<Said> posts = shares.ask().lately(profileId, now.minus(MEMORY), MOST).stream()
                .map(thread -> new Said(Fingerprint.of(thread.text()), thread.articleTitle(), thread.sentAt()))
                .toList();
        return new Memory(posts, now);
    }
}
