package org.herald.connectors.discord;

import java.time.Instant;
import java.util.regex.Pattern;

/** Discord's ids, which tell when they were made: milliseconds since the first second of 2015, and 22 bits. Pure. */
final class Snowflake {
    private static final long EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    private Snowflake() {}

    static boolean isOne(String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** The last id before an instant. */
    static String before(Instant at) {
        long millis = Math.max(1, at.toEpochMilli() - EPOCH);
        return Long.toUnsignedString((millis << TIME_SHIFT) - 1);
    }

    static Instant time(String id) {
        return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> TIME_SHIFT) + EPOCH);
    }

    /** The later of two. */
    static String later(String one, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other)) >= 0 ? one : other;
    }
}
