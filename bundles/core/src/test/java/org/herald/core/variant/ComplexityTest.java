package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.herald.Attachment;
import org.herald.Voice;
import org.herald.core.repo.Article;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits.Cards;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes, eight times as much of it costs eight times as much to check and to split, and not sixty-four. */
class ComplexityTest {
    static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("prose", "The bees came back to the garden, and nobody knows why. "),
            Map.entry("links", "https://example.org/a/b?c=d "),
            Map.entry("linksInOneWord", "https://example.org/a,"),
            Map.entry("schemes", "http://"),
            Map.entry("hashtags", "#bees "),
            Map.entry("signs", "#"),
            Map.entry("wideSigns", "\uFF03"),
            Map.entry("hashtagsInOneWord", "#a"),
            Map.entry("digits", "#1"),
            Map.entry("mentions", "@anna@example.social "),
            Map.entry("ats", "@"),
            Map.entry("mentionsInOneWord", "@a@"),
            Map.entry("dottedMention", "@a.b-"),
            Map.entry("cashtags", "$ACME "),
            Map.entry("shouts", "SHOUT! "),
            Map.entry("shoutsThatEndSmall", "SHOUT SHOUTs "),
            Map.entry("spaces", " "),
            Map.entry("lines", "\n"),
            Map.entry("emoji", "\uD83D\uDE00"),
            Map.entry("emojiApart", "\uD83D\uDE00 "),
            Map.entry("families", "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67"),
            Map.entry("joiners", "\u200D"),
            Map.entry("flags", "\uD83C\uDDE8\uD83C\uDDED"),
            Map.entry("marks", "\u0301"),
            Map.entry("composed", "e\u0301"),
            Map.entry("word", "a"),
            Map.entry("capitals", "A"),
            Map.entry("dots", "."),
            Map.entry("dotted", "a."),
            Map.entry("domains", "a.com/"),
            Map.entry("hyphens", "a-"),
            Map.entry("kanji", "漢字"),
            Map.entry("thai", "ภาษาไทย"),
            Map.entry("lookalikes", "\u0430a "),
            Map.entry("lookalikeWord", "\u0430a"),
            Map.entry("lookalikeMarks", "\u0430\u0301\u0301\u0301\u0301\u0301\u0301\u0301"),
            Map.entry("placeholders", "${"),
            Map.entry("commas", ","),
            Map.entry("carriages", "\r\n\n"),
            Map.entry("dashes", "-"),
            Map.entry("zalgo", "\u0301\u0323\u0334"),
            Map.entry("names", "a.co "),
            Map.entry("namesInOneWord", "a.co,"),
            Map.entry("linkOfBrackets", "(a)"),
            Map.entry("korean", "\u1112\u1161\u11AB"),
            Map.entry("breaks", "a\n---\n"),
            Map.entry("parentheses", "("),
            Map.entry("linkInParentheses", "http://a.b/((("),
            Map.entry("controls", "\u200F\u202E"),
            Map.entry("brackets", "["),
            Map.entry("guillemets", "«»"),
            Map.entry("nameInGuillemets", "«a.co"),
            Map.entry("hostOfNobody", "http://a.b/"),
            Map.entry("foreignHosts", "ñ.ñ("),
            Map.entry("openLinks", "https://example.org/a(b#"),
            Map.entry("joinedLadies", "\uD83D\uDC69\u200D"),
            Map.entry("devanagari", "\u0915\u094D"));

    private static final List<String> BEFORE = List.of("https://example.org/", "https://example.org/?a=(", "@a", "#a");
    private static final List<String> BEHIND = List.of(".", ".com", " @a", "\n---\n", "http://a.co/");
    private static final List<String> SIGNS = List.of(
            "(", ")", "[", "«", "@", "#", ".", "/", ":", "$", " ", "\n", "\u200F", "\u200D", "\u0301", "a", "1", "é");
    private static final int MIXED = 40;

    private static final List<String> NETWORKS = List.of("bluesky", "x", "mastodon");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM = 2_000;
    /** UTF-16 code units. */
    private static final int FEW = 10_000;

    private static final int TIMES = 8;
    /** Eight times is eight, and the square of it sixty-four; what is over too quickly to be measured is good enough. */
    private static final double RATIO = 12;

    private static final Duration CHEAP = Duration.ofMillis(100);
    /** Whatever else the machine does, it does not do it each time. */
    private static final int TRIES = 4;

    private static final long MILLION = 1_000_000;
    private static final PersonalVoice BRAND = new PersonalVoice(Voice.USUAL, "edith");
    private static final Article ARTICLE = Article.builder()
            .path("/content/x")
            .title("Title")
            .description("Lead")
            .language(Locale.ENGLISH)
            .site("/content")
            .siteTitle("Site")
            .url(Optional.of(URI.create("https://example.org/a.html")))
            .build();

    /** Of each kind alone, and of kinds that meet: so many of one before another, behind another, and half and half. */
    static Stream<Arguments> texts() {
        List<Arguments> all = new ArrayList<>();
        Random random = new Random(10);
        new TreeMap<>(TEXTS)
                .forEach((kind, piece) -> all.add(text(kind, piece, random, length -> repeated(piece, length))));
        for (int i = 0; i < MIXED; i++) {
            String sign = any(SIGNS, random);
            String other = any(SIGNS, random);
            String before = any(BEFORE, random);
            String behind = any(BEHIND, random);
            all.add(text("behind", before + sign, random, length -> before + repeated(sign, length)));
            all.add(text("before", sign + other + behind, random, length -> repeated(sign + other, length) + behind));
            all.add(text(
                    "halves",
                    sign + other,
                    random,
                    length -> repeated(sign, length / 2) + repeated(other, length / 2)));
        }
        return all.stream();
    }

    private static Arguments text(String kind, String of, Random random, IntFunction<String> text) {
        return Arguments.of(kind + " " + of.replaceAll("\\s", "_"), any(NETWORKS, random), text);
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String repeated(String piece, int length) {
        return "A" + piece.repeat(length / piece.length()) + " \u0430x";
    }

    /** Nanoseconds of this thread's own work, whatever else the machine does. */
    private static long cost(String text, String network) {
        long begin = THREADS.getCurrentThreadCpuTime();
        Limits limits = LimitsBook.of(network);
        Composer.Wording wording = new Composer.Wording(text, Attachment.NONE, List.of(), "", true);
        Composer.check(
                wording,
                path -> null,
                ARTICLE,
                TextLengthTest.traits(Cards.BY_SERVER),
                limits,
                RuleSeverities.USUAL,
                BRAND);
        Composer.adapt(text, ARTICLE, TextLengthTest.traits(Cards.BY_SERVER), limits, "^EB", false);
        Fingerprint.of(text);
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("texts")
    void eightTimesAsMuchCostsEightTimesAsMuch(String kind, String network, IntFunction<String> text) {
        cost(text.apply(WARM), network);
        long once = 0;
        long often = Long.MAX_VALUE;
        // each pair by itself: what Java compiles, or takes back, between two tries changes both
        for (int i = 0; i < TRIES && often > CHEAP.toNanos() && often / RATIO >= once; i++) {
            once = cost(text.apply(FEW), network);
            often = cost(text.apply(FEW * TIMES), network);
        }
        assertThat(often <= CHEAP.toNanos() || often < once * RATIO)
                .as("%s on %s: %d ms, then %d ms", kind, network, once / MILLION, often / MILLION)
                .isTrue();
    }
}
