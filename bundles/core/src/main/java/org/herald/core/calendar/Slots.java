package org.herald.core.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.herald.PostingTimes;

/** The good hours of a profile that are free. Pure. */
final class Slots {
    private static final Duration FREE = Duration.ofMinutes(30);

    private Slots() {}

    /** The good hours between two instants with nothing half an hour around them; an hour that a day lacks is none. */
    static List<Instant> free(PostingTimes rhythm, List<Instant> taken, Instant from, Instant to) {
        List<Instant> slots = new ArrayList<>();
        LocalDate day = from.atZone(rhythm.zone()).toLocalDate();
        LocalDate last = to.atZone(rhythm.zone()).toLocalDate();
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            if (!rhythm.days().contains(day.getDayOfWeek())) {
                continue;
            }
            for (LocalTime time : rhythm.times()) {
                ZonedDateTime at = day.atTime(time).atZone(rhythm.zone());
                Instant slot = at.toInstant();
                boolean within = !slot.isBefore(from) && slot.isBefore(to);
                if (within && at.toLocalTime().equals(time) && taken.stream().noneMatch(other -> isNear(slot, other))) {
                    slots.add(slot);
                }
            }
        }
        return slots;
    }

    private static boolean isNear(Instant slot, Instant other) {
        return Duration.between(slot, other).abs().compareTo(FREE) < 0;
    }
}
