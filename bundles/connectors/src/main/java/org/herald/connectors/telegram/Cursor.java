package org.herald.connectors.telegram;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a bot's updates were taken, as the core keeps it. Instants are whole seconds.
 *
 * @param bot whose updates; another one's numbers mean something else
 * @param offset what the last question began with: everything before it is confirmed; 0 for the beginning
 * @param times how many rounds in a row began with it
 * @param expected the number that the next new update has; 0 where none was seen
 * @param asked when Telegram was asked last
 * @param seen when an update was there last
 * @param lost when it was noticed that some were lost; the epoch where none were
 */
record Cursor(long bot, long offset, int times, long expected, Instant asked, Instant seen, Instant lost) {
    private static final Pattern TEXT =
            Pattern.compile("u1:(\\d{1,18}):(\\d{1,18}):(\\d{1,6}):(\\d{1,18}):(\\d{1,12}):(\\d{1,12}):(\\d{1,12})");

    /** Reads what {@link #text} wrote; empty where it is something else, or another bot's. */
    static Optional<Cursor> of(String text, long bot) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != bot) {
            return Optional.empty();
        }
        return Optional.of(new Cursor(
                bot,
                Long.parseLong(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                instant(matcher.group(5)),
                instant(matcher.group(6)),
                instant(matcher.group(7))));
    }

    private static Instant instant(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    String text() {
        return "u1:" + bot + ":" + offset + ":" + times + ":" + expected + ":" + asked.getEpochSecond() + ":"
                + seen.getEpochSecond() + ":" + lost.getEpochSecond();
    }
}
