package org.herald.core.share;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Backwards;
import org.herald.core.repo.Index;
import org.herald.core.share.ShareStore.RemoteThread;

/** What is on the networks, found by profile and day. */
final class SentPosts {
    /** Another node's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Two weeks and the day ahead: a busy profile fills a page with them. */
    private static final int BEGIN = 15;

    private SentPosts() {}

    /** What a post is found by that a profile sent on a day, as UTC has it. */
    static String key(String profileId, Instant at) {
        return key(profileId, day(at));
    }

    private static String key(String profileId, LocalDate day) {
        return profileId + "/" + day;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** All since a time, newest first. */
    static List<RemoteThread> since(ResourceResolver resolver, String profileId, Instant since, Instant now) {
        LocalDate first = day(since);
        LocalDate end = day(now.plus(AHEAD)).plusDays(1);
        List<LocalDate> days = first.isBefore(end) ? first.datesUntil(end).toList() : List.of();
        return on(resolver, profileId, since, days)
                .sorted(Comparator.comparing(RemoteThread::sentAt).reversed())
                .toList();
    }

    /** The newest since a time, as many as asked for. */
    static List<RemoteThread> newest(
            ResourceResolver resolver, String profileId, Instant since, Instant now, int most) {
        return new Backwards(day(now.plus(AHEAD)), day(since), BEGIN)
                .newest(most, RemoteThread::sentAt, days -> on(resolver, profileId, since, days));
    }

    private static Stream<RemoteThread> on(
            ResourceResolver resolver, String profileId, Instant since, List<LocalDate> days) {
        return Index.VARIANT_SENT_ON
                .anyOf(resolver, days.stream().map(day -> key(profileId, day)).toList())
                .map(node -> ShareNodes.thread(resolver, node))
                .filter(Objects::nonNull)
                .filter(thread -> thread.sentAt().isAfter(since));
    }
}
