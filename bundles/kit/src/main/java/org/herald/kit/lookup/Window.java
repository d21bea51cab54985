package org.herald.kit.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;

/**
 * When, by a network's clock, a post of an attempt can have been made, on networks that keep no id of ours: what is older
 * than {@code possible} is another post, and what is between the two is not certain. Clocks that differ, or were set in
 * between, widen it, and never make a post of ours look older than its attempt: it would be sent again. Pure.
 *
 * @param possible nothing of the attempt is older
 * @param likely from here on a post that fits in everything is taken for it
 */
public record Window(Instant possible, Instant likely) {
    /** Clocks that agree better than this are taken for right; and longer than a request takes. */
    private static final Duration AGREE = Duration.ofMinutes(5);
    /** Networks tell whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The window of an attempt.
     *
     * @param began when it began, by our clock
     * @param now what our clock says
     * @param answer of the network's that came just now: its header tells what the network's clock says
     */
    public static Window of(Instant began, Instant now, Answer answer) {
        Optional<Instant> there = answer instanceof Answer.Received received ? received.date() : Optional.empty();
        if (began.isAfter(now)) { // our clock went back: when it was, nobody knows
            return new Window(there.orElse(now).minus(DAY), Instant.MAX);
        }
        Duration ahead = Duration.between(now, there.orElse(now));
        Instant shifted = began.plus(ahead);
        boolean agree = ahead.abs().compareTo(AGREE) <= 0;
        Instant first = (agree || shifted.isBefore(began) ? shifted : began).minus(ROUNDING);
        return new Window(first.minus(AGREE), first);
    }
}
