package org.herald.core.variant;

import java.util.Arrays;
import org.herald.core.variant.TextLength.Counted;
import org.herald.spi.Limits;

/** How much of a text lies before each place in it, so that any stretch of it is measured at once. Pure. */
final class Ruler {
    private static final int ONE_BYTE = 0x80;
    private static final int TWO_BYTES = 0x800;
    /** What counts as one lies where it begins: a place within it has passed it. */
    private final long[] before;

    private final int scale;

    private Ruler(int[] units, int scale) {
        this.before = new long[units.length + 1];
        for (int i = 0; i < units.length; i++) {
            before[i + 1] = before[i] + units[i];
        }
        this.scale = scale;
    }

    /** Measures as a network counts. */
    static Ruler of(ParsedText reading, Limits.Text limits) {
        int[] units = new int[reading.text().length()];
        switch (limits.counting()) {
            case GRAPHEMES_AND_BYTES -> {
                int start = 0;
                for (int end : reading.characters()) {
                    units[start] = 1;
                    start = end;
                }
            }
            case CODE_POINTS_URL23 -> {
                for (int at = 0;
                        at < units.length;
                        at += Character.charCount(reading.text().codePointAt(at))) {
                    units[at] = 1;
                }
                for (Counted counted : TextLength.counted(reading, limits.urlLength())) {
                    Arrays.fill(units, counted.start(), counted.end(), 0);
                    units[counted.start()] = counted.length();
                }
            }
            case WEIGHTED -> reading.weighed().into(units);
            case UTF16, AFTER_ENTITIES -> Arrays.fill(units, 1);
            case EMOJI_BYTES -> EmojiLength.into(reading, units);
        }
        return new Ruler(units, limits.counting() == Limits.Counting.WEIGHTED ? Weight.SCALE : 1);
    }

    /** Measures in bytes of UTF-8. */
    static Ruler bytes(String text) {
        int[] units = new int[text.length()];
        for (int at = 0; at < units.length; ) {
            int c = text.codePointAt(at);
            units[at] = c < ONE_BYTE ? 1 : c < TWO_BYTES ? 2 : 2 + Character.charCount(c);
            at += Character.charCount(c);
        }
        return new Ruler(units, 1);
    }

    /** Where the longest stretch from a place ends that measures no more than so much. */
    int end(int start, int most) {
        long last = before[start] + (long) most * scale;
        int low = start;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (before[middle] <= last) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
