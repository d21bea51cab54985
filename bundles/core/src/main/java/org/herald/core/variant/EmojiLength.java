package org.herald.core.variant;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.nio.charset.StandardCharsets;

/** Counts code points, and of an emoji the bytes that it takes in UTF-8, as Threads does. Pure. */
final class EmojiLength {
    /** Signs before this one are letters to everybody, though Unicode lets some of them be drawn. */
    private static final int FIRST = 0x203C;

    private static final char DRAWN = '\uFE0F';
    private static final char KEYCAP = '\u20E3';

    private EmojiLength() {}

    static int of(ParsedText reading) {
        int sum = 0;
        int start = 0;
        for (int end : reading.characters()) {
            sum += of(reading.text(), start, end);
            start = end;
        }
        return sum;
    }

    /** Where the longest beginning ends that counts no more than so much. */
    static int end(ParsedText reading, int max) {
        int sum = 0;
        int start = 0;
        for (int end : reading.characters()) {
            sum += of(reading.text(), start, end);
            if (sum > max) {
                return start;
            }
            start = end;
        }
        return start;
    }

    /** Tells what begins at each place. */
    static void into(ParsedText reading, int[] units) {
        int start = 0;
        String text = reading.text();
        for (int end : reading.characters()) {
            if (isEmoji(text, start, end)) {
                units[start] = of(text, start, end);
            } else { // a text may be cut behind white space that has a mark of its own
                for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
                    units[at] = 1;
                }
            }
            start = end;
        }
    }

    private static int of(String text, int start, int end) {
        return isEmoji(text, start, end)
                ? text.substring(start, end).getBytes(StandardCharsets.UTF_8).length
                : text.codePointCount(start, end);
    }

    private static boolean isEmoji(String text, int start, int end) {
        int first = text.codePointAt(start);
        if (first < FIRST && end - start == 1) {
            return false;
        }
        boolean drawn = first >= FIRST
                && (UCharacter.hasBinaryProperty(first, UProperty.EXTENDED_PICTOGRAPHIC)
                        || UCharacter.hasBinaryProperty(first, UProperty.REGIONAL_INDICATOR));
        return drawn || text.substring(start, end).chars().anyMatch(c -> c == DRAWN || c == KEYCAP);
    }
}
