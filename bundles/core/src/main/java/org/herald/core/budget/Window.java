package org.herald.core.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The time that a limit is about. */
sealed interface Window {
    /** The first instant at which what was taken then does not count any more. */
    Instant frees(Instant taken);

    /** Any time of that length. */
    record Rolling(Duration length) implements Window {
        @Override
        public Instant frees(Instant taken) {
            return taken.plus(length);
        }
    }

    /** A day of a zone; it can have 23 or 25 hours. */
    record Day(ZoneId zone) implements Window {
        @Override
        public Instant frees(Instant taken) {
            return taken.atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }
    }
}
