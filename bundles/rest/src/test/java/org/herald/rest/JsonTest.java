package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.herald.Rejection;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonTest {
    @Test
    void writesInstantsAndWhatMayBeMissing() {
        Map<String, Object> value = Map.of("at", Instant.EPOCH, "some", Optional.of("x"));
        assertThat(new String(Json.write(value), StandardCharsets.UTF_8))
                .contains("\"at\":\"1970-01-01T00:00:00Z\"", "\"some\":\"x\"");
        assertThat(new String(Json.write(Map.of("none", Optional.empty())), StandardCharsets.UTF_8))
                .isEqualTo("{\"none\":null}");
    }

    @Test
    void ratherFailsThanWritesASecret() {
        assertThatThrownBy(() -> Json.write(Map.of("password", new Secret("x"))))
                .hasMessageNotContaining("\"x\"")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsNoObjectIsRefused() {
        for (String body : new String[] {"", "[]", "1", "{", "null"}) {
            assertThatThrownBy(() -> Json.read(body.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Rejection.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Rejection.Kind.class)
    void everyRejectionHasItsStatus(Rejection.Kind kind) {
        Problem problem = Problem.of(new Rejection(kind, "code", "Do this."));
        assertThat(problem.status()).isBetween(400, 599);
        assertThat(problem.detail()).isEqualTo("Do this.");
        assertThat(problem.title()).isNotEqualTo("Internal Server Error");
    }
}
