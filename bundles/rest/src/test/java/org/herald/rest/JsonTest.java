package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.Rejection;
import org.herald.spi.Limits;
import org.herald.spi.Moderator;
import org.herald.spi.NetworkTraits;
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
    void writesWhatANetworkIsLike() {
        NetworkTraits traits = new NetworkTraits(
                "town",
                "Town",
                "",
                "Token",
                new NetworkTraits.Posting(
                        NetworkTraits.Idempotency.NONE,
                        NetworkTraits.Edit.NONE,
                        Duration.ofHours(48),
                        NetworkTraits.Cards.BY_SERVER,
                        NetworkTraits.Files.PUBLIC_URL),
                new NetworkTraits.Listening(
                        NetworkTraits.Reading.PUSHED,
                        Duration.ofDays(1),
                        NetworkTraits.Answering.ONLY_IF_SUMMONED,
                        Set.of(Moderator.Act.HIDE)),
                new Limits(
                        new Limits.Text(Limits.Counting.UTF16, 500, 0, 0, Limits.Tags.ANY, false, true, 0),
                        new Limits.Pictures(0, 4, 8, 0, 0, Limits.Ratios.ANY, 100, Set.of("image/png")),
                        URI.create("https://town.example/limits"),
                        LocalDate.of(2026, 11, 1)),
                false);
        assertThat(new String(Json.write(traits), StandardCharsets.UTF_8))
                .contains("\"deletable\":\"PT48H\"", "\"answering\":\"ONLY_IF_SUMMONED\"", "\"moderation\":[\"HIDE\"]")
                .contains("\"asOf\":\"2026-11-01\"", "\"maxLength\":500");
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
