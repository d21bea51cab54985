package org.herald.core.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.herald.Budget;
import org.herald.spi.Limits;

/**
 * So many posts in some time.
 *
 * @param counts which ones are counted
 */
record PostLimit(Rule rule, int most, Window window, Predicate<Place.Kind> counts) {
    static final Duration HOUR = Duration.ofHours(1);

    /** Whose it is. */
    enum Rule {
        /** The administrator's, of an hour. */
        HOUR,
        /** The administrator's, of a day. */
        DAY,
        /** The network's. */
        NETWORK
    }

    /** The administrator's hour and day. What the network publishes holds for the hour, and for longer, where that says nothing. */
    static List<PostLimit> of(Budget budget, ZoneId zone, List<Limits.Ceiling> ceilings) {
        List<PostLimit> limits = new ArrayList<>();
        budget.perHour()
                .ifPresent(most ->
                        limits.add(new PostLimit(Rule.HOUR, most, new Window.Rolling(HOUR), Place.Kind::isPost)));
        budget.perDay()
                .ifPresent(most -> limits.add(new PostLimit(Rule.DAY, most, new Window.Day(zone), Place.Kind::isPost)));
        for (Limits.Ceiling ceiling : ceilings) {
            boolean brief = ceiling.within().compareTo(HOUR) <= 0;
            boolean replies = ceiling.of() == Limits.Ceiling.Of.REPLIES; // the administrator's are about posts
            if (replies || (brief ? budget.perHour() : budget.perDay()).isEmpty()) {
                limits.add(new PostLimit(
                        Rule.NETWORK,
                        ceiling.posts(),
                        new Window.Rolling(ceiling.within()),
                        kind -> kind.isOf(ceiling.of())));
            }
        }
        return limits;
    }

    /** How many of some it is about. */
    int count(Collection<Place> places) {
        return (int) places.stream().filter(place -> counts.test(place.kind())).count();
    }

    /** When each of those that count now will not count any more, the first at first. */
    List<Instant> taken(Collection<Place> held, Instant now) {
        return held.stream()
                .filter(place -> counts.test(place.kind()))
                .map(place -> window.frees(place.at()))
                .filter(frees -> frees.isAfter(now))
                .sorted()
                .toList();
    }
}
