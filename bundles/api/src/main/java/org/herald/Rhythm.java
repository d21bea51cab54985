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
public record Rhythm(@NotNull ZoneId zone, @NotNull Set<DayOfWeek> days, @NotNull List<LocalTime> times) {
    /** Nobody said when. */
    public static final Rhythm NONE = new Rhythm(ZoneId.of("UTC"), Set.of(), List.of());

    /** Copies set and list. */
    public Rhythm {
        days = Set.copyOf(days);
        times = times.stream().distinct().sorted().toList();
    }
}
