package org.herald.core.health;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.herald.spi.Fact;
import org.herald.spi.Reason;

/** Facts as text to be kept, one a line: a word, and its parts between tabs. Pure. */
final class FactText {
    private static final String GAP = "\t";
    private static final String COMMA = ",";

    private FactText() {}

    static String[] write(List<Fact> facts) {
        return facts.stream().map(FactText::write).toArray(String[]::new);
    }

    private static String write(Fact fact) {
        if (fact instanceof Fact.SignedIn works) {
            return line("SIGNED_IN", works.remoteId());
        }
        if (fact instanceof Fact.Refused refused) {
            return line("REFUSED", refused.reason(), refused.why());
        }
        if (fact instanceof Fact.Ends ends) {
            return line("ENDS", ends.what(), ends.at(), ends.which(), ends.renewed());
        }
        if (fact instanceof Fact.Lacks lacks) {
            return line("LACKS", lacks.what(), lacks.posting(), String.join(COMMA, lacks.names()));
        }
        if (fact instanceof Fact.Quota quota) {
            return line(
                    "QUOTA",
                    quota.what(),
                    quota.left(),
                    quota.total(),
                    quota.window(),
                    quota.until().map(Instant::toString).orElse(""));
        }
        return line("SKEW", ((Fact.Skew) fact).ahead());
    }

    private static String line(Object... parts) {
        List<String> texts = new ArrayList<>();
        for (Object part : parts) {
            texts.add(String.valueOf(part).replaceAll("\\s+", " "));
        }
        return String.join(GAP, texts);
    }

    /** Reads what {@link #write} wrote; what is no fact (written by hand, or by a version to come) is left out. */
    static List<Fact> read(String... lines) {
        return Arrays.stream(lines).flatMap(line -> read(line).stream()).toList();
    }

    private static Optional<Fact> read(String line) {
        String[] parts = line.split(GAP, -1);
        try {
            return Optional.ofNullable(
                    switch (parts[0]) {
                        case "SIGNED_IN" -> new Fact.SignedIn(parts[1]);
                        case "REFUSED" -> new Fact.Refused(Reason.valueOf(parts[1]), parts[2]);
                        case "ENDS" -> new Fact.Ends(
                                Fact.End.valueOf(parts[1]),
                                Instant.parse(parts[2]),
                                parts[3],
                                Boolean.parseBoolean(parts[4]));
                        case "LACKS" -> new Fact.Lacks(
                                Fact.Need.valueOf(parts[1]), names(parts[3]), Boolean.parseBoolean(parts[2]));
                        case "QUOTA" -> new Fact.Quota(
                                Fact.Counted.valueOf(parts[1]),
                                Long.parseLong(parts[2]),
                                Long.parseLong(parts[3]),
                                Duration.parse(parts[4]),
                                parts[5].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[5])));
                        case "SKEW" -> new Fact.Skew(Duration.parse(parts[1]));
                        default -> null;
                    });
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(COMMA));
    }
}
