package org.herald.core.variant;

import com.twitter.twittertext.TwitterTextConfiguration;
import com.twitter.twittertext.TwitterTextConfiguration.TwitterTextWeightedRange;
import com.twitter.twittertext.TwitterTextEmojiRegex;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import org.herald.core.variant.ParsedText.CountedRange;

/**
 * What a text weighs on X, by the ranges and emoji of its own library, in one walk: a link weighs what it is shortened
 * to, an emoji as one sign, everything else as it is composed (NFC). Pure.
 */
final class Weight {
    private static final TwitterTextConfiguration RULES = TwitterTextConfiguration.getDefaultConfig();
    private static final List<TwitterTextWeightedRange> RANGES = RULES.getRanges();
    private static final char FIRST_MARK = '\u0300';
    /** Unicode's Stream-Safe Text Format (UAX 15): sorting any number of marks takes the square of it. */
    private static final int MOST_MARKS = 30;

    /** As X composes it. */
    private final String text;
    /** Where each of its characters comes from; null where nothing was composed. */
    private final int[] origins;

    private final List<CountedRange> links;
    private final int[] emoji;

    /**
     * Reads a text.
     *
     * @param links what X takes for links in it
     */
    Weight(String text, List<CountedRange> links) {
        StringBuilder composed = new StringBuilder(text.length());
        int[] from = text.chars().anyMatch(c -> c >= FIRST_MARK) ? compose(text, composed) : null;
        if (from == null || text.contentEquals(composed)) {
            this.text = text;
            this.origins = null;
            this.links = links;
        } else {
            this.text = composed.toString();
            this.origins = from;
            this.links = Entities.allLinks(this.text, Entities.links(this.text));
        }
        this.emoji = emoji(this.text);
    }

    /** Composes each character with its marks, and tells where each character of the result comes from. */
    private static int[] compose(String text, StringBuilder composed) {
        int[] origins = new int[text.length() * 2];
        int at = 0;
        while (at < text.length()) {
            int end = at + Character.charCount(text.codePointAt(at));
            int most = Math.min(text.length(), end + MOST_MARKS);
            while (end < most && isComposed(text.charAt(end))) {
                end++;
            }
            int before = composed.length();
            composed.append(Normalizer.normalize(text.substring(at, end), Normalizer.Form.NFC));
            if (composed.length() > origins.length) {
                origins = Arrays.copyOf(origins, composed.length() * 2);
            }
            Arrays.fill(origins, before, composed.length(), at);
            at = end;
        }
        return origins;
    }

    private static boolean isComposed(char c) {
        if (c < FIRST_MARK) {
            return false;
        }
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        return mark || c >= '\u1160' && c <= '\u11FF'; // the second and third part of a Korean syllable
    }

    /** For each place where an emoji begins, its end; null where there are none. */
    private static int[] emoji(String text) {
        int[] ends = null;
        Matcher matcher = null;
        for (int at = 0; at < text.length(); at++) {
            if (!mayBeEmoji(text, at)) {
                continue;
            }
            matcher = matcher == null ? TwitterTextEmojiRegex.VALID_EMOJI_PATTERN.matcher(text) : matcher;
            if (matcher.region(at, text.length()).lookingAt()) {
                ends = ends == null ? new int[text.length()] : ends;
                ends[at] = matcher.end();
                at = matcher.end() - 1;
            }
        }
        return ends;
    }

    /** X's pattern has hundreds of alternatives: it is tried only where Unicode has emoji. */
    private static boolean mayBeEmoji(String text, int at) {
        char c = text.charAt(at);
        if (c < '\u00A9') {
            boolean key = c == '#' || c == '*' || c >= '0' && c <= '9';
            return key && at + 1 < text.length() && "\uFE0F\u20E3".indexOf(text.charAt(at + 1)) >= 0;
        }
        boolean sign = c >= '\u203C' && c <= '\u303D' || c == '\u3297' || c == '\u3299';
        boolean may = c == '\u00A9' || c == '\u00AE' || sign || c >= '\uD83C' && c <= '\uD83E';
        int next = may ? at + Character.charCount(text.codePointAt(at)) : text.length();
        return next < text.length() && goesOn(text.codePointAt(next));
    }

    /** What makes one emoji of several characters; one alone weighs what every sign does. */
    private static boolean goesOn(int c) {
        return c == 0xFE0F
                || c == 0x200D
                || c == 0x20E3
                || c >= 0x1F1E6 && c <= 0x1F1FF
                || c >= 0x1F3FB && c <= 0x1F3FF
                || c >= 0xE0020 && c <= 0xE007F;
    }

    int whole() {
        return walk(Long.MAX_VALUE);
    }

    /** Where the longest beginning ends that weighs no more than a maximum; or, where all of it does, the weight. */
    int end(int max) {
        return walk((long) max * RULES.getScale());
    }

    private int walk(long room) {
        long sum = 0;
        int at = 0;
        int link = 0;
        while (at < text.length()) {
            int end = at + Character.charCount(text.codePointAt(at));
            if (link < links.size() && links.get(link).start() == at) {
                end = links.get(link++).end();
                sum += (long) RULES.getTransformedURLLength() * RULES.getScale();
            } else if (emoji != null && emoji[at] > 0) {
                end = emoji[at];
                sum += RULES.getDefaultWeight();
            } else {
                sum += of(text.codePointAt(at));
            }
            if (sum > room) {
                return origins == null ? at : origins[at];
            }
            at = end;
        }
        return (int) (sum / RULES.getScale());
    }

    private static int of(int character) {
        for (TwitterTextWeightedRange range : RANGES) {
            if (range.getRange().isInRange(character)) {
                return range.getWeight();
            }
        }
        return RULES.getDefaultWeight();
    }
}
