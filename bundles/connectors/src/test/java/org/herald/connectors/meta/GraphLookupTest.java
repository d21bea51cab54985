package org.herald.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Attempt;
import org.herald.spi.Lookup;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLookupTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private final GraphLookup lookup = new GraphLookup(new GraphApi(
            null,
            Clock.fixed(NOW, ZoneOffset.UTC),
            Graph.of("https://localhost", "https://localhost", "", "", "", "")));

    private Lookup find(String body) {
        Post post = Post.of("key", "Hello", NOW).attempt(Attempt.since(NOW)).build();
        Answer answer = new Answer.Received(200, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
        return lookup.find(
                post,
                GraphApi.Made.class,
                after -> answer,
                made -> Optional.of(new GraphLookup.Own(new RemoteRef(made.id(), "", null), made.id(), NOW)));
    }

    @Test
    void knowsThatItIsNotThereWhereItReadAll() {
        assertThat(find("{\"data\":[{\"id\":\"1\"}]}")).isEqualTo(new Lookup.Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"id\":\"1\"},\"x\"]}",
                "{\"data\":[{\"id\":\"1\"}],\"paging\":{\"next\":\"https://x\"}}"
            })
    void knowsNothingWhereItCouldNotReadAll(String body) {
        assertThat(find(body)).isInstanceOf(Lookup.Unknown.class);
    }

    @Test
    void takesWhatItFindsAlsoInPart() {
        assertThat(find("{\"data\":[{\"id\":\"Hello\"},\"x\"]}")).isInstanceOf(Lookup.Present.class);
    }
}
