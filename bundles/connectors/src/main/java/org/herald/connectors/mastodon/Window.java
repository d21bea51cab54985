package org.herald.connectors.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.herald.connectors.http.Answer;

/**
 * When, by the server's clock, a post of an attempt can have been made. What is older than {@code possible} is another
 * post; what is between the two is not certain, because two clocks are compared. Pure.
 *
 * @param possible nothing of the attempt is older
 * @param likely from here on a post that fits is taken for it
 */
record Window(Instant possible, Instant likely) {
    /** Clocks that agree better than this are taken for right. */
    private static final Duration AGREE = Duration.ofMinutes(5);
    /** Servers tell whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

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
            return new Window(now.minus(DAY), Instant.MAX);
        }
        if (there.isEmpty()) {
            return new Window(began.minus(AGREE), began);
        }
        Duration ahead = Duration.between(now, there.get());
        Instant shifted = began.plus(ahead).minus(ROUNDING);
        Instant plain = began.minus(ROUNDING);
        Instant possible = shifted.isBefore(plain) ? shifted : plain;
        boolean agree = ahead.abs().compareTo(AGREE) <= 0;
        return new Window(possible, agree || shifted.isAfter(plain) ? shifted : plain);
    }

    /** What the server's clock says, from the header of its answer. */
    static Optional<Instant> clock(Answer answer) {
        return answer instanceof Answer.Received received
                ? received.header("Date").flatMap(Window::instant)
                : Optional.empty();
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
