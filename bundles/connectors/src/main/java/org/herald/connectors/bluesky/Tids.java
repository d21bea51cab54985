package org.herald.connectors.bluesky;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Makes timestamp identifiers, as the AT Protocol's "Record Key: TID" describes them. */
final class Tids {
    private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;
    private static final int CLOCK_BITS = 10;

    private final AtomicLong last = new AtomicLong();
    private final long clockId = new SecureRandom().nextInt(1 << CLOCK_BITS);

    /** A TID for now; never the same twice, even within a microsecond. */
    String next(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        long unique = last.updateAndGet(before -> Math.max(before + 1, micros));
        return encode(unique << CLOCK_BITS | clockId);
    }

    static String encode(long value) {
        char[] text = new char[LENGTH];
        long rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }
}
