package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.Finding;
import org.herald.spi.Limits;

/** A text, and what is in it; each thing is looked for once, however many networks ask. Not for several threads. */
final class Reading {
    /** A remote mention as Mastodon reads it; the first group is what counts. */
    private static final Pattern MENTION = Pattern.compile(
            "(?<![=/\\w])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@\\w+(?:[.-]+\\w+)*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final BreakIterator CHARACTERS = BreakIterator.getCharacterInstance(Locale.ROOT);

    /** Where something is, in UTF-16 code units; a mention also tells where the part ends that Mastodon counts. */
    record Span(int start, int end, int countedEnd) {
        Span(int start, int end) {
            this(start, end, end);
        }

        boolean holds(int index) {
            return index > start && index < end;
        }
    }

    private final String text;
    private int[] characters;
    private List<Span> links;
    private List<Span> hashtags;
    private List<Span> mentions;
    private int weight = -1;
    private int bytes = -1;
    private Gate gate;
    private List<Finding> gated;
    private Map<String, Double> languages;
    private Pattern sought;
    private List<Span> matches;

    Reading(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Where each extended grapheme cluster ends. */
    int[] characters() {
        if (characters == null) {
            BreakIterator breaks = CHARACTERS.clone();
            breaks.setText(text);
            int[] ends = new int[text.length()];
            int count = 0;
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                ends[count++] = end;
            }
            characters = Arrays.copyOf(ends, count);
        }
        return characters;
    }

    int bytes() {
        if (bytes < 0) {
            bytes = text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    int codePoints(int from, int to) {
        return text.codePointCount(from, to);
    }

    /** Links that begin with http or https, as X's and Mastodon's own servers find them. */
    List<Span> links() {
        if (links == null) {
            Extractor extractor = new Extractor();
            extractor.setExtractURLWithoutProtocol(false);
            links = inWords("://", extractor::extractURLsWithIndices);
        }
        return links;
    }

    List<Span> hashtags() {
        if (hashtags == null) {
            Extractor extractor = new Extractor();
            List<Span> found = new ArrayList<>(inWords("#", extractor::extractHashtagsWithIndices));
            found.addAll(inWords("\uFF03", extractor::extractHashtagsWithIndices)); // the wide sign of CJK keyboards
            found.sort(Comparator.comparingInt(Span::start));
            hashtags = found.stream().distinct().toList();
        }
        return hashtags;
    }

    /** Neither links nor hashtags go across white space, and looking in a few words is far quicker than in all. */
    private List<Span> inWords(String sign, Function<String, List<Extractor.Entity>> find) {
        List<Span> found = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, from)) {
            int start = at;
            while (start > from && !isGap(text.charAt(start - 1))) {
                start--;
            }
            int end = wordEnd(at);
            start = Math.max(0, start - 1); // what stands before it counts
            int shift = start;
            find.apply(text.substring(start, end))
                    .forEach(entity -> found.add(new Span(shift + entity.getStart(), shift + entity.getEnd())));
            from = end;
        }
        return found;
    }

    private int wordEnd(int from) {
        int end = from;
        while (end < text.length() && !isGap(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The white space of ASCII only: what else separates words, X's library decides. */
    private static boolean isGap(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    List<Span> mentions() {
        if (mentions == null) {
            List<Span> found = new ArrayList<>();
            Matcher matcher = MENTION.matcher(text);
            while (text.indexOf('@') >= 0 && matcher.find()) {
                if (links().stream().noneMatch(link -> link.holds(matcher.start()))) {
                    found.add(new Span(matcher.start(), matcher.end(), matcher.end(1)));
                }
            }
            mentions = found;
        }
        return mentions;
    }

    /** Mentions as a network that counts so finds them. */
    List<Span> mentions(Limits.Counting counting) {
        return counting == Limits.Counting.WEIGHTED
                ? spans(new Extractor().extractMentionedScreennamesWithIndices(text))
                : mentions();
    }

    /** What a network makes clickable, in the order of the text. */
    List<org.herald.Span> spans(Limits.Counting counting) {
        return java.util.stream.Stream.of(
                        kind(org.herald.Span.Kind.LINK, links()),
                        kind(org.herald.Span.Kind.HASHTAG, hashtags()),
                        kind(org.herald.Span.Kind.MENTION, mentions(counting)))
                .flatMap(List::stream)
                .sorted(java.util.Comparator.comparingInt(org.herald.Span::start))
                .toList();
    }

    private static List<org.herald.Span> kind(org.herald.Span.Kind kind, List<Span> spans) {
        return spans.stream()
                .map(span -> new org.herald.Span(kind, span.start(), span.end()))
                .toList();
    }

    /** Signs of shares, {@code $ACME}, as X finds them. */
    List<Span> cashtags() {
        return text.indexOf('$') < 0 ? List.of() : spans(new Extractor().extractCashtagsWithIndices(text));
    }

    /** Where a pattern is; the last one asked for is remembered. */
    List<Span> matches(Pattern pattern) {
        if (pattern != sought) {
            sought = pattern;
            matches = pattern.matcher(text)
                    .results()
                    .map(match -> new Span(match.start(), match.end()))
                    .toList();
        }
        return matches;
    }

    /** How likely each language is that is told apart; links, hashtags and mentions say nothing of it. */
    Map<String, Double> languages() {
        if (languages == null) {
            StringBuilder words = new StringBuilder(text);
            java.util.stream.Stream.of(links(), hashtags(), mentions())
                    .flatMap(List::stream)
                    .forEach(span -> {
                        for (int i = span.start(); i < span.end(); i++) {
                            words.setCharAt(i, ' ');
                        }
                    });
            languages = Tongue.likelihoods(words.toString());
        }
        return languages;
    }

    /** What a site's gate asks. */
    List<Finding> gated(Gate asked) {
        if (!asked.equals(gate)) {
            gate = asked;
            gated = Rules.gate(this, asked);
        }
        return gated;
    }

    /** As X weighs it: the sum over its words, for no rule of X's goes across white space. */
    int weight() {
        if (weight < 0) {
            weight = weigh(Integer.MAX_VALUE);
        }
        return weight;
    }

    /** Where the weight has reached a maximum that it exceeds. */
    int weightEnd(int max) {
        return weigh(max);
    }

    private int weigh(int max) {
        int sum = 0;
        int start = 0;
        while (start < text.length()) {
            int end = isGap(text.charAt(start)) ? start + 1 : wordEnd(start);
            int one = weight(start, end);
            if (sum + one > max) {
                return fitting(start, end, max - sum);
            }
            sum += one;
            start = end;
        }
        return sum;
    }

    /** Where the longest beginning of a word ends that weighs no more than there is room for. */
    private int fitting(int start, int end, int room) {
        int low = start;
        int high = end;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (weight(start, middle) <= room) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int weight(int start, int end) {
        int sum = 0;
        for (int i = start; i < end; i++) {
            boolean stop = text.charAt(i) == '.' && i == end - 1; // no link ends in a dot
            int one = stop ? 1 : plainWeight(text.charAt(i));
            if (one == 0) {
                return weightInLibrary(start, end);
            }
            sum += one;
        }
        return sum;
    }

    /** With the white space before the word: whether a link begins depends on what stands there. */
    private int weightInLibrary(int start, int end) {
        String word = start == 0 ? text.substring(0, end) : " " + text.substring(start, end);
        int gap = start == 0 ? 0 : 1;
        return word.indexOf('.') >= 0
                ? TwitterTextParser.parseTweet(word).weightedLength - gap
                : TwitterTextParser.parseTweetWithoutUrlExtraction(word).weightedLength - gap;
    }

    /** What a character weighs that is part of no link, no emoji and no composition; 0 where only the library knows. */
    private static int plainWeight(char c) {
        boolean latin = c < '\u0300' && c != '.' && c != '\u00A9' && c != '\u00AE';
        if (latin || c >= '\u2010' && c <= '\u201F') {
            return 1;
        }
        boolean wide =
                c >= '\u3041' && c <= '\u3096' || c >= '\u30A1' && c <= '\u30FA' || c >= '\u4E00' && c <= '\u9FFF';
        return wide ? 2 : 0;
    }

    /** Whether a cut here would go through a link, a hashtag or a mention. */
    boolean isInside(int index) {
        return java.util.stream.Stream.of(links(), hashtags(), mentions())
                .flatMap(List::stream)
                .anyMatch(span -> span.holds(index));
    }

    private static List<Span> spans(List<Extractor.Entity> entities) {
        return entities.stream()
                .map(entity -> new Span(entity.getStart(), entity.getEnd()))
                .toList();
    }
}
