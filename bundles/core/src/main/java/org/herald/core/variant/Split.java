package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.spi.Limits;

/** A long text as several posts, each with its number; ends at paragraphs, sentences or words. Pure. */
final class Split {
    /** A thread that nobody reads to its end is an article: link to it. */
    static final int MOST = 25;
    /** A paragraph's end is taken where the post is at least this full, in percent. */
    private static final int PARAGRAPH_FULL = 50;

    private static final int SENTENCE_FULL = 30;
    private static final int PERCENT = 100;
    /** A line of dashes, as writers set it between two parts. */
    private static final Pattern BREAK = Pattern.compile("(?m)^[ \\t]*-{3,}[ \\t]*$");

    private Split() {}

    /**
     * One post.
     *
     * @param text with its number
     * @param start where it begins in the whole, in UTF-16 code units
     * @param end where it ends there
     */
    record Piece(String text, int start, int end) {}

    /**
     * Splits where a line of dashes says so, and where a post is full; a text that fits stays one, without a number. A
     * post that cannot be made to fit is left too long.
     */
    static List<Piece> of(String text, Limits limits) {
        boolean broken = BREAK.matcher(text).find();
        if (!broken && TextLength.fits(text, limits)) {
            return List.of(new Piece(text, 0, text.length()));
        }
        List<int[]> few = cuts(text, number(9, 9), limits);
        List<int[]> cuts = few.size() > 9 ? cuts(text, number(MOST, MOST), limits) : few;
        List<Piece> pieces = new ArrayList<>();
        for (int[] cut : cuts) {
            String said = text.substring(cut[0], cut[1]);
            pieces.add(
                    new Piece(cuts.size() > 1 ? said + number(pieces.size() + 1, cuts.size()) : said, cut[0], cut[1]));
        }
        return pieces;
    }

    private static String number(int one, int all) {
        return " (" + one + "/" + all + ")";
    }

    private static List<int[]> cuts(String text, String number, Limits limits) {
        List<int[]> cuts = new ArrayList<>();
        Matcher breaks = BREAK.matcher(text);
        int from = 0;
        while (breaks.find()) {
            cut(text, from, breaks.start(), number, limits, cuts);
            from = breaks.end();
        }
        cut(text, from, text.length(), number, limits, cuts);
        return cuts;
    }

    private static void cut(String text, int from, int to, String number, Limits limits, List<int[]> cuts) {
        int start = skip(text, from, to);
        while (start < to) {
            int end = end(text.substring(start, to), number, limits) + start;
            cuts.add(new int[] {start, trimmed(text, start, end)});
            start = skip(text, end, to);
        }
    }

    private static int skip(String text, int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int trimmed(String text, int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Where the next post ends in what is left. */
    private static int end(String rest, String number, Limits limits) {
        Reading reading = new Reading(rest);
        int reach = reach(reading, number, limits);
        if (reach >= rest.length()) {
            return rest.length();
        }
        int paragraph = rest.lastIndexOf("\n\n", reach);
        if (paragraph * PERCENT >= reach * PARAGRAPH_FULL) {
            return paragraph;
        }
        int sentence = last(BreakIterator.getSentenceInstance(Locale.ROOT), reading, reach);
        if (sentence * PERCENT >= reach * SENTENCE_FULL) {
            return sentence;
        }
        int word = last(BreakIterator.getLineInstance(Locale.ROOT), reading, reach);
        return word > 0 ? word : whole(reading, reach);
    }

    /** The longest beginning that fits with its number, at the end of a grapheme. */
    private static int reach(Reading reading, String number, Limits limits) {
        int low = 0;
        int high = reading.characters().length;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            String said = reading.text()
                            .substring(0, reading.characters()[middle - 1])
                            .stripTrailing()
                    + number;
            if (TextLength.fits(said, limits)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == 0 ? reading.characters()[0] : reading.characters()[low - 1];
    }

    private static int last(BreakIterator breaks, Reading reading, int reach) {
        breaks.setText(reading.text());
        int end = reach + 1 > reading.text().length() ? reading.text().length() : breaks.preceding(reach + 1);
        while (end > 0 && (end > reach || reading.isInside(end))) {
            end = breaks.previous();
        }
        return Math.max(0, end);
    }

    /** A word longer than a post is cut, but no link, hashtag or mention is: such a post is left too long. */
    private static int whole(Reading reading, int reach) {
        int end = reach;
        while (end < reading.text().length() && reading.isInside(end)) {
            end++;
        }
        return end;
    }
}
