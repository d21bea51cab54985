package org.herald;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * The hours at which a profile reaches people.
 *
 * @param zone where its readers live
 * @param days the days of the week; empty for no rhythm
 * @param times the times of these days
 */
public record PostingTimes(@NotNull ZoneId zone, @NotNull Set<DayOfWeek> days, @NotNull List<LocalTime> times) {
    /** Nobody said when. */
    public static final PostingTimes NONE = new PostingTimes(ZoneId.of("UTC"), Set.of(), List.of());

    /** Copies set and list. */
    public PostingTimes {
        days = Set.copyOf(days);
        times = times.stream().distinct().sorted().toList();
    }
}
