package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.herald.Attachment;
import org.herald.Voice;
import org.herald.core.repo.Article;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits.Cards;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes, twice as much of it costs twice as much to check and to split, and not four times. */
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
            Map.entry("controls", "\u200F\u202E"));

    private static final List<String> NETWORKS = List.of("bluesky", "x");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEW = 1_000;
    /** UTF-16 code units. */
    private static final int MANY = 8_000;
    /** Twice is two, and four times would be four; what is over too quickly to be measured is good enough. */
    private static final double RATIO = 3.2;

    private static final Duration CHEAP = Duration.ofMillis(40);
    private static final Duration WORST = Duration.ofSeconds(2);
    private static final long MILLION = 1_000_000;
    private static final PersonalVoice BRAND = new PersonalVoice(Voice.USUAL, "edith");
    private static final Article ARTICLE = new Article(
            "/content/x",
            "Title",
            "Lead",
            "",
            "",
            "",
            Locale.ENGLISH,
            "/content",
            "Site",
            Optional.of(URI.create("https://example.org/a.html")),
            List.of(),
            List.of(),
            Map.of());

    static Stream<Arguments> texts() {
        return TEXTS.keySet().stream().sorted().flatMap(kind -> NETWORKS.stream()
                .map(network -> Arguments.of(kind, network)));
    }

    private static String of(String kind, int length) {
        String piece = TEXTS.get(kind);
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
        return THREADS.getCurrentThreadCpuTime() - begin;
    }

    private static long least(String text, String network) {
        return Math.min(cost(text, network), cost(text, network));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("texts")
    void twiceAsMuchCostsTwiceAsMuch(String kind, String network) {
        least(of(kind, FEW), network);
        long once = least(of(kind, MANY / 2), network);
        long twice = least(of(kind, MANY), network);
        boolean cheap = twice < CHEAP.toNanos();
        assertThat(cheap || twice < once * RATIO)
                .as("%s on %s: %d ms, then %d ms", kind, network, once / MILLION, twice / MILLION)
                .isTrue();
        assertThat(twice).as("%s on %s", kind, network).isLessThan(WORST.toNanos());
    }
}
