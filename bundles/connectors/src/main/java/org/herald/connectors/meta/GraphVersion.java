package org.herald.connectors.meta;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.spi.Fact;

/**
 * When versions of the Graph API end (Meta, Graph API Changelog, read in August 2026). The end of a newer one is told when
 * its successor is out: an administrator enters it. Pure.
 */
public final class GraphVersion {
    private static final Map<String, LocalDate> ENDS =
            Map.of("v20.0", LocalDate.of(2026, 9, 24), "v21.0", LocalDate.of(2027, 1, 21));

    private GraphVersion() {}

    /**
     * When a version ends; nothing where that is not known.
     *
     * @param entered what the configuration says: a day like 2028-07-29, which counts more than what is known here
     */
    public static List<Fact> ends(String version, String entered) {
        return day(entered)
                .or(() -> Optional.ofNullable(ENDS.get(version)))
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .<Fact>map(at -> ends(at, version))
                .stream()
                .toList();
    }

    private static Fact ends(Instant at, String version) {
        return new Fact.Ends(Fact.End.VERSION, at, version, false);
    }

    private static Optional<LocalDate> day(String entered) {
        try {
            return entered.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(entered.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // what is no day is as good as none; the field says what it takes
        }
    }
}
