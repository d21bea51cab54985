package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.spi.Limits;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Limits BLUESKY = LimitsBook.of("bluesky");
    private static final List<String> THREADED = List.of("mastodon", "bluesky", "x", "threads");

    private static String letters(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Property(tries = 200)
    void everyPostFitsAndTogetherTheySayTheWhole(@ForAll("stories") String text) {
        for (String network : THREADED) {
            Limits limits = LimitsBook.of(network);
            List<Split.Piece> pieces = Split.of(text, limits);
            assertThat(pieces).allSatisfy(piece -> {
                assertThat(TextLength.fits(piece.text(), limits)).isTrue();
                assertThat(piece.text()).startsWith(text.substring(piece.start(), piece.end()));
            });
            String whole = pieces.stream()
                    .map(piece -> text.substring(piece.start(), piece.end()))
                    .collect(Collectors.joining());
            assertThat(letters(whole)).isEqualTo(letters(text));
        }
    }

    @Property(tries = 200)
    void noLinkHashtagOrMentionIsCut(@ForAll("stories") String text) {
        ParsedText whole = new ParsedText(text);
        for (String network : THREADED) {
            for (Split.Piece piece : Split.of(text, LimitsBook.of(network))) {
                assertThat(whole.isInside(piece.end())).isFalse();
                assertThat(java.util.Arrays.binarySearch(whole.characters(), piece.end()))
                        .as("at the end of a grapheme")
                        .isGreaterThanOrEqualTo(0);
            }
        }
    }

    @Provide
    static Arbitrary<String> stories() {
        return Arbitraries.of(
                        "The bees came back to the garden. ",
                        "Fourteen kinds live between the beds, in walls and reeds, ",
                        "https://example.org/a/long/path/to/an/article.html?utm_source=x ",
                        "#CommunityGarden ",
                        "@anna@example.social ",
                        "漢字かな交じり文。",
                        "👩‍👩‍👧‍👦🇨🇭 ",
                        "e\u0301te\u0301 ",
                        "\n\n",
                        "word ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Test
    void whatFitsStaysOneWithoutANumber() {
        assertThat(Split.of("Short.", BLUESKY)).extracting(Split.Piece::text).containsExactly("Short.");
    }

    @Test
    void endsAtParagraphsElseAtSentences() {
        String paragraph = "This is a sentence of the first paragraph, and it is rather long. "
                .repeat(3)
                .strip();
        List<Split.Piece> pieces = Split.of(paragraph + "\n\n" + paragraph, BLUESKY);
        assertThat(pieces).extracting(Split.Piece::text).containsExactly(paragraph + " (1/2)", paragraph + " (2/2)");
        List<Split.Piece> run = Split.of((paragraph + " ").repeat(2).strip(), BLUESKY);
        assertThat(run).allMatch(piece -> piece.text().matches("(?s).*\\. \\(\\d/\\d\\)"));
    }

    @Test
    void aLineOfDashesBeginsANewPost() {
        assertThat(Split.of("First.\n---\nSecond.\n ---- \nThird - not here --- nor here.", BLUESKY))
                .extracting(Split.Piece::text)
                .containsExactly("First. (1/3)", "Second. (2/3)", "Third - not here --- nor here. (3/3)");
        assertThat(Split.of("Alone.\n---\n", BLUESKY))
                .extracting(Split.Piece::text)
                .containsExactly("Alone.");
    }

    @Test
    void aLinkLongerThanAPostIsLeftWholeAndTold() {
        String link = "https://example.org/" + "a".repeat(400);
        List<Split.Piece> pieces = Split.of("Before. " + link + " After.", BLUESKY);
        assertThat(pieces).anyMatch(piece -> piece.text().contains(link));
    }
}
