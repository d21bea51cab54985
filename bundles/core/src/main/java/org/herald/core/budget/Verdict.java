package org.herald.core.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.herald.core.budget.PostLimit.Rule;

/** What a budget says to a post. */
public sealed interface Verdict {
    /** There is a place for it. */
    record Goes() implements Verdict {}

    /**
     * It goes by itself at a time.
     *
     * @param cause why
     */
    record Waits(Instant until, Cause cause) implements Verdict {}

    /** An administrator is asked. */
    sealed interface Asks extends Verdict {}

    /**
     * It would cost too much.
     *
     * @param cost of this one
     * @param spent in this month
     * @param most in a month
     */
    record TooDear(BigDecimal cost, BigDecimal spent, BigDecimal most, String currency) implements Asks {}

    /**
     * It takes more posts than there can ever be.
     *
     * @param posts how many
     * @param most how many there may be
     */
    record TooMany(int posts, int most, Duration within) implements Asks {}

    /** Why a post waits. */
    sealed interface Cause {
        /**
         * A limit is reached.
         *
         * @param left how many places are free
         * @param most how many there are
         * @param within how long the network's time is; a day or an hour for the administrator's
         */
        record Full(Rule rule, int left, int most, Duration within) implements Cause {}

        /** What waited goes out one by one. */
        record Turn() implements Cause {}
    }
}
