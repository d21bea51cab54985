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
    /** The most whose number has one digit. */
    private static final int FEW = 9;
    /** A paragraph's end is taken where the post is at least this full, in percent. */
    private static final int PARAGRAPH_FULL = 50;

    private static final int SENTENCE_FULL = 30;
    private static final int PERCENT = 100;
    /** UTF-16 code units, enough for a post of most texts on most networks. */
    private static final int FIRST_LOOK = 2_048;
    /** What stands behind an end decides with it whether it is one: a sentence's, a grapheme's, a link's. */
    private static final int MARGIN = 256;
    /** A line of dashes, as writers set it between two parts. */
    private static final Pattern BREAK = Pattern.compile("(?m)^[ \\t]*+-{3,}+[ \\t]*+$");

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
        List<int[]> few = cuts(text, number(FEW, FEW), limits, FEW);
        List<int[]> cuts = few.size() > FEW ? cuts(text, number(MOST, MOST), limits, Integer.MAX_VALUE) : few;
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

    /** Cuts, and gives up where there are more than so many. */
    private static List<int[]> cuts(String text, String number, Limits limits, int most) {
        List<int[]> cuts = new ArrayList<>();
        Matcher breaks = BREAK.matcher(text);
        int from = 0;
        while (cuts.size() <= most && breaks.find()) {
            cut(text, from, breaks.start(), number, limits, most, cuts);
            from = breaks.end();
        }
        cut(text, from, text.length(), number, limits, most, cuts);
        return cuts;
    }

    private static void cut(String text, int from, int to, String number, Limits limits, int most, List<int[]> cuts) {
        int start = skip(text, from, to);
        while (start < to && cuts.size() <= most) {
            int end = nextEnd(text, start, to, number, limits);
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

    /**
     * Where the next post ends. Looks at a part of what is left, and at more of it where the post goes as far: a text
     * twice as long takes twice the time.
     */
    private static int nextEnd(String text, int start, int to, String number, Limits limits) {
        int left = to - start;
        for (int look = FIRST_LOOK; look < left; look *= 2) {
            int until = start + look;
            if (Character.isLowSurrogate(text.charAt(until))) {
                until--;
            }
            int end = end(text.substring(start, until), number, limits);
            if (end + MARGIN < until - start) {
                return start + end;
            }
        }
        return start + end(text.substring(start, to), number, limits);
    }

    /** Where the next post ends in what is looked at. */
    private static int end(String rest, String number, Limits limits) {
        ParsedText reading = new ParsedText(rest);
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

    /** The longest beginning that fits with its number, at the end of a grapheme; white space after it is free. */
    private static int reach(ParsedText reading, String number, Limits limits) {
        int room = limits.text().maxLength() - TextLength.of(number, limits);
        int all = reading.text().length();
        int reach = room < 1 ? 0 : all;
        if (room > 0 && TextLength.of(reading, limits.text()) > room) {
            reach = TextLength.end(reading, limits.text(), room);
        }
        if (limits.text().maxBytes() > 0) {
            int bytes = limits.text().maxBytes() - number.length();
            reach = Math.min(reach, reading.whole(reading.byteEnd(bytes)));
        }
        reach = Math.max(reach, reading.characters()[0]);
        while (reach < all && Character.isWhitespace(reading.text().charAt(reach))) {
            reach++;
        }
        return reading.whole(reach);
    }

    private static int last(BreakIterator breaks, ParsedText reading, int reach) {
        breaks.setText(reading.text());
        int end = reach + 1 > reading.text().length() ? reading.text().length() : breaks.preceding(reach + 1);
        while (end > 0 && (end > reach || reading.isInside(end))) {
            end = breaks.previous();
        }
        return Math.max(0, end);
    }

    /** A word longer than a post is cut, but no link, hashtag or mention is: such a post is left too long. */
    private static int whole(ParsedText reading, int reach) {
        int end = reach;
        while (end < reading.text().length() && reading.isInside(end)) {
            end++;
        }
        return end;
    }
}
