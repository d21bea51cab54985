package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.GateMode;
import org.herald.Severity;
import org.herald.spi.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final String LINK = "https://example.org/a.html";

    private static List<Finding> check(String network, String text) {
        return check(network, text, 0, "", Gate.USUAL);
    }

    private static List<Finding> check(String network, String text, int pictures, String alt, Gate gate) {
        Attachment attachment = pictures > 0 ? Attachment.PICTURE : Attachment.NONE;
        return Rules.check(
                new Rules.Candidate(new Reading(text), attachment, LINK, false, pictures, alt),
                LimitsBook.of(network),
                gate);
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "mastodon, 500",
        "bluesky, 300",
        "x, 280",
        "linkedin, 3000",
        "facebook, 63206",
        "instagram, 2200",
        "threads, 500",
        "telegram, 4096",
        "discord, 2000"
    })
    void eachNetworkTakesItsLengthAndNotOneMore(String network, int max) {
        String full = "a".repeat(max);
        assertThat(rules(check(network, full, 1, "x", Gate.USUAL))).doesNotContain("tooLong");
        assertThat(check(network, full + "b", 1, "x", Gate.USUAL))
                .filteredOn(f -> f.rule().equals("tooLong"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(Severity.BLOCKS);
                    assertThat(f.start()).isEqualTo(max);
                    assertThat(f.end()).isEqualTo(max + 1);
                    assertThat(f.values()).containsEntry("over", "1");
                    assertThat(f.source()).startsWith("https://").contains("2026-");
                });
    }

    @Test
    void everyNetworkHasItsFigures() {
        assertThat(LimitsBook.all())
                .containsOnlyKeys(
                        "mastodon",
                        "bluesky",
                        "x",
                        "linkedin",
                        "facebook",
                        "instagram",
                        "threads",
                        "telegram",
                        "discord");
        assertThat(LimitsBook.of("x").cost().postWithLink()).isEqualByComparingTo("0.20");
        assertThat(LimitsBook.of("facebook").cost())
                .isEqualTo(new Limits.Cost("", java.math.BigDecimal.ZERO, java.math.BigDecimal.ZERO));
    }

    @Test
    void instagramAsksForAPictureAndCountsHashtags() {
        String tags = "#a".repeat(0)
                + java.util.stream.IntStream.range(0, 31)
                        .mapToObj(i -> "#tag" + i)
                        .collect(java.util.stream.Collectors.joining(" "));
        List<Finding> findings = check("instagram", tags + " " + LINK);
        assertThat(rules(findings)).contains("pictureMissing", "tooManyHashtags", "linkDead");
        Finding surplus = findings.stream()
                .filter(f -> f.rule().equals("tooManyHashtags"))
                .findFirst()
                .orElseThrow();
        assertThat(tags.substring(surplus.start(), surplus.end())).isEqualTo("#tag30");
    }

    @Test
    void tellsWhatTheGateAsks() {
        assertThat(rules(check("mastodon", "Come #communitygardening " + LINK))).containsExactly("hashtagCase");
        assertThat(rules(check("mastodon", "Come #CommunityGardening " + LINK))).isEmpty();
        assertThat(rules(check("mastodon", "Yes 🎉🎉🎉🎉 " + LINK))).containsExactly("emojiRun");
        assertThat(rules(check("mastodon", "Yes 🎉🎉🎉 " + LINK))).isEmpty();
        assertThat(rules(check("mastodon", "𝓒𝓸𝓶𝓮 now " + LINK))).containsExactly("lookalike");
        assertThat(rules(check("mastodon", "pаypal " + LINK))).containsExactly("lookalike");
        assertThat(rules(check("mastodon", "Москва and Αθήνα " + LINK))).isEmpty();
        assertThat(rules(check("mastodon", "COME AND SEE TODAY " + LINK))).containsExactly("shouting");
        assertThat(rules(check("mastodon", "The UNESCO and the WHO say " + LINK)))
                .isEmpty();
        assertThat(rules(check("mastodon", "Click here: " + LINK))).containsExactly("ambiguousLink");
        assertThat(rules(check("mastodon", "Pour en savoir plus : " + LINK))).containsExactly("ambiguousLink");
        assertThat(rules(check("mastodon", "${title} " + LINK))).containsExactly("placeholder");
    }

    @Test
    void theGateBlocksWhereTheSiteSaysSo() {
        Gate strict = new Gate(Map.of("altMissing", GateMode.BLOCK, "emojiRun", GateMode.OFF));
        List<Finding> findings = check("mastodon", "Yes 🎉🎉🎉🎉 " + LINK, 1, "", strict);
        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo("altMissing");
            assertThat(f.blocks()).isTrue();
        });
        assertThat(check("mastodon", "Yes " + LINK, 1, "", Gate.USUAL))
                .singleElement()
                .satisfies(f -> assertThat(f.blocks()).isFalse());
    }

    @Property(tries = 400)
    void findingsPointIntoTheTextAndAtTheEndsOfCharacters(@ForAll String text) {
        for (String network : LimitsBook.all().keySet()) {
            String longer = text.repeat(1 + 400 / (text.length() + 1));
            for (Finding finding : check(network, longer)) {
                assertThat(finding.start()).isBetween(0, longer.length());
                assertThat(finding.end()).isBetween(finding.start(), longer.length());
                assertThat(finding.message()).isNotBlank();
            }
        }
    }

    /** Herald weighs word by word; X's library, the whole. */
    @Property(tries = 1000)
    void weighsAsXsLibraryDoes(@ForAll("texts") String text) {
        net.jqwik.api.Assume.that(!text.isBlank()); // which the library weighs nothing; it cannot be sent anyway
        assertThat(new Reading(text).weight())
                .isEqualTo(com.twitter.twittertext.TwitterTextParser.parseTweet(text).weightedLength);
    }

    @net.jqwik.api.Provide
    static net.jqwik.api.Arbitrary<String> texts() {
        return net.jqwik.api.Arbitraries.of(
                        "a",
                        "é",
                        "e\u0301",
                        "漢",
                        "か",
                        "🐝",
                        "👩‍👩‍👧",
                        "🇨🇭",
                        "1️⃣",
                        "©",
                        "—",
                        "“",
                        ".",
                        " ",
                        "\n",
                        "\u3000",
                        "#tag",
                        "@anna",
                        "example.org",
                        "https://example.org/x?y=1",
                        "http://münchen.de",
                        "ﷺ",
                        "\u200F",
                        "x.y")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 400)
    void whatIsCutOffAtTheMarkFits(@ForAll String text) {
        for (String network : LimitsBook.all().keySet()) {
            Limits limits = LimitsBook.of(network);
            String longer = text.repeat(1 + 800 / (text.length() + 1));
            Rules.text(new Reading(longer), limits).stream()
                    .filter(f -> f.rule().equals("tooLong"))
                    .forEach(f -> assertThat(TextLength.of(longer.substring(0, f.start()), limits))
                            .isLessThanOrEqualTo(limits.text().maxLength()));
        }
    }
}
