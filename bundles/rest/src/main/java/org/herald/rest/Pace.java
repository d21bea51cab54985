package org.herald.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How much one person may ask for: so much at once, and so much more each second. */
final class Pace {
    private static final int MANY = 1_000;

    private final Map<String, Purse> purses = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int most;
    private final int perSecond;

    /** What a person has left, and when that was. */
    private record Purse(double left, Instant at) {}

    /**
     * Makes one.
     *
     * @param most units that can be spent at once
     * @param perSecond units that come back each second
     */
    Pace(Clock clock, int most, int perSecond) {
        this.clock = clock;
        this.most = Math.max(1, most);
        this.perSecond = Math.max(1, perSecond);
    }

    /** Spends; what is returned instead where too little is left is how long to wait. Nobody goes below nothing. */
    Optional<Duration> spend(String person, int units) {
        Instant now = clock.instant();
        double price = Math.min(units, most);
        double[] missing = new double[1];
        purses.compute(person, (name, purse) -> {
            double left = purse == null ? most : filled(purse, now);
            missing[0] = price - left;
            return new Purse(missing[0] > 0 ? left : left - price, now);
        });
        if (purses.size() > MANY) {
            purses.values().removeIf(purse -> filled(purse, now) >= most);
        }
        return missing[0] > 0
                ? Optional.of(Duration.ofSeconds((long) Math.ceil(missing[0] / perSecond)))
                : Optional.empty();
    }

    private double filled(Purse purse, Instant now) {
        double seconds = Math.max(0, Duration.between(purse.at(), now).toMillis() / 1000.0);
        return Math.min(most, purse.left() + seconds * perSecond);
    }
}
