package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.GateMode;
import org.herald.MediaFile;
import org.herald.Severity;
import org.herald.Voice.Tone;
import org.herald.core.media.MediaInfo;
import org.herald.spi.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final String LINK = "https://example.org/a.html";

    private static List<Finding> check(String network, String text) {
        return check(network, text, 0, "", RuleSeverities.USUAL);
    }

    private static List<Finding> check(String network, String text, int pictures, String alt, RuleSeverities gate) {
        return Rules.check(candidate(text, pictures, alt, ""), LimitsBook.of(network), gate);
    }

    private static Candidate candidate(String text, int pictures, String alt, String comment) {
        List<Candidate.Medium> media = java.util.Collections.nCopies(
                pictures, new Candidate.Medium(new MediaFile("/i.jpg", alt), new MediaInfo.Picture()));
        return candidate(text, media, comment, Locale.ENGLISH, Tone.ANY);
    }

    private static Candidate candidate(
            String text, List<Candidate.Medium> media, String comment, Locale language, Tone tone) {
        return Candidate.builder()
                .text(new ParsedText(text))
                .pieces(List.of(new Split.Piece(text, 0, text.length())))
                .attachment(media.isEmpty() ? Attachment.NONE : Attachment.MEDIA)
                .link(LINK)
                .media(media)
                .comment(comment)
                .language(language)
                .tone(tone)
                .build();
    }

    private static List<String> voice(String text, Locale language, Tone tone) {
        return rules(Rules.check(
                candidate(text + " " + LINK, List.of(), "", language, tone),
                LimitsBook.of("mastodon"),
                RuleSeverities.USUAL));
    }

    @Test
    void tellsALanguageThatIsNotTheReaders() {
        String french = "La saison des courges commence : venez les choisir au jardin samedi prochain.";
        String english = "Squash season is here: come and choose yours in the garden next Saturday.";
        assertThat(voice(french, Locale.FRENCH, Tone.ANY)).isEmpty();
        assertThat(voice(english, Locale.ENGLISH, Tone.ANY)).isEmpty();
        assertThat(voice(french, Locale.ENGLISH, Tone.ANY)).containsExactly("language");
        assertThat(voice(english, Locale.FRENCH, Tone.ANY)).containsExactly("language");
        assertThat(voice("Merci !", Locale.ENGLISH, Tone.ANY))
                .as("too short to tell")
                .isEmpty();
        assertThat(voice(french, Locale.JAPANESE, Tone.ANY))
                .as("a language that is not told apart")
                .isEmpty();
    }

    @Test
    void tellsAToneThatIsNotTheProfiles() {
        assertThat(voice("Tu viens avec ta famille au jardin samedi prochain ?", Locale.FRENCH, Tone.FORMAL))
                .containsExactly("tone", "tone");
        assertThat(voice("Venez avec votre famille au jardin samedi prochain.", Locale.FRENCH, Tone.FORMAL))
                .isEmpty();
        assertThat(voice("Venez avec votre famille au jardin samedi prochain.", Locale.FRENCH, Tone.FAMILIAR))
                .containsExactly("tone");
        assertThat(voice("Hey guys, come to the garden with us on Saturday", Locale.ENGLISH, Tone.FORMAL))
                .containsExactly("tone", "tone");
    }

    @Test
    void aVideoIsWithinWhatItsNetworkTakes() {
        MediaInfo.Video fits = new MediaInfo.Video("video/mp4", 1_000_000, 1280, 720, 20, 1);
        assertThat(film("bluesky", fits)).isEmpty();
        assertThat(film("bluesky", new MediaInfo.Video("video/quicktime", 1_000_000, 1280, 720, 20, 0)))
                .containsExactly("videoType");
        assertThat(film("bluesky", new MediaInfo.Video("video/mp4", 1_000_000, 1280, 720, 181, 0)))
                .containsExactly("videoTooLong");
        assertThat(film("discord", new MediaInfo.Video("video/mp4", 11_000_000, 1280, 720, 20, 0)))
                .containsExactly("videoTooLarge");
        assertThat(film("x", new MediaInfo.Video("video/mp4", 1_000_000, 1920, 400, 20, 0)))
                .containsExactly("videoSize");
        assertThat(film("x", new MediaInfo.Unusable("It is broken."))).containsExactly("mediaUnusable");
        assertThat(rules(Rules.check(
                        candidate(
                                LINK,
                                List.of(
                                        new Candidate.Medium(new MediaFile("/a.jpg", "A"), new MediaInfo.Picture()),
                                        new Candidate.Medium(new MediaFile("/b.mp4", "B"), fits)),
                                "",
                                Locale.ENGLISH,
                                Tone.ANY),
                        LimitsBook.of("mastodon"),
                        RuleSeverities.USUAL)))
                .containsExactly("mediaMixed");
    }

    @Test
    void picturesAndVideosStandTogetherWhereTheNetworkTakesThem() {
        Candidate.Medium film = new Candidate.Medium(
                new MediaFile("/b.mp4", "B"), new MediaInfo.Video("video/mp4", 1_000_000, 1280, 720, 20, 0));
        Candidate.Medium picture = new Candidate.Medium(new MediaFile("/a.jpg", "A"), new MediaInfo.Picture());
        assertThat(files(picture, film, film)).isEmpty();
        assertThat(files(film)).isEmpty();
        Candidate.Medium[] eleven = new Candidate.Medium[11];
        Arrays.fill(eleven, picture);
        eleven[3] = film;
        assertThat(files(eleven)).containsExactly("tooManyFiles");
        Arrays.fill(eleven, film);
        assertThat(files(eleven)).containsExactly("tooManyVideos");
    }

    private static List<String> files(Candidate.Medium... media) {
        return rules(Rules.check(
                        candidate("Bees", List.of(media), "", Locale.ENGLISH, Tone.ANY),
                        LimitsBook.of("instagram"),
                        RuleSeverities.USUAL))
                .stream()
                .filter(rule -> !rule.equals("linkMissing"))
                .toList();
    }

    private static List<String> film(String network, MediaInfo look) {
        return rules(Rules.check(
                candidate(
                        LINK,
                        List.of(new Candidate.Medium(new MediaFile("/film.mp4", "A film"), look)),
                        "",
                        Locale.ENGLISH,
                        Tone.ANY),
                LimitsBook.of(network),
                RuleSeverities.USUAL));
    }

    @Test
    void aTextWithPicturesMayBeShorterThanOneWithout() {
        String text = "x".repeat(1100) + " " + LINK;
        assertThat(check("telegram", text)).isEmpty();
        assertThat(Rules.check(
                        candidate(text, 1, "A pond", ""),
                        LimitsBook.of("telegram").of(true),
                        RuleSeverities.USUAL))
                .singleElement()
                .satisfies(finding -> assertThat(finding.values()).containsEntry("max", "1024"));
        assertThat(check("telegram", "&".repeat(4096 - LINK.length() - 1) + " " + LINK))
                .as("signs that go out as entities count what readers see")
                .isEmpty();
        assertThat(LimitsBook.of("mastodon").of(true)).isSameAs(LimitsBook.of("mastodon"));
    }

    @Test
    void countsDifferentLinksOnly() {
        String five = LINK + " https://a.org https://b.org https://c.org https://d.org ";
        assertThat(rules(check("threads", five + LINK))).isEmpty();
        assertThat(check("threads", five + LINK + " https://e.org"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("tooManyLinks");
                    assertThat(finding.blocks()).isTrue();
                    assertThat(finding.values()).containsEntry("count", "6").containsEntry("max", "5");
                });
        assertThat(rules(check("mastodon", five + " https://e.org"))).isEmpty();
    }

    @Test
    void aFirstCommentGoesWhereThereIsOneAndMayCarryTheLink() {
        assertThat(rules(Rules.check(
                        candidate("Read on in the first comment.", 0, "", LINK),
                        LimitsBook.of("linkedin"),
                        RuleSeverities.USUAL)))
                .isEmpty();
        assertThat(rules(Rules.check(
                        candidate(LINK, 0, "", "x".repeat(1251)), LimitsBook.of("linkedin"), RuleSeverities.USUAL)))
                .containsExactly("commentTooLong");
        assertThat(rules(Rules.check(candidate(LINK, 0, "", "More"), LimitsBook.of("mastodon"), RuleSeverities.USUAL)))
                .containsExactly("commentNotTaken");
    }

    @Test
    void xTakesOneCashtag() {
        assertThat(rules(check("x", "$ACME rises " + LINK))).isEmpty();
        assertThat(rules(check("x", "$ACME and $BEES rise " + LINK))).containsExactly("tooManyCashtags");
        assertThat(rules(check("mastodon", "$ACME and $BEES rise " + LINK))).isEmpty();
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
        assertThat(rules(check(network, full, 1, "x", RuleSeverities.USUAL))).doesNotContain("tooLong");
        assertThat(check(network, full + "b", 1, "x", RuleSeverities.USUAL))
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
        RuleSeverities strict = new RuleSeverities(Map.of("altMissing", GateMode.BLOCK, "emojiRun", GateMode.OFF));
        List<Finding> findings = check("mastodon", "Yes 🎉🎉🎉🎉 " + LINK, 1, "", strict);
        assertThat(findings).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo("altMissing");
            assertThat(f.blocks()).isTrue();
        });
        assertThat(check("mastodon", "Yes " + LINK, 1, "", RuleSeverities.USUAL))
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
        assertThat(new ParsedText(text).weighed().whole())
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
            Rules.text(new ParsedText(longer), limits).stream()
                    .filter(f -> f.rule().equals("tooLong"))
                    .forEach(f -> assertThat(TextLength.of(longer.substring(0, f.start()), limits))
                            .isLessThanOrEqualTo(limits.text().maxLength()));
        }
    }
}
