package org.herald.simulators.discord;

import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/** Ids as the vendor makes them: the milliseconds since the first second of 2015, and a number for each of them. */
final class Snowflakes {
    private static final long EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

    private final Clock clock;
    private long number;

    Snowflakes(Clock clock) {
        this.clock = clock;
    }

    /** An id that is greater than all before, as long as the clock is not set back. */
    String next() {
        number++;
        return Long.toUnsignedString((clock.instant().toEpochMilli() - EPOCH) << TIME_SHIFT | number);
    }

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    static Instant time(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> TIME_SHIFT) + EPOCH);
    }

    static int compare(String one, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other));
    }
}
