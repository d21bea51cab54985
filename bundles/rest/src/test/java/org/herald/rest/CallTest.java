package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.herald.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static Call of(String json) {
        return new Call(null, Map.of(), Map.of(), Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(String json, Function<Call, ?> read, String code, String place) {
        assertThatThrownBy(() -> read.apply(of(json)))
                .as(json)
                .isInstanceOfSatisfying(
                        Rejection.class, r -> assertThat(r.code()).isEqualTo(code))
                .hasMessageContaining(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "1", "[]", "{}", "\"true\""})
    void whatIsNeitherTrueNorFalseIsRefused(String value) {
        refused("{\"a\": " + value + "}", c -> c.flag("a"), "a", "a must be true or false");
        refused("{\"o\": {\"a\": " + value + "}}", c -> c.object("o").flag("a"), "a", "o.a must be");
    }

    @Test
    void whatIsNotSaidIsNotSaid() {
        Call call = of("{\"a\": null}");
        assertThat(call.flag("a")).isFalse();
        assertThat(call.flag("b", true)).isTrue();
        assertThat(call.text("a", "x")).isEqualTo("x");
        assertThat(call.texts("a")).isEmpty();
        assertThat(call.map("a")).isEmpty();
        assertThat(call.objects("a", 1)).isEmpty();
        assertThat(call.whole("a")).isNull();
        assertThat(call.object("a").text("b", "y")).isEqualTo("y");
    }

    @Test
    void listsAndObjectsAreWhatTheyShouldBe() {
        refused("{\"a\": \"x\"}", c -> c.texts("a"), "a", "must be a list");
        refused("{\"a\": [1]}", c -> c.texts("a"), "a", "must be a text");
        refused("{\"a\": []}", c -> c.map("a"), "a", "must be an object");
        refused("{\"a\": {\"b\": 1}}", c -> c.map("a"), "b", "a.b must be a text");
        refused("{\"a\": [1]}", c -> c.objects("a", 9), "a", "list of objects");
        refused("{\"a\": [{}, {}]}", c -> c.objects("a", 1), "a", "1 are the most");
        refused("{}", c -> c.requiredObject("a"), "a", "must be an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1\"", "1e400", "99999999999", "[]", "123456789012345678901234567890"})
    void numbersAreWholeAndSmallEnough(String value) {
        refused("{\"a\": " + value + "}", c -> c.number("a", 1), "a", "The field a");
    }

    @Test
    void textsHaveALengthAndAreOfCharacters() {
        refused("{\"a\": \"" + "x".repeat(Call.MAX_TEXT + 1) + "\"}", c -> c.text("a", ""), "a", "shorten it");
        refused("{\"a\": \"\\ud800\"}", c -> c.text("a", ""), "a", "no character");
        refused("{\"a\": \"\\u0000\"}", c -> c.text("a", ""), "a", "no character");
        assertThat(of("{\"a\": \"\\ud83d\\ude00\"}").text("a", "")).isEqualTo("\uD83D\uDE00");
    }
}
