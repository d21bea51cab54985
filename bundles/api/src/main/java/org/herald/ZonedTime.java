package org.herald;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * A time as a person means it.
 *
 * @param offset which of two it is, where clocks are put back and the hour comes twice; null elsewhere
 */
public record ZonedTime(@NotNull LocalDateTime at, @NotNull ZoneId zone, @Nullable ZoneOffset offset) {

    /**
     * The instant that it is.
     *
     * @throws Rejection where there is no such time in the zone, or where there are two and nobody said which
     */
    public @NotNull Instant instant() {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(at);
        if (offsets.isEmpty()) {
            throw new Rejection(
                    Rejection.Kind.INVALID,
                    "timeGap",
                    "There is no " + at.toLocalTime() + " on that day in " + zone
                            + ": clocks are put forward. Choose another time.");
        }
        if (offset != null && !offsets.contains(offset)) {
            throw new Rejection(
                    Rejection.Kind.INVALID, "timeOffset", "Clocks in " + zone + " are not at " + offset + " then.");
        }
        if (offsets.size() > 1 && offset == null) {
            throw new Rejection(
                    Rejection.Kind.INVALID,
                    "timeTwice",
                    "There are two " + at.toLocalTime() + " on that day in " + zone
                            + ": clocks are put back. Say which: " + offsets.get(0) + " or " + offsets.get(1) + ".");
        }
        return at.toInstant(offset == null ? offsets.get(0) : offset);
    }
}
