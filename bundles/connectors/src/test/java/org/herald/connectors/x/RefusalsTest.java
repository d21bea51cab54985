package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TYPES = "https://api.x.com/2/problems/";

    private static Answer.Received answer(int status, String body, Map<String, String> headers) {
        return new Answer.Received(
                status, name -> Optional.ofNullable(headers.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String told(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? refused.reason().name()
                : outcome.getClass().getSimpleName();
    }

    /** Status, last part of the problem's type, and its sentence; then what posting and what reading makes of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|invalid-request|One or more parameters to your request was invalid.|CONTENT|CONTENT",
                "401|about:blank|Unauthorized|AUTHORISATION|AUTHORISATION",
                "402|credits|Your enrolled account does not have any credits.|Later|Later",
                "403|about:blank|You are not allowed to create a Tweet with duplicate content.|DUPLICATE|DUPLICATE",
                "403|about:blank|… because you have not been mentioned or otherwise engaged …|NOT_SUMMONED|NOT_SUMMONED",
                "403|about:blank|You attempted to reply to a Tweet that is deleted or not visible to you.|GONE|GONE",
                "403|about:blank|Your Tweet text is too long.|CONTENT|CONTENT",
                "403|about:blank|Posts are limited to a maximum of 1 cashtag.|CONTENT|CONTENT",
                "403|about:blank|Forbidden|AUTHORISATION|AUTHORISATION",
                "403|about:blank|You are not permitted to perform this action.|AUTHORISATION|AUTHORISATION",
                "403|client-forbidden|When authenticating requests …|AUTHORISATION|AUTHORISATION",
                "403|unsupported-authentication|Authenticating with OAuth 2.0 …|AUTHORISATION|AUTHORISATION",
                "403|usage-capped|Usage cap exceeded|Later|Later",
                "403|credits|Your enrolled account has reached its billing cycle spend cap.|Later|Later",
                "404|resource-not-found|Could not find tweet|GONE|GONE",
                "413|about:blank|Too large|CONTENT|CONTENT",
                "418|about:blank|I'm a teapot|SERVER|SERVER",
                "429|about:blank|Too Many Requests|Later|Later",
                "429|rate-limit-exceeded|Rate limit exceeded|Later|Later",
                "429|usage-capped|Usage cap exceeded: Monthly product cap|Later|Later",
                "302|about:blank|Found|SERVER|SERVER",
                "500|internal-error|Internal Server Error|Uncertain|Later",
                "502|about:blank|Bad Gateway|Uncertain|Later",
                "503|about:blank|Service Unavailable|Uncertain|Later",
                "504|about:blank|Gateway Timeout|Uncertain|Later"
            })
    void eachProblemHasItsOutcome(int status, String type, String detail, String posting, String reading) {
        String whole = type.startsWith("about") ? type : TYPES + type;
        Answer answer =
                answer(status, "{\"type\":\"" + whole + "\",\"title\":\"T\",\"detail\":\"" + detail + "\"}", Map.of());
        assertThat(told(Refusals.changing(answer, NOW))).isEqualTo(posting);
        assertThat(told(Refusals.reading(answer, NOW))).isEqualTo(reading);
    }

    @Test
    void whatIsNoProblemDocumentIsJudgedByItsStatus() {
        assertThat(told(Refusals.changing(answer(403, "<html>", Map.of()), NOW)))
                .isEqualTo("AUTHORISATION");
        assertThat(told(Refusals.changing(answer(500, "", Map.of()), NOW))).isEqualTo("Uncertain");
        assertThat(told(Refusals.reading(answer(200, "<html>", Map.of()), NOW))).isEqualTo("SERVER");
        assertThat(told(Refusals.changing(new Answer.Lost("x"), NOW))).isEqualTo("Uncertain");
        assertThat(told(Refusals.reading(new Answer.Lost("x"), NOW))).isEqualTo("Later");
        assertThat(told(Refusals.changing(new Answer.NotSent("x"), NOW))).isEqualTo("Later");
    }

    @Test
    void repeatsXsWordsWithoutTheirControlCharacters() {
        Answer answer = answer(400, "{\"errors\":[{\"message\":\"Bad\\u202E \\nthing\"}]}", Map.of());
        assertThat(((Outcome.Refused) Refusals.changing(answer, NOW)).why()).matches(".*Bad\\s+thing.*");
    }

    /** What the headers say of the three windows, and when it may be tried again, in seconds from now. */
    @ParameterizedTest
    @CsvSource({
        "0,300,,,,,300",
        "0,300,0,4000,,,4000",
        "5,300,0,4000,,,4000",
        "5,300,7,4000,0,5000,5000",
        "5,300,,,,,300",
        ",,,,,,900",
        "0,-50,,,,,1",
        "0,999999,,,,,86400"
    })
    void waitsForTheWindowThatIsUsedUp(
            String left, Long reset, String userLeft, Long userReset, String appLeft, Long appReset, long seconds) {
        Map<String, String> headers = new HashMap<>();
        put(headers, "x-rate-limit", left, reset);
        put(headers, "x-user-limit-24hour", userLeft, userReset);
        put(headers, "x-app-limit-24hour", appLeft, appReset);
        assertThat(Refusals.resumes(answer(429, "", headers), NOW)).isEqualTo(NOW.plusSeconds(seconds));
    }

    private static void put(Map<String, String> headers, String window, String left, Long reset) {
        if (left != null) {
            headers.put(window + "-remaining", left);
            headers.put(window + "-reset", Long.toString(NOW.getEpochSecond() + reset));
        }
    }
}
