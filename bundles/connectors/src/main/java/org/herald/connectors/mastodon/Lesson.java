package org.herald.connectors.mastodon;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a refusal taught: this server counts links as they are. It holds as long as the server says of its lengths what it
 * said then. Pure.
 *
 * @param at when it was learned
 * @param told what the server said of its lengths then, by {@link InstanceDocument#lengths}
 */
record Lesson(LocalDate at, String told) {
    private static final Pattern TEXT = Pattern.compile("linksInFull (\\d{4}-\\d\\d-\\d\\d) (\\d+/\\d+)");

    /** Reads what {@link #text} wrote; empty where it is something else, or nothing. */
    static Optional<Lesson> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Lesson(LocalDate.parse(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    String text() {
        return "linksInFull " + at + " " + told;
    }
}
