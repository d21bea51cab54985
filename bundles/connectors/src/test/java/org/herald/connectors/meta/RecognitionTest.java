package org.herald.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.herald.kit.lookup.Window;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;

class RecognitionTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Window WINDOW = new Window(AT.minusSeconds(300), AT);

    private static Recognition looking(Attempt attempt) {
        return new Recognition(Post.of("key", "Schöne Gärten https://example.org/a", AT)
                .attempt(attempt)
                .build());
    }

    private static void show(Recognition recognition, String id, String text, Instant at) {
        recognition.look(new GraphLookup.Own(new RemoteRef(id, "", null), text, at), WINDOW);
    }

    @Test
    void takesTheOneThatFits() {
        Recognition recognition = looking(Attempt.since(AT));
        show(recognition, "1", "Something else", AT);
        show(recognition, "2", "Scho\u0308ne  Ga\u0308rten\nhttps://example.org/a ", AT.plusSeconds(3));
        show(recognition, "2", "Schöne Gärten https://example.org/a", AT.plusSeconds(3));
        assertThat(recognition.verdict()).isEqualTo(new Lookup.Present(new RemoteRef("2", "", null)));
    }

    @Test
    void takesNoneThatAnotherPostHolds() {
        Recognition recognition = looking(Attempt.since(AT).besides(Set.of("2")));
        show(recognition, "2", "Schöne Gärten https://example.org/a", AT.plusSeconds(3));
        assertThat(recognition.verdict()).isEqualTo(new Lookup.Absent());
    }

    @Test
    void takesNoneFromBefore() {
        Recognition recognition = looking(Attempt.since(AT));
        show(recognition, "1", "Schöne Gärten https://example.org/a", AT.minusSeconds(3600));
        assertThat(recognition.verdict()).isEqualTo(new Lookup.Absent());
    }

    @Test
    void cannotTellTwoApart() {
        Recognition recognition = looking(Attempt.since(AT));
        show(recognition, "1", "Schöne Gärten https://example.org/a", AT.plusSeconds(3));
        show(recognition, "2", "Schöne Gärten https://example.org/a", AT.plusSeconds(4));
        assertThat(recognition.verdict()).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void cannotTellWhereARivalIsLookedForToo() {
        Recognition recognition = looking(Attempt.since(AT).rivalled(true));
        show(recognition, "1", "Schöne Gärten https://example.org/a", AT.plusSeconds(3));
        assertThat(recognition.verdict()).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void doubtsWhatFitsInPart() {
        for (Instant at : new Instant[] {null, AT.minusSeconds(60)}) {
            Recognition recognition = looking(Attempt.since(AT));
            show(recognition, "1", "Schöne Gärten https://example.org/a", at);
            assertThat(recognition.verdict()).isInstanceOf(Lookup.Unknown.class);
        }
        Recognition recognition = looking(Attempt.since(AT));
        show(recognition, "1", "Schöne Gärten: https://example.org/a!", AT.plusSeconds(1));
        assertThat(recognition.verdict()).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void aTextOfSignsAloneIsComparedInFull() {
        Recognition recognition = new Recognition(
                Post.of("key", "!!!", AT).attempt(Attempt.since(AT)).build());
        show(recognition, "1", "???", AT.plusSeconds(1));
        assertThat(recognition.verdict()).isEqualTo(new Lookup.Absent());
    }
}
