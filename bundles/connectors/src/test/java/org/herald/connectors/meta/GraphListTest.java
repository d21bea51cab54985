package org.herald.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.junit.jupiter.api.Test;

class GraphListTest {
    private static final String PAGING = ",\"paging\":{\"cursors\":{\"before\":\"b\",\"after\":\"a\"}";

    private static Optional<GraphList<GraphApi.Made>> read(int status, String body) {
        return GraphList.of(
                new Answer.Received(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8)),
                GraphApi.Made.class);
    }

    @Test
    void onlyNextSaysThatThereIsMore() {
        assertThat(read(200, "{\"data\":[{\"id\":\"1\"}]" + PAGING + "}}")
                        .orElseThrow()
                        .after())
                .isEmpty();
        assertThat(read(200, "{\"data\":[{\"id\":\"1\"}]" + PAGING + ",\"next\":\"https://x\"}}")
                        .orElseThrow()
                        .after())
                .isEqualTo("a");
    }

    @Test
    void saysWhereItCouldNotReadAll() {
        GraphList<GraphApi.Made> list =
                read(200, "{\"data\":[{\"id\":\"1\"},\"x\"]}").orElseThrow();
        assertThat(list.data()).hasSize(1);
        assertThat(list.whole()).isFalse();
        assertThat(read(200, "{\"data\":[]}").orElseThrow().whole()).isTrue();
    }

    @Test
    void moreThatCannotBeAskedForIsNotTheEnd() {
        GraphList<GraphApi.Made> list = read(200, "{\"data\":[{\"id\":\"1\"}],\"paging\":{\"next\":\"https://x\"}}")
                .orElseThrow();
        assertThat(list.after()).isEmpty();
        assertThat(list.whole()).isFalse();
    }

    @Test
    void whatIsNoListIsNone() {
        assertThat(read(200, "{\"data\":{}}")).isEmpty();
        assertThat(read(200, "<html>")).isEmpty();
        assertThat(read(500, "{\"data\":[]}")).isEmpty();
    }
}
