package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.herald.spi.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmojiLengthTest {
    private static final Limits THREADS = LimitsBook.of("threads");

    @ParameterizedTest
    @CsvSource({
        "hello, 5",
        "é, 1",
        "日本語, 3",
        "😀, 4",
        "👍🏽, 8",
        "👩‍👩‍👧‍👦, 25",
        "🇨🇭, 8",
        "☺️, 6",
        "1️⃣, 7",
        "©, 1",
        "№ 1 — “yes”, 11",
        "go 🚀!, 8"
    })
    void countsAnEmojiAsItsBytes(String text, int length) {
        assertThat(TextLength.of(text, THREADS)).isEqualTo(length);
    }

    @Provide
    Arbitrary<String> mixed() {
        return Arbitraries.of("a", " ", "é", "😀", "👩‍👩‍👧‍👦", "👍🏽", "1️⃣", "日", "\n", "\u0301")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Property
    void liesBetweenCharactersAndBytes(@ForAll @From("mixed") String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        assertThat(TextLength.of(text, THREADS)).isBetween(text.codePointCount(0, text.length()), bytes);
    }

    @Property
    void whereItEndsItFitsAndOneMoreDoesNot(
            @ForAll @From("mixed") String text, @ForAll @IntRange(min = 1, max = 80) int max) {
        ParsedText reading = new ParsedText(text);
        if (EmojiLength.of(reading) <= max) {
            return;
        }
        int end = TextLength.end(reading, THREADS.text(), max);
        assertThat(TextLength.of(text.substring(0, end), THREADS)).isLessThanOrEqualTo(max);
        assertThat(TextLength.of(text.substring(0, reading.next(end)), THREADS)).isGreaterThan(max);
    }

    @Property
    void aThreadOfPostsFits(@ForAll @From("mixed") String text) {
        List<Split.Piece> pieces = Split.of(new ParsedText(text.repeat(20)), THREADS);
        assertThat(pieces).allMatch(piece -> TextLength.fits(piece.reading(), THREADS));
    }
}
