package org.herald.core.models;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.herald.core.conversation.StoredComment;

/**
 * A comment on its page.
 *
 * @param parent the name of what it answers; empty where that is not shown
 * @param network what people call its network
 * @param date when it was written, for people
 */
record Shown(StoredComment comment, int depth, String parent, String network, String date) {
    /** The networks that signs.svg has a sign of. */
    private static final Set<String> SIGNS = Set.of(
            "mastodon",
            "bluesky",
            "x",
            "linkedin",
            "facebook",
            "instagram",
            "threads",
            "telegram",
            "discord",
            "rehearsal",
            "fediverse");

    private static final int INITIALS = 2;

    static boolean isSigned(String network) {
        return SIGNS.contains(network);
    }

    static String anchor(String name) {
        return "comment-" + name;
    }

    /** A relative address: the query finds the page, whatever number it has then. */
    static String permalink(String name) {
        return "?comment=" + name + "#" + anchor(name);
    }

    /** What stands for an author who has no picture here: the first letters of the first two words. */
    static String initials(String author) {
        List<String> words = Arrays.stream(author.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        String letters = words.stream()
                .limit(INITIALS)
                .flatMap(word -> Stream.of(Character.toString(word.codePointAt(0))))
                .collect(Collectors.joining());
        return letters.toUpperCase(java.util.Locale.ROOT);
    }
}
