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
    /** What stands behind an end decides with it whether it is one: a sentence's, a grapheme's, a link's. */
    private static final int MARGIN = 256;
    /** A line of dashes, as writers set it between two parts. */
    private static final Pattern BREAK = Pattern.compile("(?m)^[ \\t]*+-{3,}+[ \\t]*+$");

    private final ParsedText reading;
    private final String text;
    private final Limits.Text limits;
    private final Ruler ruler;
    private final Ruler bytes;

    private Split(ParsedText reading, Limits limits) {
        this.reading = reading;
        this.text = reading.text();
        this.limits = limits.text();
        this.ruler = Ruler.of(reading, this.limits);
        this.bytes = this.limits.maxBytes() > 0 ? Ruler.bytes(text) : null;
    }

    /**
     * One post.
     *
     * @param reading its text, with its number
     * @param start where it begins in the whole, in UTF-16 code units
     * @param end where it ends there
     */
    record Piece(ParsedText reading, int start, int end) {
        Piece(String text, int start, int end) {
            this(new ParsedText(text), start, end);
        }

        String text() {
            return reading.text();
        }
    }

    /**
     * Splits where a line of dashes says so, and where a post is full; a text that fits stays one, without a number. A
     * post that cannot be made to fit is left too long. A text twice as long takes twice the time: what is in it is
     * looked for once, and measured once.
     */
    static List<Piece> of(ParsedText reading, Limits limits) {
        String text = reading.text();
        boolean broken = BREAK.matcher(text).find();
        if (!broken && TextLength.fits(reading, limits)) {
            return List.of(new Piece(reading, 0, text.length()));
        }
        Split split = new Split(reading, limits);
        List<int[]> few = split.cuts(number(FEW, FEW), FEW);
        List<int[]> cuts = few.size() > FEW ? split.cuts(number(MOST, MOST), Integer.MAX_VALUE) : few;
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
    private List<int[]> cuts(String number, int most) {
        List<int[]> cuts = new ArrayList<>();
        Matcher breaks = BREAK.matcher(text);
        int from = 0;
        while (cuts.size() <= most && breaks.find()) {
            cut(from, breaks.start(), number, most, cuts);
            from = breaks.end();
        }
        cut(from, text.length(), number, most, cuts);
        return cuts;
    }

    private void cut(int from, int to, String number, int most, List<int[]> cuts) {
        int start = skip(from, to);
        while (start < to && cuts.size() <= most) {
            int end = end(start, to, number);
            cuts.add(new int[] {start, trimmed(start, end)});
            start = skip(end, to);
        }
    }

    private int skip(int from, int to) {
        int at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int trimmed(int start, int end) {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Where the next post ends. */
    private int end(int start, int to, String number) {
        int reach = reach(start, to, number) - start;
        if (reach >= to - start) {
            return to;
        }
        String near = near(start, to, start + reach + MARGIN);
        int paragraph = near.lastIndexOf("\n\n", reach);
        if (paragraph * PERCENT >= reach * PARAGRAPH_FULL) {
            return start + paragraph;
        }
        int sentence = last(BreakIterator.getSentenceInstance(Locale.ROOT), near, start, reach);
        if (sentence * PERCENT >= reach * SENTENCE_FULL) {
            return start + sentence;
        }
        int word = last(BreakIterator.getLineInstance(Locale.ROOT), near, start, reach);
        return word > 0 ? start + word : whole(start + reach, to);
    }

    private String near(int start, int to, int end) {
        int until = Math.min(to, end);
        boolean half = until < to && Character.isLowSurrogate(text.charAt(until));
        return text.substring(start, half ? until - 1 : until);
    }

    /** Where the longest stretch ends that fits with its number, at the end of a grapheme; white space after it is free. */
    private int reach(int start, int to, String number) {
        int room = limits.maxLength() - number.length();
        int reach = room < 1 ? start : ruler.end(start, room);
        if (bytes != null) {
            reach = Math.min(reach, bytes.end(start, limits.maxBytes() - number.length()));
        }
        reach = Math.max(reading.whole(reach), reading.next(start));
        while (reach < to && Character.isWhitespace(text.charAt(reach))) {
            reach++;
        }
        return Math.min(to, reading.whole(reach));
    }

    private int last(BreakIterator breaks, String near, int start, int reach) {
        breaks.setText(near);
        int end = reach + 1 > near.length() ? near.length() : breaks.preceding(reach + 1);
        while (end > 0 && (end > reach || reading.isInside(start + end))) {
            end = breaks.previous();
        }
        return Math.max(0, end);
    }

    /** A word longer than a post is cut, but no link, hashtag or mention is: such a post is left too long. */
    private int whole(int reach, int to) {
        int end = reach;
        while (end < to && reading.isInside(end)) {
            end++;
        }
        return end;
    }
}
