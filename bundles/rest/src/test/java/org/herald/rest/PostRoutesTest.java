package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.herald.Rejection;
import org.herald.Shares;
import org.junit.jupiter.api.Test;

class PostRoutesTest {
    /** What was asked for, without the caller. */
    private final List<List<Object>> asked = new ArrayList<>();

    private final Shares shares =
            (Shares) Proxy.newProxyInstance(Shares.class.getClassLoader(), new Class<?>[] {Shares.class}, (p, m, a) -> {
                asked.add(Arrays.asList(a).subList(1, a.length));
                return null;
            });

    private void put(String body) {
        Route route = new PostRoutes(shares, null, null)
                .table().stream()
                        .filter(r -> "PUT".equals(r.method()))
                        .findFirst()
                        .orElseThrow();
        route.handler()
                .apply(new Call(
                        null,
                        Map.of("id", "s1", "profile", "press"),
                        Map.of(),
                        Json.read(body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void anotherTimeIsChosenForWhatWasSeen() {
        put("{\"at\": \"2026-11-26T09:00\", \"zone\": \"UTC\", \"seen\": \"t1.1\"}");
        put("{\"at\": \"2026-11-26T09:00\", \"zone\": \"UTC\"}");
        assertThat(asked).extracting(arguments -> arguments.get(0)).containsExactly("s1", "s1");
        assertThat(asked).extracting(arguments -> arguments.get(3)).containsExactly("t1.1", null);
        assertThatThrownBy(() -> put("{\"at\": \"2026-11-26T09:00\", \"zone\": \"UTC\", \"seen\": 1}"))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("seen"));
        assertThat(asked).hasSize(2);
    }
}
