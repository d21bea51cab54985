package org.herald.simulators.threads;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts as Threads counts: an emoji is as long as its UTF-8 bytes, everything else one a code point. */
final class Texts {
    private static final Pattern LINK = Pattern.compile("(?i)\\b(?:https?://|www\\.)[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}']");
    private static final Pattern TAG = Pattern.compile("#([^\\s.&@!?,;:#]{1,50})");
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int EMOJI_LOOK = 0xFE0F;

    private Texts() {}

    static int length(String text) {
        return text.codePoints()
                .map(point -> isEmoji(point) ? Character.toString(point).getBytes(StandardCharsets.UTF_8).length : 1)
                .sum();
    }

    private static boolean isEmoji(int point) {
        return point == JOINER
                || point == KEYCAP
                || point == EMOJI_LOOK
                || isIn(point, 0x231A, 0x23FF)
                || isIn(point, 0x2600, 0x27BF)
                || isIn(point, 0x2B05, 0x2B55)
                || isIn(point, 0x1F000, 0x1FAFF)
                || isIn(point, 0xE0020, 0xE007F);
    }

    private static boolean isIn(int point, int first, int last) {
        return point >= first && point <= last;
    }

    static Set<String> links(String text) {
        Set<String> links = new LinkedHashSet<>();
        Matcher matcher = LINK.matcher(text);
        while (matcher.find()) {
            links.add(matcher.group());
        }
        return links;
    }

    /** The first tag in a text: a whole number behind the sign is none. */
    static Optional<String> tag(String text) {
        Matcher matcher = TAG.matcher(text);
        while (matcher.find()) {
            if (!matcher.group(1).matches("\\d+")) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    /** The text as readers see it: the first tag loses its sign. */
    static String shown(String text) {
        return tag(text)
                .map(tag -> text.replaceFirst(Pattern.quote("#" + tag), Matcher.quoteReplacement(tag)))
                .orElse(text);
    }
}
