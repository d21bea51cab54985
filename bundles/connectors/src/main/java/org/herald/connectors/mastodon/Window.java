package org.herald.connectors.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;

/**
 * When, by the server's clock, a post of an attempt can have been made. What is older than {@code possible} is another
 * post; what is between the two is not certain, because two clocks are compared. Pure.
 *
 * <p>A clock that is wrong, or was set in between, widens the window: it never makes a post of ours look older than its
 * attempt, for then it would be sent again.
 *
 * @param possible nothing of the attempt is older
 * @param likely from here on a post that fits in everything is taken for it
 */
record Window(Instant possible, Instant likely) {
    /** Clocks that agree better than this are taken for right. */
    private static final Duration AGREE = Duration.ofMinutes(5);
    /** Servers tell whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /** A look-up follows its attempt within minutes; this is longer. */
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The window of an attempt.
     *
     * @param began when the attempt began, by our clock
     * @param now what our clock says now
     * @param there what the server's clock said a moment ago; empty when it did not
     */
    static Window of(Instant began, Instant now, Optional<Instant> there) {
        if (began.isAfter(now)) { // our clock went back: when it was, nobody knows
            Instant server = there.orElse(now);
            return new Window(server.minus(DAY), server.minus(HOUR));
        }
        if (there.isEmpty()) {
            return new Window(began.minus(AGREE), began);
        }
        Duration ahead = Duration.between(now, there.get());
        Instant shifted = began.plus(ahead).minus(ROUNDING);
        Instant plain = began.minus(ROUNDING);
        boolean agree = ahead.abs().compareTo(AGREE) <= 0;
        Instant first = agree || shifted.isBefore(plain) ? shifted : plain;
        return new Window(first, first);
    }

    /** What the server's clock says, from the header of its answer. */
    static Optional<Instant> clock(Answer answer) {
        return answer instanceof Answer.Received received ? received.date() : Optional.empty();
    }
}
