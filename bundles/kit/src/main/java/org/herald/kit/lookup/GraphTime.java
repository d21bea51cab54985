package org.herald.kit.lookup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Instants as Meta's APIs write them, without a colon in the offset: {@code 2026-11-26T17:00:00+0000}. Pure. */
public final class GraphTime {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[XXX][XX]");

    private GraphTime() {}

    /** Reads one, with a colon or without; empty for what is none. */
    public static Optional<Instant> of(String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text, FORM).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
