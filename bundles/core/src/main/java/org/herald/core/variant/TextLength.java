package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.spi.Limits;

/** Counts a text as a network counts it. */
public final class TextLength {
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'\u2019]");
    private static final Pattern REMOTE_MENTION = Pattern.compile("(?<![\\w/])(@\\w+)@[\\w.-]+\\w");

    private TextLength() {}

    /** Counts in the limits' own unit. */
    public static int of(String text, Limits limits) {
        return switch (limits.counting()) {
            case GRAPHEMES_AND_BYTES -> graphemes(text);
            case CODE_POINTS_URL23 -> codePoints(text, limits.urlLength());
        };
    }

    /** The length in UTF-8. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The extended grapheme clusters. */
    public static int graphemes(String text) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private static int codePoints(String text, int urlLength) {
        String shortened = REMOTE_MENTION.matcher(text).replaceAll("$1");
        if (urlLength == 0) {
            return shortened.codePointCount(0, shortened.length());
        }
        int length = 0;
        int end = 0;
        Matcher urls = URL.matcher(shortened);
        while (urls.find()) {
            length += shortened.codePointCount(end, urls.start()) + urlLength;
            end = urls.end();
        }
        return length + shortened.codePointCount(end, shortened.length());
    }

    /** The longest beginning that ends at a sentence or a word and, with an ellipsis, is within a length. */
    public static String cut(String text, int maxLength, Limits limits) {
        if (of(text, limits) <= maxLength) {
            return text;
        }
        String bySentence = cutAt(BreakIterator.getSentenceInstance(Locale.ROOT), text, maxLength, "", limits);
        return bySentence.isEmpty()
                ? cutAt(BreakIterator.getWordInstance(Locale.ROOT), text, maxLength, "…", limits)
                : bySentence;
    }

    private static String cutAt(BreakIterator breaks, String text, int maxLength, String mark, Limits limits) {
        breaks.setText(text);
        String best = "";
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String candidate = text.substring(0, end).strip().replaceAll("[\\s,;:–-]+$", "") + mark;
            if (of(candidate, limits) > maxLength) {
                break;
            }
            best = candidate;
        }
        return mark.equals(best) ? "" : best;
    }
}
