package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Herald counts as the servers do: a text that is exactly at the limit for Herald is accepted there, one more is not.
 * Bluesky's server enforces its limits. snac tells a limit and does not enforce it: there, what is within is accepted,
 * and what is beyond is refused by Herald.
 */
class LimitsIT {
    private static final Cms ADMIN = Cms.admin();
    private static final int BLUESKY_BYTES = 3000;
    private static final int KINDS_OF_A_TEXT = 8;
    /** Each is repeated until the limit is reached. */
    private static final List<String> UNITS = List.of(
            "a",
            "Hello world. ",
            "\n",
            "a\nb ",
            "\t.",
            "é",
            "e\u0301 ",
            "ñ ",
            "ß",
            "İ ",
            "ﬁ ",
            "œuvre ",
            "漢字 ",
            "かな",
            "カタカナ ",
            "ｶﾅ ",
            "中文，标点。",
            "한국어 ",
            "\u1112\u1161\u11ab ",
            "㍿ ",
            "𠮷野家 ",
            "مرحبا ",
            "السَّلامُ ",
            "שָׁלוֹם ",
            "\u200Fعربي\u200E ",
            "فارسی\u200Cها ",
            "नमस्ते ",
            "क्षत्रिय ",
            "தமிழ் ",
            "ภาษาไทย ",
            "বাংলা ",
            "ខ្មែរ ",
            "မြန်မာ ",
            "ქართული ",
            "Հայերեն ",
            "Ελληνικά ",
            "Русский ",
            "የአማርኛ ",
            "😀",
            "👍🏽",
            "👩‍👩‍👧‍👦 ",
            "👨🏿‍🚀 ",
            "🏳️‍🌈 ",
            "🏴‍☠️ ",
            "🇨🇭",
            "🇫🇷 🇩🇪 ",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿 ",
            "1️⃣ ",
            "❤️ ",
            "☺ ",
            "☺️ ",
            "🫱🏻‍🫲🏿 ",
            "🧑‍🤝‍🧑",
            "Z̷̢a̸͝l̵͘g̶̛o̴̕ ",
            "a\u0308\u0323\u0304 ",
            "𝔘𝔫𝔦 ",
            "𓀀𓂀 ",
            "∑∫√ ",
            "https://example.org/a ",
            "(https://example.org/a_(b)) ",
            "https://example.org/x?y=1&z=%C3%A9#f, ",
            "https://example.org. ",
            "https://münchen.example.org/straße ",
            "https://例え.jp/ ",
            "http://example.com:8080/~me; ",
            "@alice ",
            "@alice@example.social ",
            "@bob.bsky.social ",
            "#Tag ",
            "#été ",
            "#日本語 ",
            "mail@example.org ",
            "“quotes” ",
            "— – … ",
            "€100 ",
            "½ ",
            "\u00a0. ",
            "\u200b.");

    private static String mastodon;
    private static String bluesky;
    private static String article;

    @BeforeAll
    static void start() {
        Environment.start();
        Bluesky.person("counter");
        bluesky = ADMIN.profile(
                "Counts on Bluesky", "bluesky", Environment.PDS, "counter.test", Bluesky.password("counter"));
        mastodon = ADMIN.profile(
                "Composer on Mastodon",
                "mastodon",
                Environment.SNAC,
                "bob",
                Snac.person("bob").token());
        article = ADMIN.article("counting", "Counting");
    }

    @Test
    void theTableIsLongEnough() {
        assertThat(UNITS).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    private static JsonNode check(String profile, String text) {
        return ADMIN.ok(
                200,
                "/variants/check",
                Map.of("path", article, "profile", profile, "text", text, "attachment", "NONE"));
    }

    private static boolean fits(String profile, String text) {
        return Cms.stream(check(profile, text).path("findings")).noneMatch(f -> List.of("tooLong", "tooManyBytes")
                .contains(f.path("rule").asText()));
    }

    /** A text of this unit that is, for Herald, exactly at the limit. */
    private static String full(String profile, String unit, int maxBytes) {
        JsonNode ten = check(profile, unit.repeat(10) + ".");
        int max = ten.path("maxLength").asInt();
        int each = Math.max(1, (ten.path("length").asInt() + 9) / 10);
        int bytes = unit.getBytes(StandardCharsets.UTF_8).length;
        // thousands of mentions would have the server look for thousands of people
        int most = unit.startsWith("@") ? 5 : Integer.MAX_VALUE;
        String text =
                unit.repeat(Math.min(most, Math.min((max - 1) / each, maxBytes == 0 ? max : (maxBytes - 1) / bytes)))
                        + ".";
        int free = max - check(profile, text).path("length").asInt();
        int freeBytes = maxBytes == 0 ? free : maxBytes - text.getBytes(StandardCharsets.UTF_8).length;
        return text + "a".repeat(Math.max(0, Math.min(free, freeBytes)));
    }

    @TestFactory
    Stream<DynamicTest> blueskyAcceptsWhatIsAtTheLimitAndNotOneMore() {
        return UNITS.stream()
                .map(unit -> DynamicTest.dynamicTest("“" + unit + "”", () -> {
                    String text = full(bluesky, unit, BLUESKY_BYTES);
                    assertThat(fits(bluesky, text)).as("Herald takes %s", text).isTrue();
                    assertThat(fits(bluesky, text + "a"))
                            .as("Herald refuses %s and one", text)
                            .isFalse();
                    assertThat(Bluesky.person("counter").post(text).status()).isEqualTo(200);
                    Web.Reply over = Bluesky.person("counter").post(text + "a");
                    assertThat(over.status()).as(over.text()).isEqualTo(400);
                }));
    }

    /** Its texts are of 100 000 characters: one holds several kinds. Mentions stand alone, since full() keeps them few. */
    @TestFactory
    Stream<DynamicTest> mastodonAcceptsWhatIsAtTheLimitThatItTells() {
        List<String> kinds =
                UNITS.stream().filter(unit -> !unit.startsWith("@")).toList();
        Stream<String> mixed = IntStream.iterate(0, n -> n < kinds.size(), n -> n + KINDS_OF_A_TEXT)
                .mapToObj(n -> String.join("", kinds.subList(n, Math.min(kinds.size(), n + KINDS_OF_A_TEXT))));
        return Stream.concat(mixed, UNITS.stream().filter(unit -> unit.startsWith("@")))
                .map(unit -> DynamicTest.dynamicTest("“" + unit + "”", () -> {
                    String text = full(mastodon, unit, 0);
                    assertThat(fits(mastodon, text)).isTrue();
                    assertThat(fits(mastodon, text + "a")).isFalse();
                    assertThat(Snac.person("bob").post(text).status()).isEqualTo(200);
                }));
    }
}
