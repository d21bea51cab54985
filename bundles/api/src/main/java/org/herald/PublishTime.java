package org.herald;

import java.time.Duration;
import java.time.Instant;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * When something is sent: as soon as its article is public, so long after that, or at an instant.
 *
 * @param at null where it is told from the publication
 * @param zone the time zone that {@code at} was chosen in; empty without one
 * @param after how long after the publication, up to a year; zero where {@code at} is given
 */
public record PublishTime(@Nullable Instant at, @NotNull String zone, @NotNull Duration after) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /** As soon as its article is public; at once where it is. */
    public static final PublishTime NOW = new PublishTime(null, "", Duration.ZERO);

    /** Refuses what would never come. */
    public PublishTime {
        if (after.isNegative() || after.compareTo(LONGEST) > 0) {
            throw new Rejection(
                    Rejection.Kind.INVALID,
                    "after",
                    "Choose a time up to a year after the publication, not before it.");
        }
    }

    /** At a time that a person chose. */
    public static @NotNull PublishTime at(@NotNull ZonedTime moment) {
        return new PublishTime(moment.instant(), moment.zone().getId(), Duration.ZERO);
    }

    /** So long after the article became public. */
    public static @NotNull PublishTime after(@NotNull Duration after) {
        return new PublishTime(null, "", after);
    }

    /** The instant, where the article becomes public at another. */
    public @NotNull Instant from(@NotNull Instant published) {
        return at == null ? published.plus(after) : at;
    }

    /** Tells whether there is nothing to wait for but the publication. */
    public boolean isNow() {
        return at == null && after.isZero();
    }
}
