package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.herald.Doubt;
import org.herald.Health;
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

    /** Foresees nothing. */
    private final Health health = (Health)
            Proxy.newProxyInstance(Health.class.getClassLoader(), new Class<?>[] {Health.class}, (p, m, a) -> a[0]);

    private void put(String body) {
        Route route = new PostRoutes(shares, null, null, health)
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

    private Object call(String method, String template, String body) {
        Route route = new PostRoutes(shares, null, null, health)
                .table().stream()
                        .filter(r -> method.equals(r.method()) && template.equals(r.template()))
                        .findFirst()
                        .orElseThrow();
        return route.handler()
                .apply(new Call(null, Map.of("id", "s1"), Map.of(), Json.read(body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aShareSaysWhatWasLookedAtTwice() {
        call("POST", "/shares", "{\"path\": \"/content/a\", \"acknowledged\": [\"MANY/6\"]}");
        call("POST", "/shares", "{\"path\": \"/content/a\"}");
        assertThat(asked)
                .extracting(arguments -> ((org.herald.ShareRequest) arguments.get(0)).acknowledged())
                .containsExactly(java.util.Set.of("MANY/6"), java.util.Set.of());
        assertThatThrownBy(() -> call("POST", "/shares", "{\"path\": \"/content/a\", \"acknowledged\": \"MANY/6\"}"))
                .isInstanceOfSatisfying(
                        Rejection.class, e -> assertThat(e.code()).isEqualTo("acknowledged"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void deletingAShareUndoesIt() {
        call("DELETE", "/shares/{id}", "{}");
        assertThat(asked).containsExactly(List.of("s1"));
    }

    @Test
    void aSecondLookIsAConflictThatSaysWhatToLookAt() {
        Doubt doubt = new Doubt(
                Doubt.Why.OTHER_SITE,
                "OTHER_SITE/shop",
                "shop",
                Map.of("profile", "Shop"),
                "“Shop” is of other sites.");
        Problem problem = Problem.of(Rejection.secondLook(List.of(doubt)));
        assertThat(problem.status()).isEqualTo(409);
        String json = new String(Json.write(problem), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"code\":\"secondLook\"", "\"key\":\"OTHER_SITE/shop\"", "“Shop” is of other sites.");
        assertThat(new String(Json.write(Problem.of(409, "movedOn", "Look again.")), StandardCharsets.UTF_8))
                .doesNotContain("doubts");
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
