package org.herald.core.variant;

import com.twitter.twittertext.Regex;
import java.util.ArrayList;
import java.util.List;
import org.herald.core.variant.ParsedText.CountedRange;

/** Hashtags as X finds them, by the rule of {@link Regex#VALID_HASHTAG}, which is slow as a pattern. Pure. */
final class Hashtags {
    /** As in {@link Regex#VALID_HASHTAG}. */
    private static final String IN_HASHTAGS =
            "_\u200C\u200D\uA67E\u05BE\u05F3\u05F4\uFF5E\u301C\u309B\u309C\u30A0" + "\u30FB\u3003\u0F0B\u0F0C\u00B7";

    private Hashtags() {}

    /** Those outside of links. */
    static List<CountedRange> in(String text, List<CountedRange> links) {
        List<CountedRange> found = new ArrayList<>();
        List<CountedRange> all = sign(text, 0) < 0 ? links : Entities.allLinks(text, links);
        int link = 0;
        int end = 0;
        for (int at = sign(text, 0); at >= 0; at = sign(text, Math.max(at + 1, end))) {
            end = begins(text, at, end) ? hashtagEnd(text, at + 1) : 0;
            if (end == 0) {
                continue;
            }
            while (link < all.size() && all.get(link).end() <= at) {
                link++;
            }
            boolean inLink = link < all.size() && all.get(link).start() < end;
            boolean wrong = sign(text, end) == end || text.startsWith(Entities.SCHEME, end);
            if (!inLink && !wrong) {
                found.add(new CountedRange(at, end));
            }
        }
        return found;
    }

    /** The next number sign, also the wide one of CJK keyboards. */
    private static int sign(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '#' && text.charAt(at) != '\uFF03') {
            at++;
        }
        return at < text.length() ? at : -1;
    }

    /** Not in a word, and not after what is part of the hashtag before. */
    private static boolean begins(String text, int at, int from) {
        if (at == 0) {
            return true;
        }
        int before = text.codePointBefore(at);
        boolean free = before == 0xFE0E || before == 0xFE0F || before != '&' && !isOfHashtag(before);
        return free && at > from;
    }

    /** Where a hashtag's word ends; 0 where there is none with a letter in it. */
    private static int hashtagEnd(String text, int start) {
        int end = start;
        boolean letter = false;
        while (end < text.length() && isOfHashtag(text.codePointAt(end))) {
            int c = text.codePointAt(end);
            if (end == start && (c == 0xFE0F || c == 0x20E3)) {
                return 0;
            }
            letter |= isLetter(c);
            end += Character.charCount(c);
        }
        return letter ? end : 0;
    }

    private static boolean isLetter(int c) {
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        return mark || Character.isLetter(c);
    }

    private static boolean isOfHashtag(int c) {
        return isLetter(c) || Character.isDigit(c) || IN_HASHTAGS.indexOf(c) >= 0;
    }
}
