package org.herald.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.herald.PublishTime;
import org.herald.ZonedTime;

/** Reads times as people give them. */
final class Times {
    /** Years that calendars and the repository agree on (ISO 8601 with four digits). */
    private static final int FIRST_YEAR = 1970;

    private static final int LAST_YEAR = 9998;

    private Times() {}

    /** Null where the request names no time. */
    static ZonedTime moment(Call call, String field) {
        return moment(call, field, "offset");
    }

    /**
     * The same, with a field of its own for which of two times it is.
     *
     * @param offsetField what says so; where it is missing, {@code offset} counts if it is one of the two
     */
    static ZonedTime moment(Call call, String field, String offsetField) {
        String at = call.text(field, "");
        if (at.isEmpty()) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(at);
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                throw Call.invalid(call.within() + field, "Give a year from " + FIRST_YEAR + " to " + LAST_YEAR + ".");
            }
            ZoneId zone = ZoneId.of(call.required("zone"));
            return new ZonedTime(time, zone, offset(call, offsetField, time, zone));
        } catch (DateTimeException e) {
            throw Call.invalid(
                    call.within() + field,
                    "Give the time in " + call.within() + field
                            + " like 2026-11-25T09:00, with its zone like Europe/Zurich.");
        }
    }

    private static ZoneOffset offset(Call call, String field, LocalDateTime time, ZoneId zone) {
        String own = call.text(field, "");
        if (!own.isEmpty() || "offset".equals(field)) {
            return own.isEmpty() ? null : ZoneOffset.of(own);
        }
        String other = call.text("offset", "");
        ZoneOffset offset = other.isEmpty() ? null : ZoneOffset.of(other);
        return zone.getRules().getValidOffsets(time).contains(offset) ? offset : null;
    }

    /** At a time, so long after the publication, or now. */
    static PublishTime when(Call call) {
        ZonedTime at = moment(call, "at");
        String after = call.text("after", "");
        try {
            return at != null
                    ? PublishTime.at(at)
                    : after.isEmpty() ? PublishTime.NOW : PublishTime.after(Duration.parse(after));
        } catch (DateTimeException e) {
            throw Call.invalid(call.within() + "after", "Give the time after the publication like PT2H or P7D.");
        }
    }

    /** An instant of the query, of the years that calendars know. */
    static Instant instant(Call call, String name) {
        try {
            Instant at = Instant.parse(call.query(name));
            if (at.isAfter(Instant.EPOCH) && at.atOffset(ZoneOffset.UTC).getYear() <= LAST_YEAR) {
                return at;
            }
        } catch (DateTimeException e) {
            throw badInstant(name);
        }
        throw badInstant(name);
    }

    private static RuntimeException badInstant(String name) {
        return Call.invalid(
                name, "Give the time " + name + " as in from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z.");
    }
}
