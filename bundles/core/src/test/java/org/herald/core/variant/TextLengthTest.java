package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.herald.Attachment;
import org.herald.Finding;
import org.herald.MediaFile;
import org.herald.TextCheck;
import org.herald.Voice;
import org.herald.core.media.MediaInfo;
import org.herald.core.repo.Article;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLengthTest {
    static final Limits CODE_POINTS = limits(Limits.Counting.CODE_POINTS_URL23, 500, 0, 23);
    static final Limits BLUESKY = limits(Limits.Counting.GRAPHEMES_AND_BYTES, 300, 3000, 0);
    private static final URI LINK = URI.create("https://example.org/a/rather/long/path/to/an/article.html");

    static Limits limits(Limits.Counting counting, int max, int bytes, int url) {
        return new Limits(
                new Limits.Text(counting, max, bytes, url, Limits.Tags.ANY, true, true, 0),
                new Limits.Pictures(0, 4, 1000, 1000, 1000, Limits.Ratios.ANY, 1500, Set.of("image/png")),
                URI.create("https://example.org"),
                LocalDate.of(2026, 1, 1));
    }

    static NetworkTraits traits(NetworkTraits.Cards cards) {
        return TestTraits.of("x", NetworkTraits.Idempotency.KEY, cards, false);
    }

    @ParameterizedTest
    @CsvSource({"hello, 5", "👩‍👩‍👧‍👦, 1", "🇨🇭🇫🇷, 2", "👍🏽, 1", "é, 1", "नमस्ते, 3", "안녕, 2"})
    void countsGraphemesAsAReaderDoes(String text, int length) {
        assertThat(TextLength.of(text, BLUESKY)).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        "'https://example.org/a-very-long-address-that-goes-on', 23",
        "'see https://example.org/x.', 28",
        "'(https://example.org/x)', 25",
        "'@bob@example.social hi', 7",
        "'mail me@example.org', 19",
        "'👩‍👩‍👧‍👦', 7"
    })
    void countsLinksAndMentionsAsMastodonDoes(String text, int length) {
        assertThat(TextLength.of(text, CODE_POINTS)).isEqualTo(length);
    }

    @Property(tries = 300)
    void whatIsProposedFitsAndKeepsItsLink(
            @ForAll String title,
            @ForAll String description,
            @ForAll List<String> tags,
            @ForAll("signatures") String signature) {
        for (Limits limits : List.of(CODE_POINTS, BLUESKY)) {
            Article article = article(title, description, tags);
            String text = Composer.compose(article, traits(NetworkTraits.Cards.BY_SERVER), limits, signature, false);
            assertThat(text).contains(signature);
            assertThat(text).contains(LINK.toString());
            assertThat(Composer.check(text, limits, BRAND).findings())
                    .filteredOn(Finding::blocks)
                    .isEmpty();
        }
    }

    @Property(tries = 300)
    void aCommonTextFitsEveryNetworkAndKeepsItsLink(
            @ForAll String words, @ForAll boolean withLink, @ForAll("signatures") String signature) {
        Article article = article("Title", "Lead.", List.of());
        String text = (words + (withLink ? " " + LINK + " " : " ") + words).repeat(3);
        for (String network : LimitsBook.all().keySet()) {
            Limits limits = LimitsBook.of(network);
            String said =
                    Composer.adapt(text, article, traits(NetworkTraits.Cards.BY_SERVER), limits, signature, false);
            assertThat(said).contains(signature);
            assertThat(said).contains(LINK.toString());
            assertThat(TextLength.fits(new ParsedText(said), limits))
                    .as("%s: %s", network, said)
                    .isTrue();
        }
    }

    @Test
    void whatGoesWithAPictureFitsBesideIt() {
        Limits telegram = LimitsBook.of("telegram");
        NetworkTraits traits = traits(NetworkTraits.Cards.BY_SERVER);
        String lead = "A long lead. ".repeat(150);
        Article plain = article("Title", lead, List.of(), List.of());
        assertThat(Composer.compose(plain, traits, telegram, "", false)).hasSizeGreaterThan(1024);
        Article article = article("Title", lead, List.of());
        String text = Composer.compose(article, traits, telegram, "", false);
        assertThat(text).hasSizeLessThanOrEqualTo(1024).contains(LINK.toString());
        assertThat(Composer.adapt("Words. ".repeat(300), article, traits, telegram, "", false))
                .hasSizeLessThanOrEqualTo(1024)
                .contains(LINK.toString());
        Composer.Wording with = new Composer.Wording(text, Attachment.MEDIA, article.pictures(), "", false);
        assertThat(check(with, article, telegram).maxLength()).isEqualTo(1024);
        Composer.Wording without = new Composer.Wording(text, Attachment.CARD, List.of(), "", false);
        assertThat(check(without, article, telegram).maxLength()).isEqualTo(4096);
    }

    private static TextCheck check(Composer.Wording wording, Article article, Limits limits) {
        return Composer.check(
                wording,
                path -> new MediaInfo.Picture(),
                article,
                traits(NetworkTraits.Cards.BY_SERVER),
                limits,
                RuleSeverities.USUAL,
                BRAND);
    }

    @Property(tries = 300)
    void cutsWithinTheLengthAndNeverInsideACharacter(
            @ForAll String text, @ForAll @IntRange(min = 1, max = 60) int max) {
        String cut = TextLength.cut(new ParsedText(text), max, BLUESKY);
        assertThat(TextLength.of(cut, BLUESKY)).isLessThanOrEqualTo(max);
        assertThat(cut.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).count())
                .isLessThanOrEqualTo(text.codePoints()
                        .filter(c -> c >= 0xD800 && c <= 0xDFFF)
                        .count());
    }

    @Test
    void cutsAtASentenceWhereItCan() {
        assertThat(TextLength.cut(new ParsedText("One sentence. Another one that is long."), 20, BLUESKY))
                .isEqualTo("One sentence.");
        assertThat(TextLength.cut(new ParsedText("No sentence ends in here at all"), 16, BLUESKY))
                .isEqualTo("No sentence…");
    }

    @Test
    void theCardSparesTheTextItsTitleAndLink() {
        Article article = article("Title", "Lead.", List.of("Community garden"));
        assertThat(Composer.compose(article, traits(NetworkTraits.Cards.BY_CLIENT), BLUESKY, "", false))
                .isEqualTo("Lead.\n\n#CommunityGarden");
        assertThat(Composer.compose(article, traits(NetworkTraits.Cards.BY_SERVER), CODE_POINTS, "", false))
                .isEqualTo("Title\n\nLead.\n\n#CommunityGarden\n\n" + LINK);
    }

    @Test
    void tellsWhatTheEditorShouldKnow() {
        Article article = article("Title", "Lead.", List.of());
        NetworkTraits traits = traits(NetworkTraits.Cards.BY_SERVER);
        assertThat(codes("no link", Attachment.NONE, article, traits)).containsExactly("linkMissing");
        assertThat(codes("x " + LINK, Attachment.MEDIA, article, traits)).containsExactly("altMissing");
        assertThat(codes("  ", Attachment.NONE, article, traits)).contains("empty");
        assertThat(codes("x".repeat(501), Attachment.NONE, article, traits)).contains("tooLong");
        assertThat(Composer.check("👩‍👩‍👧‍👦".repeat(200), BLUESKY, BRAND).findings())
                .extracting(Finding::rule)
                .containsExactly("tooManyBytes");
    }

    private static List<String> codes(String text, Attachment attachment, Article article, NetworkTraits traits) {
        List<MediaFile> media = attachment == Attachment.MEDIA ? article.pictures() : List.of();
        return Composer.check(
                        new Composer.Wording(text, attachment, media, "", false),
                        path -> new MediaInfo.Picture(),
                        article,
                        traits,
                        CODE_POINTS,
                        RuleSeverities.USUAL,
                        BRAND)
                .findings()
                .stream()
                .map(Finding::rule)
                .toList();
    }

    private static final PersonalVoice BRAND = new PersonalVoice(Voice.USUAL, "edith");

    @net.jqwik.api.Provide
    static net.jqwik.api.Arbitrary<String> signatures() {
        return net.jqwik.api.Arbitraries.of("", "^EB");
    }

    private static Article article(String title, String description, List<String> tags) {
        return article(title, description, tags, List.of(new MediaFile("/img.png", "")));
    }

    private static Article article(String title, String description, List<String> tags, List<MediaFile> pictures) {
        return Article.builder()
                .path("/content/x")
                .title(title)
                .description(description)
                .language(Locale.ENGLISH)
                .site("/content")
                .siteTitle("Site")
                .url(Optional.of(LINK))
                .tags(tags)
                .pictures(pictures)
                .properties(java.util.Map.of())
                .build();
    }
}
