package org.herald.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.herald.spi.Proofreader.Mistake;
import org.herald.spi.Proofreader.Proof;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageToolProofreaderTest {
    private static LanguageToolProofreader reader;

    @BeforeAll
    static void start() {
        reader = new LanguageToolProofreader();
        assertThat(reader.read("Whatevr", Locale.ENGLISH).mistakes())
                .as("nobody waits for the dictionaries")
                .isEmpty();
        await().atMost(Duration.ofMinutes(2)).until(() -> reader.languages().containsAll(List.of("en", "fr")));
    }

    @AfterAll
    static void stop() {
        reader.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "en, Come and see the gardn on Saturday., gardn, garden",
        "en, They was here before us., was, were",
        "fr, Venez voir le jardyn samedi., jardyn, jardin",
        "fr, Les abeille sont là., abeille, abeilles"
    })
    void tellsAMistakeAndWhatMayBeMeant(String language, String text, String wrong, String right) {
        assertThat(reader.read(text, Locale.forLanguageTag(language)).mistakes())
                .anySatisfy(mistake -> {
                    assertThat(text.substring(mistake.start(), mistake.end())).contains(wrong);
                    assertThat(mistake.instead()).anyMatch(instead -> instead.contains(right));
                    assertThat(mistake.why()).isNotBlank();
                });
    }

    @Test
    void bothSidesOfTheOceanWriteRight() {
        assertThat(reader.read("The colour of the center is gray.", Locale.ENGLISH)
                        .mistakes())
                .isEmpty();
        assertThat(reader.read("The colour of the garden.", Locale.UK).mistakes())
                .isEmpty();
        assertThat(reader.read("The colour of the garden.", Locale.US).mistakes())
                .extracting(Mistake::instead)
                .isNotEmpty();
    }

    @Test
    void whatPostsDoIsNoMistake() {
        assertThat(reader.read("🐝 venez nombreux ! « Le jardin » vous attend", Locale.FRENCH)
                        .mistakes())
                .isEmpty();
        assertThat(reader.read("🐝 come and see (really)", Locale.ENGLISH).mistakes())
                .isEmpty();
    }

    @Test
    void otherLanguagesAreLeftAlone() {
        assertThat(reader.read("Kommt in den Gartn.", Locale.GERMAN).mistakes()).isEmpty();
    }

    @Test
    void aLongTextIsReadAsFarAsTheTimeGoesAndSaysHowFar() {
        String sentence = "The bees came back to the gardn, and nobody knows why. ";
        String text = sentence.repeat(400_000 / sentence.length());
        Proof proof = reader.read(text, Locale.UK);
        assertThat(proof.end()).isBetween(1_000, 22_000);
        assertThat(text.substring(0, proof.end())).endsWith("why. ");
        assertThat(proof.mistakes())
                .hasSizeGreaterThan(proof.end() / sentence.length() - 1)
                .allSatisfy(mistake -> assertThat(text.substring(mistake.start(), mistake.end()))
                        .isEqualTo("gardn"));
    }

    @ParameterizedTest
    @CsvSource({"a, 2000", "😀, 2000", "(, 2000"})
    void aPartOfOneWordIsCutBetweenCharacters(String piece, int most) {
        String text = "x" + piece.repeat(3000);
        int end = LanguageToolProofreader.partEnd(text, 0);
        assertThat(end).isBetween(most - 1, most);
        assertThat(Character.isLowSurrogate(text.charAt(end))).isFalse();
    }
}
