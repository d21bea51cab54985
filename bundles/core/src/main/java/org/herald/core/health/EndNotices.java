package org.herald.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When people are told that something ends: 14, 7 and 1 days before, each once. Pure. */
final class EndNotices {
    /** An end that moves less was not renewed: networks tell seconds, and count them anew each time. */
    static final Duration SAME = Duration.ofDays(1);

    private EndNotices() {}

    /** What people were told last: which end, and how many days before. */
    record Last(Instant end, int days) {}

    /**
     * The notice that is to be given now, by its days; empty for none. After a time without Herald only the last one that
     * was missed is given.
     */
    static Optional<Integer> due(Instant end, Instant now, Optional<Last> last) {
        Optional<Integer> reached = Points.DAYS.stream()
                .filter(days -> !now.isBefore(end.minus(Duration.ofDays(days))))
                .min(Integer::compare);
        Optional<Integer> told =
                last.filter(before -> !end.isAfter(before.end().plus(SAME))).map(Last::days);
        return reached.filter(days -> told.isEmpty() || days < told.get());
    }
}
