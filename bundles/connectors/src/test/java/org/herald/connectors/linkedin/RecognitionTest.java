package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.herald.connectors.linkedin.Documents.Posted;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTest {
    private static final Instant BEGAN = Instant.parse("2026-11-26T12:00:00Z");
    private static final String ACME = "urn:li:organization:1001";

    private static Lookup verdict(String text, Posted... seen) {
        Recognition recognition =
                new Recognition(ACME, Post.of("key", text, BEGAN).build());
        Window window = Window.of(BEGAN, BEGAN.plusSeconds(30), Optional.of(BEGAN.plusSeconds(30)));
        for (Posted one : seen) {
            recognition.look(one, window, new RemoteRef(one.id(), "", null));
        }
        return recognition.verdict();
    }

    private static Posted posted(String id, String author, String commentary, Instant at) {
        return new Posted(id, author, commentary, null, at.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({"1, Present", "-1, Present", "-60, Unknown", "-299, Unknown", "-301, Absent", "-604800, Absent"})
    void takesNoOlderPostForIt(long seconds, String verdict) {
        Posted one = posted("urn:li:share:1", ACME, "Every week", BEGAN.plusSeconds(seconds));
        assertThat(verdict("Every week", one).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void takesNoOtherTextAndNoOtherAuthors() {
        assertThat(verdict(
                        "Ours",
                        posted("urn:li:share:1", ACME, "Others", BEGAN),
                        posted("urn:li:share:2", "urn:li:organization:1002", "Ours", BEGAN)))
                .isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void readsLittleTextAsReadersDo() {
        assertThat(verdict(
                        "So (#news)\n\n now", posted("urn:li:share:1", ACME, "So \\({hashtag|\\#|news}\\) now", BEGAN)))
                .isInstanceOf(Lookup.Present.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fresh “news” – today! | Fresh \"news\" - today | Unknown",
                "See https://acme.example/a/long/address now | See https://lnkd.in/x1 now | Unknown",
                "Fresh news (and more of it) | Fresh news | Unknown",
                "Fresh NEWS | fresh news | Unknown",
                "Fresh news | Fresh news of another day | Absent",
                "Fresh news | | Absent"
            })
    void doubtsWhatLinkedInMayHaveChanged(String sent, String shown, String verdict) {
        Posted one = posted("urn:li:share:1", ACME, shown == null ? "" : LittleText.of(shown), BEGAN.plusSeconds(1));
        assertThat(verdict(sent, one).getClass().getSimpleName()).isEqualTo(verdict);
        Posted older = posted("urn:li:share:1", ACME, one.commentary(), BEGAN.minusSeconds(301));
        assertThat(verdict(sent, older)).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void doesNotChooseBetweenTwo() {
        Posted one = posted("urn:li:share:1", ACME, "Twice", BEGAN);
        assertThat(verdict("Twice", one, one)).isInstanceOf(Lookup.Present.class);
        assertThat(verdict("Twice", one, posted("urn:li:share:2", ACME, "Twice", BEGAN)))
                .isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void tellsNothingByAnEmptyText() {
        assertThat(verdict(" ", posted("urn:li:share:1", ACME, "", BEGAN))).isInstanceOf(Lookup.Unknown.class);
    }
}
