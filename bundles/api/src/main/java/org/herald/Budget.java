package org.herald;

import java.math.BigDecimal;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * How much an administrator lets a profile post and spend. Where nothing is said, what the network publishes holds.
 *
 * @param perHour posts in any sixty minutes; empty for no limit of ours
 * @param perDay posts on a day of the profile's zone ({@link PostingTimes#zone}); empty for no limit of ours
 * @param perMonth money in a month of UTC, in the currency that the network charges; empty for no limit
 */
public record Budget(
        @NotNull Optional<Integer> perHour, @NotNull Optional<Integer> perDay, @NotNull Optional<BigDecimal> perMonth) {
    /** No limit of ours. */
    public static final Budget NONE = new Budget(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * What a profile used of it.
     *
     * @param hour posts in the last sixty minutes
     * @param day posts on this day of the profile's zone
     * @param month money spent in this month of UTC
     * @param currency an ISO 4217 code; empty where the network charges nothing
     */
    public record Used(int hour, int day, @NotNull BigDecimal month, @NotNull String currency) {}
}
