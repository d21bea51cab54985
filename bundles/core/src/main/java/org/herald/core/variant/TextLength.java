package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.herald.spi.Limits;

/** Counts a text as a network counts it. */
public final class TextLength {
    private TextLength() {}

    /** Counts in the limits' own unit. */
    public static int of(String text, Limits limits) {
        return of(new ParsedText(text), limits.text());
    }

    static int of(ParsedText text, Limits.Text limits) {
        return switch (limits.counting()) {
            case GRAPHEMES_AND_BYTES -> text.characters().length;
            case CODE_POINTS_URL23 -> codePoints(text, limits.urlLength(), Integer.MAX_VALUE);
            case WEIGHTED -> text.weighed().whole();
            case UTF16, AFTER_ENTITIES -> text.text().length();
            case EMOJI_BYTES -> EmojiLength.of(text);
        };
    }

    /** Tells whether a text is within length and bytes. */
    static boolean fits(ParsedText reading, Limits limits) {
        return of(reading, limits.text()) <= limits.text().maxLength()
                && (limits.text().maxBytes() == 0
                        || reading.bytes() <= limits.text().maxBytes());
    }

    /** Where a text that is too long has reached its length, at the end of a grapheme. */
    static int end(ParsedText text, Limits.Text limits) {
        return end(text, limits, limits.maxLength());
    }

    /** Where a text that is longer than so much has reached that, at the end of a grapheme. */
    static int end(ParsedText text, Limits.Text limits, int max) {
        int raw =
                switch (limits.counting()) {
                    case GRAPHEMES_AND_BYTES -> text.characters()[max - 1];
                    case CODE_POINTS_URL23 -> codePoints(text, limits.urlLength(), max);
                    case WEIGHTED -> text.weighed().end(max);
                    case UTF16, AFTER_ENTITIES -> max;
                    case EMOJI_BYTES -> EmojiLength.end(text, max);
                };
        return text.whole(raw);
    }

    /** Something that does not count by its characters. */
    record Counted(int start, int end, int length) {}

    /** Mentions, and links where they have a length of their own, in the order of the text. */
    static List<Counted> counted(ParsedText text, int urlLength) {
        List<Counted> spans = new ArrayList<>();
        text.mentions()
                .forEach(m -> spans.add(new Counted(m.start(), m.end(), text.codePoints(m.start(), m.countedEnd()))));
        if (urlLength > 0) {
            text.links().forEach(link -> spans.add(new Counted(link.start(), link.end(), urlLength)));
        }
        spans.sort(Comparator.comparingInt(Counted::start));
        return spans;
    }

    /** The length; or, where it exceeds {@code max}, the index where that happens. */
    private static int codePoints(ParsedText text, int urlLength, int max) {
        int length = 0;
        int end = 0;
        for (Counted span : counted(text, urlLength)) {
            int plain = text.codePoints(end, span.start());
            if (length + plain > max) {
                return text.text().offsetByCodePoints(end, max - length);
            }
            if (length + plain + span.length() > max) {
                return span.start();
            }
            length += plain + span.length();
            end = span.end();
        }
        int rest = text.codePoints(end, text.text().length());
        return length + rest > max ? text.text().offsetByCodePoints(end, max - length) : length + rest;
    }

    /** The longest beginning that ends at a sentence or a word and, with an ellipsis, is within a length. */
    static String cut(ParsedText reading, int maxLength, Limits limits) {
        if (of(reading, limits.text()) <= maxLength) {
            return reading.text();
        }
        int reach = maxLength < 1 ? 0 : end(reading, limits.text(), maxLength);
        String bySentence =
                cutAt(BreakIterator.getSentenceInstance(Locale.ROOT), reading, reach, maxLength, "", limits);
        return bySentence.isEmpty()
                ? cutAt(BreakIterator.getWordInstance(Locale.ROOT), reading, reach, maxLength, "…", limits)
                : bySentence;
    }

    /** Goes back from where the length is reached: white space and signs at the end do not count. */
    private static String cutAt(
            BreakIterator breaks, ParsedText reading, int reach, int maxLength, String mark, Limits limits) {
        int[] ends = ends(breaks, reading, reach);
        for (int i = ends.length - 1; i >= 0; i--) {
            String said = trimmed(reading.text().substring(0, ends[i]).strip());
            if (said.isEmpty()) {
                return "";
            }
            if (of(said + mark, limits) <= maxLength) {
                return said + mark;
            }
        }
        return "";
    }

    /** Where something ends, up to the first end behind a place. */
    private static int[] ends(BreakIterator breaks, ParsedText reading, int reach) {
        breaks.setText(reading.text());
        List<Integer> ends = new ArrayList<>();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (!reading.isInside(end)) {
                ends.add(end);
            }
            if (end > reach) {
                break;
            }
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Without white space and signs that promise more, at its end. */
    static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && isLoose(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isLoose(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || ",;:\u2013-".indexOf(c) >= 0;
    }
}
