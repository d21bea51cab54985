package org.herald.connectors.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;

/**
 * When, by LinkedIn's clock, something of an attempt can have been made. What is older than {@code possible} is another;
 * what is between the two is not certain, because two clocks are compared. Pure.
 */
record Window(Instant possible, Instant likely) {
    private static final Duration AGREE = Duration.ofMinutes(5);
    private static final Duration ROUNDING = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * @param began by our clock
     * @param now by our clock
     * @param there what LinkedIn's clock said a moment ago; empty when it did not
     */
    static Window of(Instant began, Instant now, Optional<Instant> there) {
        Instant server = there.orElse(now);
        if (began.isAfter(now)) { // our clock went back: when it was, nobody knows
            return new Window(server.minus(DAY), server.minus(HOUR));
        }
        Instant shifted = began.plus(Duration.between(now, server));
        Instant first = shifted.isBefore(began) ? shifted : began;
        return new Window(first.minus(AGREE), first.minus(ROUNDING));
    }

    /** What LinkedIn's clock says, from the header of its answer. */
    static Optional<Instant> clock(Said said) {
        return said.answer() instanceof Answer.Received received ? received.date() : Optional.empty();
    }
}
