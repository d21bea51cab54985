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
        return of(new Reading(text), limits.text());
    }

    static int of(Reading text, Limits.Text limits) {
        return switch (limits.counting()) {
            case GRAPHEMES_AND_BYTES -> text.characters().length;
            case CODE_POINTS_URL23 -> codePoints(text, limits.urlLength(), Integer.MAX_VALUE);
            case WEIGHTED -> text.weight();
            case UTF16, AFTER_ENTITIES -> text.text().length();
        };
    }

    /** Tells whether a text is within length and bytes. */
    static boolean fits(String text, Limits limits) {
        Reading reading = new Reading(text);
        return of(reading, limits.text()) <= limits.text().maxLength()
                && (limits.text().maxBytes() == 0
                        || reading.bytes() <= limits.text().maxBytes());
    }

    /** Where a text that is too long has reached its length, at the end of a grapheme. */
    static int end(Reading text, Limits.Text limits) {
        int raw =
                switch (limits.counting()) {
                    case GRAPHEMES_AND_BYTES -> text.characters()[limits.maxLength() - 1];
                    case CODE_POINTS_URL23 -> codePoints(text, limits.urlLength(), limits.maxLength());
                    case WEIGHTED -> text.weightEnd(limits.maxLength());
                    case UTF16, AFTER_ENTITIES -> limits.maxLength();
                };
        int found = java.util.Arrays.binarySearch(text.characters(), raw);
        return found >= 0 ? raw : found == -1 ? 0 : text.characters()[-found - 2];
    }

    /** The length; or, where it exceeds {@code max}, the index where that happens. */
    private static int codePoints(Reading text, int urlLength, int max) {
        List<Reading.Span> spans = new ArrayList<>(text.mentions());
        if (urlLength > 0) {
            spans.addAll(text.links());
        }
        spans.sort(Comparator.comparingInt(Reading.Span::start));
        int length = 0;
        int end = 0;
        for (Reading.Span span : spans) {
            int plain = text.codePoints(end, span.start());
            if (length + plain > max) {
                return text.text().offsetByCodePoints(end, max - length);
            }
            boolean link = span.countedEnd() == span.end() && text.links().contains(span);
            int counts = link ? urlLength : text.codePoints(span.start(), span.countedEnd());
            if (length + plain + counts > max) {
                return span.start();
            }
            length += plain + counts;
            end = span.end();
        }
        int rest = text.codePoints(end, text.text().length());
        return length + rest > max ? text.text().offsetByCodePoints(end, max - length) : length + rest;
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
        Reading reading = new Reading(text);
        String best = "";
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (reading.isInside(end)) {
                continue;
            }
            String candidate = text.substring(0, end).strip().replaceAll("[\\s,;:–-]+$", "") + mark;
            if (of(candidate, limits) > maxLength) {
                break;
            }
            best = candidate;
        }
        return mark.equals(best) ? "" : best;
    }
}
