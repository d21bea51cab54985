package org.herald.connectors.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each error code comes to. */
class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static Answer answer(int status, String body, String... headers) {
        Map<String, String> told = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
        return new Answer.Received(
                status, name -> Optional.ofNullable(told.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(int status, int code) {
        return answer(status, "{\"message\":\"Their words\",\"code\":" + code + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | 0      | AUTHORISATION | bot's token",
                "401 | 40001  | AUTHORISATION | bot's token",
                "401 | 50014  | AUTHORISATION | bot's token",
                "401 | 50027  | AUTHORISATION | copy its address again",
                "404 | 10015  | AUTHORISATION | webhook was deleted",
                "403 | 50001  | AUTHORISATION | View Channel",
                "403 | 50013  | AUTHORISATION | Read Message History",
                "403 | 160002 | AUTHORISATION | Read Message History",
                "403 | 50005  | AUTHORISATION | that wrote it",
                "403 | 40007  | AUTHORISATION | banned",
                "404 | 10008  | GONE          | message is not on Discord",
                "404 | 10003  | GONE          | channel or thread is not on Discord",
                "400 | 50006  | CONTENT       | no empty message",
                "413 | 40005  | CONTENT       | too large",
                "400 | 50045  | CONTENT       | too large",
                "400 | 50046  | CONTENT       | cannot read one of the pictures",
                "400 | 30015  | CONTENT       | ten files",
                "400 | 200000 | CONTENT       | automatic moderation",
                "400 | 200001 | CONTENT       | automatic moderation",
                "400 | 240000 | CONTENT       | harmful",
                "400 | 20009  | CONTENT       | explicit",
                "400 | 50083  | CONTENT       | archived",
                "400 | 160005 | CONTENT       | locked",
                "400 | 40067  | CONTENT       | tag",
                "400 | 220003 | CONTENT       | no forum",
                "400 | 50008  | CONTENT       | of this kind",
                "400 | 50035  | CONTENT       | Their words",
                "400 | 99999  | CONTENT       | Their words",
                "403 | 99999  | AUTHORISATION | Their words",
                "404 | 0      | SERVER        | as Discord does not",
                "405 | 0      | SERVER        | HTTP 405",
                "302 | 0      | SERVER        | HTTP 302"
            })
    void aRefusalSaysWhatToDo(int status, int code, Reason reason, String word) {
        assertThat(Failures.changing(answer(status, code), NOW))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.why()).contains(word);
                });
        assertThat(Failures.reading(answer(status, code), NOW)).isEqualTo(Failures.changing(answer(status, code), NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 20016",
        "400, 20022",
        "429, 20028",
        "429, 20029",
        "400, 30046",
        "403, 40004",
        "403, 40006",
        "429, 40062",
        "503, 130000",
        "429, 0"
    })
    void whatIsTooMuchNowIsTriedLater(int status, int code) {
        assertThat(Failures.changing(answer(status, code), NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plus(Duration.ofMinutes(5))));
    }

    @ParameterizedTest
    @CsvSource({"500, 0", "502, 0", "503, 0", "504, 0", "520, 0", "200, 0"})
    void whatMayHaveBeenDoneIsUncertainUnlessItWasOnlyRead(int status, int code) {
        assertThat(Failures.changing(answer(status, code), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(Failures.reading(answer(status, code), NOW)).isNotInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void theBodyTellsTheInstantBeforeTheHeader() {
        String body = "{\"message\":\"You are being rate limited.\",\"retry_after\":0.301,\"global\":false}";
        assertThat(later(answer(429, body, "Retry-After", "1"))).isEqualTo(NOW.plusMillis(301));
        assertThat(later(answer(429, "<html>", "Retry-After", "7"))).isEqualTo(NOW.plusSeconds(7));
        assertThat(later(answer(429, "{\"retry_after\":1e12}", "Retry-After", "7")))
                .isEqualTo(NOW.plusSeconds(7));
        assertThat(later(answer(429, "{\"retry_after\":-1}"))).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    private static Instant later(Answer answer) {
        return ((Outcome.Later) Failures.changing(answer, NOW)).notBefore();
    }

    @Test
    void aFormThatIsRefusedIsToldInItsFirstSentence() {
        String body = "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{\"embeds\":{\"0\":{\"url\":"
                + "{\"_errors\":[{\"code\":\"URL_TYPE_INVALID_URL\",\"message\":\"Not a well formed\\nURL.\"}]}}}}}";
        assertThat(Failures.why(Failures.changing(answer(400, body), NOW)))
                .isEqualTo("Discord does not take it: Not a well formed URL.");
    }

    @Test
    void onlyDiscordsOwnWordSaysThatSomethingIsGone() {
        assertThat(Failures.isGone(answer(404, 10008))).isTrue();
        assertThat(Failures.isGone(answer(404, 10003))).isTrue();
        assertThat(Failures.isGone(answer(404, 10015))).isFalse();
        assertThat(Failures.isGone(answer(404, 0))).isFalse();
        assertThat(Failures.isGone(answer(404, "<html>"))).isFalse();
        assertThat(Failures.isGone(new Answer.Lost("x"))).isFalse();
    }

    @Test
    void whatNeverLeftIsTriedLaterAndWhatWasLostIsUncertain() {
        assertThat(Failures.changing(new Answer.NotSent("x"), NOW)).isInstanceOf(Outcome.Later.class);
        assertThat(Failures.changing(new Answer.Lost("x"), NOW)).isEqualTo(new Outcome.Uncertain("x"));
        assertThat(Failures.reading(new Answer.Lost("x"), NOW)).isInstanceOf(Outcome.Later.class);
    }
}
