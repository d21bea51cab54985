package org.herald.simulators.meta;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Graph API's way to write an instant: {@code 2026-11-26T17:00:00+0000}, whole seconds. */
public final class Times {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

    private Times() {}

    /** Writes one. */
    public static String of(Instant at) {
        return FORM.format(at);
    }
}
