package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.Finding;
import org.herald.spi.Limits;

/** A text, and what is in it; each thing is looked for once, however many networks ask. Not for several threads. */
final class ParsedText {
    /** A remote mention as Mastodon reads it; the first group is what counts. */
    private static final Pattern MENTION = Pattern.compile(
            "(?<![=/\\w])(@[a-z0-9_]++(?:[.-]++[a-z0-9_]++)*+)(?:@\\w++(?:[.-]++\\w++)*+)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final BreakIterator CHARACTERS = BreakIterator.getCharacterInstance(Locale.ROOT);

    /** Where something is, in UTF-16 code units; a mention also tells where the part ends that Mastodon counts. */
    record CountedRange(int start, int end, int countedEnd) {
        CountedRange(int start, int end) {
            this(start, end, end);
        }
    }

    private final String text;
    private int[] characters;
    private List<CountedRange> links;
    private List<CountedRange> allLinks;
    private BitSet inside;
    private List<CountedRange> hashtags;
    private List<CountedRange> mentions;
    private Weight weight;
    private int bytes = -1;
    private RuleSeverities gate;
    private List<Finding> gated;
    private Map<String, Double> languages;
    private Pattern sought;
    private List<CountedRange> matches;

    ParsedText(String text) {
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

    /** The last end of a grapheme up to a place. */
    int whole(int index) {
        int found = Arrays.binarySearch(characters(), index);
        if (found >= 0) {
            return index;
        }
        return found == -1 ? 0 : characters()[-found - 2];
    }

    int bytes() {
        if (bytes < 0) {
            bytes = text.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    /** The first end of a grapheme behind a place. */
    int next(int index) {
        int found = Arrays.binarySearch(characters(), index + 1);
        return found >= 0 ? index + 1 : characters()[-found - 1];
    }

    int codePoints(int from, int to) {
        return text.codePointCount(from, to);
    }

    /** Links that begin with http or https, as X's and Mastodon's own servers find them. */
    List<CountedRange> links() {
        if (links == null) {
            links = Entities.links(text);
        }
        return links;
    }

    /** Each link where it stands first. */
    List<CountedRange> differentLinks() {
        Set<String> seen = new HashSet<>();
        return links().stream()
                .filter(link -> seen.add(text.substring(link.start(), link.end())))
                .toList();
    }

    /** The same, with the names of hosts that X takes for links. */
    private List<CountedRange> allLinks() {
        if (allLinks == null) {
            allLinks = Entities.allLinks(text, links());
        }
        return allLinks;
    }

    List<CountedRange> hashtags() {
        if (hashtags == null) {
            hashtags = Hashtags.in(text, links());
        }
        return hashtags;
    }

    List<CountedRange> mentions() {
        if (mentions == null) {
            List<CountedRange> found = new ArrayList<>();
            BitSet linked = inner(List.of(links()));
            Matcher matcher = MENTION.matcher(text);
            while (text.indexOf('@') >= 0 && matcher.find()) {
                if (!linked.get(matcher.start())) {
                    found.add(new CountedRange(matcher.start(), matcher.end(), matcher.end(1)));
                }
            }
            mentions = found;
        }
        return mentions;
    }

    /** Mentions as a network that counts so finds them. */
    List<CountedRange> mentions(Limits.Counting counting) {
        return counting == Limits.Counting.WEIGHTED ? Entities.mentions(text) : mentions();
    }

    /** What a network makes clickable, in the order of the text. */
    List<org.herald.TextEntity> spans(Limits.Counting counting) {
        return java.util.stream.Stream.of(
                        kind(org.herald.TextEntity.Kind.LINK, links()),
                        kind(org.herald.TextEntity.Kind.HASHTAG, hashtags()),
                        kind(org.herald.TextEntity.Kind.MENTION, mentions(counting)))
                .flatMap(List::stream)
                .sorted(java.util.Comparator.comparingInt(org.herald.TextEntity::start))
                .toList();
    }

    private static List<org.herald.TextEntity> kind(org.herald.TextEntity.Kind kind, List<CountedRange> spans) {
        return spans.stream()
                .map(span -> new org.herald.TextEntity(kind, span.start(), span.end()))
                .toList();
    }

    /** Signs of shares, {@code $ACME}, as X finds them. */
    List<CountedRange> cashtags() {
        return Entities.cashtags(text);
    }

    /** Where a pattern is; the last one asked for is remembered. */
    List<CountedRange> matches(Pattern pattern) {
        if (pattern != sought) {
            sought = pattern;
            matches = pattern.matcher(text)
                    .results()
                    .map(match -> new CountedRange(match.start(), match.end()))
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
            languages = LanguageDetector.likelihoods(words.toString());
        }
        return languages;
    }

    /** What a site's gate asks. */
    List<Finding> gated(RuleSeverities asked) {
        if (!asked.equals(gate)) {
            gate = asked;
            gated = SiteRules.of(this, asked);
        }
        return gated;
    }

    /** As X weighs it. */
    Weight weighed() {
        if (weight == null) {
            weight = new Weight(text, allLinks());
        }
        return weight;
    }

    /** Whether a cut here would go through a link, a hashtag or a mention. */
    boolean isInside(int index) {
        if (inside == null) {
            inside = inner(List.of(links(), hashtags(), mentions()));
        }
        return inside.get(index);
    }

    private BitSet inner(List<List<CountedRange>> all) {
        BitSet inner = new BitSet(text.length());
        all.forEach(spans -> spans.stream()
                .filter(span -> span.end() > span.start() + 1)
                .forEach(span -> inner.set(span.start() + 1, span.end())));
        return inner;
    }
}
