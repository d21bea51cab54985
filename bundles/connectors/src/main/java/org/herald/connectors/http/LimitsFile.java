package org.herald.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import org.herald.spi.Limits;

/** Reads a network's limits from the {@code limits.json} beside its connector. */
public final class LimitsFile {
    private LimitsFile() {}

    /** The document: each figure as the network's documentation gives it. */
    record Document(
            String counting,
            int maxLength,
            int maxBytes,
            int urlLength,
            int maxMedia,
            long maxMediaBytes,
            long maxThumbnailBytes,
            int maxAltLength,
            Set<String> mediaTypes,
            URI source,
            String asOf) {}

    /** Reads the file beside a class. */
    public static Limits beside(Class<?> connector) {
        try (InputStream stream = connector.getResourceAsStream("limits.json")) {
            Document d = Json.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8), Document.class)
                    .orElseThrow();
            return new Limits(
                    Limits.Counting.valueOf(d.counting()),
                    d.maxLength(),
                    d.maxBytes(),
                    d.urlLength(),
                    d.maxMedia(),
                    d.maxMediaBytes(),
                    d.maxThumbnailBytes(),
                    d.maxAltLength(),
                    d.mediaTypes(),
                    d.source(),
                    LocalDate.parse(d.asOf()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
