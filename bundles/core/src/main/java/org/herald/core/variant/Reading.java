package org.herald.core.variant;

import com.ibm.icu.text.BreakIterator;
import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private TwitterTextParseResults weighted;
    private int bytes = -1;

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
            links = text.contains("://") ? spans(extractor.extractURLsWithIndices(text)) : List.of();
        }
        return links;
    }

    List<Span> hashtags() {
        if (hashtags == null) {
            boolean any = text.indexOf('#') >= 0 || text.indexOf('＃') >= 0;
            hashtags = any ? spans(new Extractor().extractHashtagsWithIndices(text)) : List.of();
        }
        return hashtags;
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

    /** As X weighs it. */
    TwitterTextParseResults weighted() {
        if (weighted == null) {
            weighted = TwitterTextParser.parseTweet(text);
        }
        return weighted;
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
