package org.herald.connectors.discord;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far the reading of what stands below a post has come: it is read in the post's thread first, then in its channel.
 *
 * @param bot the id of the bot, whose answers are ours
 * @param inThread whether it is in the thread
 * @param pages how many were read there
 * @param last the last message that was read
 * @param known the messages of the channel that belong below the post: answers to them do, too
 */
record Position(String bot, boolean inThread, int pages, String last, Set<String> known) {
    private static final Pattern TEXT =
            Pattern.compile("([0-9]+) (thread|channel) ([0-9]{1,6}) ([0-9]{1,19})((?: [0-9]{1,19})*)");

    /** Copies the set. */
    Position {
        known = Set.copyOf(known);
    }

    /** The beginning of a place. */
    static Position at(String bot, boolean inThread, MessageRef root) {
        return new Position(bot, inThread, 0, root.message(), Set.of());
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    static Optional<Position> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> known = List.of(matcher.group(5).strip().split(" "));
        return Optional.of(new Position(
                matcher.group(1),
                matcher.group(2).equals("thread"),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4),
                Set.copyOf(known.equals(List.of("")) ? List.of() : known)));
    }

    Position after(String message, Collection<String> more) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(more);
        return new Position(bot, inThread, pages + 1, message, all);
    }

    String text() {
        List<String> words =
                new ArrayList<>(List.of(bot, inThread ? "thread" : "channel", String.valueOf(pages), last));
        words.addAll(new TreeSet<>(known));
        return String.join(" ", words);
    }
}
