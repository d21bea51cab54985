package org.herald.core.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Decides when a post may go. Pure. */
final class BudgetRules {
    /** Between two posts of one profile that waited: what was held up never goes out all at once. */
    static final Duration APART = Duration.ofMinutes(1);

    private BudgetRules() {}

    /**
     * What waits for a place before the post that is asked for.
     *
     * @param until when it was told to go
     * @param wanted the places that it waits for
     */
    record Ahead(Instant until, List<Place> wanted) {}

    /**
     * Decides.
     *
     * @param held what counts, or did
     * @param ahead what waits since earlier, in its order
     * @param wanted the places that it needs, all at once: a thread is not begun where it could not be ended
     * @param waited whether it waited for its place before
     */
    static Verdict decide(
            List<PostLimit> limits,
            Collection<Place> held,
            List<Ahead> ahead,
            List<Place> wanted,
            boolean waited,
            Instant now) {
        Verdict.Waits latest = turn(limits, held, ahead, wanted, waited, now).orElse(null);
        for (PostLimit limit : limits) {
            int need = limit.count(wanted);
            if (need > limit.most()) {
                return new Verdict.TooMany(need, limit.most(), within(limit));
            }
            Instant at = need == 0 ? now : earliest(limit, held, ahead, need, now);
            if (at.isAfter(now) && (latest == null || at.isAfter(latest.until()))) {
                int left = Math.max(0, limit.most() - limit.taken(held, now).size());
                latest = new Verdict.Waits(at, new Verdict.Cause.Full(limit.rule(), left, limit.most(), within(limit)));
            }
        }
        return latest == null ? new Verdict.Goes() : latest;
    }

    static Duration within(PostLimit limit) {
        return limit.window() instanceof Window.Rolling rolling ? rolling.length() : Duration.ofDays(1);
    }

    /** Behind what waits since earlier, and a minute after the last one where it waited itself. */
    private static Optional<Verdict.Waits> turn(
            List<PostLimit> limits,
            Collection<Place> held,
            List<Ahead> ahead,
            List<Place> wanted,
            boolean waited,
            Instant now) {
        Instant after = Instant.MIN;
        boolean limited = limits.stream().anyMatch(limit -> limit.count(wanted) > 0);
        if (!ahead.isEmpty() && (limited || waited)) {
            after = ahead.stream().map(Ahead::until).max(Instant::compareTo).orElse(now);
            after = (after.isBefore(now) ? now : after).plus(APART);
        } else if (waited) {
            after = held.stream()
                    .filter(place -> place.kind().isPost())
                    .map(Place::at)
                    .max(Instant::compareTo)
                    .map(last -> last.plus(APART))
                    .orElse(after);
        }
        return after.isAfter(now) ? Optional.of(new Verdict.Waits(after, new Verdict.Cause.Turn())) : Optional.empty();
    }

    /** When so many places are free, once those who wait since earlier have got theirs. */
    private static Instant earliest(PostLimit limit, Collection<Place> held, List<Ahead> ahead, int need, Instant now) {
        PriorityQueue<Instant> free = new PriorityQueue<>();
        List<Instant> taken = limit.taken(held, now);
        free.addAll(taken.subList(Math.max(0, taken.size() - limit.most()), taken.size()));
        while (free.size() < limit.most()) {
            free.add(now);
        }
        Instant last = now;
        for (Ahead before : ahead) {
            last = take(limit, free, Math.min(limit.most(), limit.count(before.wanted())), last);
        }
        return take(limit, free, need, last);
    }

    private static Instant take(PostLimit limit, PriorityQueue<Instant> free, int need, Instant notBefore) {
        Instant at = notBefore;
        for (int i = 0; i < need; i++) {
            Instant one = free.remove();
            at = one.isAfter(at) ? one : at;
        }
        for (int i = 0; i < need; i++) {
            free.add(limit.window().frees(at));
        }
        return at;
    }
}
