package org.herald.connectors.meta;

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

class GraphErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String TOKEN = "EAABsbCS1iHgBA0123456789abcdefghijklmnopqrstuvwxyzZD";

    private static Answer.Received answer(int status, int code, int subcode, String message) {
        String body = "{\"error\":{\"message\":\"" + message + "\",\"type\":\"OAuthException\",\"code\":" + code
                + (subcode == 0 ? "" : ",\"error_subcode\":" + subcode) + ",\"fbtrace_id\":\"A\"}}";
        return received(status, body, Map.of());
    }

    private static Answer.Received received(int status, String body, Map<String, String> headers) {
        return new Answer.Received(
                status, name -> Optional.ofNullable(headers.get(name)), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 190, 0, AUTHORISATION, connects the profile again",
        "400, 190, 458, AUTHORISATION, removed the app",
        "400, 190, 459, AUTHORISATION, facebook.com",
        "400, 190, 460, AUTHORISATION, changed the password",
        "400, 190, 463, AUTHORISATION, has ended",
        "400, 190, 464, AUTHORISATION, facebook.com",
        "400, 190, 467, AUTHORISATION, does not take the sign-in",
        "400, 190, 492, AUTHORISATION, no longer has a role",
        "401, 102, 0, AUTHORISATION, connects the profile again",
        "400, 3, 0, AUTHORISATION, permission",
        "403, 10, 0, AUTHORISATION, permission",
        "403, 200, 0, AUTHORISATION, permission",
        "400, 210, 0, AUTHORISATION, permission",
        "403, 299, 0, AUTHORISATION, permission",
        "400, 100, 0, CONTENT, does not take it",
        "400, 100, 33, GONE, not there any more",
        "404, 803, 0, GONE, not there any more",
        "400, 506, 0, DUPLICATE, has this already",
        "400, 506, 1366051, DUPLICATE, has this already",
        "400, 100, 1366051, DUPLICATE, has this already",
        "400, 2635, 0, SERVER, newer one",
        "400, 2500, 0, SERVER, administrator checks",
        "400, 101, 0, SERVER, administrator checks",
        "400, 191, 0, SERVER, administrator checks",
        "400, 324, 2069019, CONTENT, does not take it",
        "400, 1, 2069016, CONTENT, does not take it",
        "400, 1366046, 0, CONTENT, does not take it",
        "400, 1500, 0, CONTENT, does not take it",
        "400, 1609005, 0, CONTENT, does not take it",
        "400, 9004, 2207052, CONTENT, does not take it",
        "400, 36000, 2207004, CONTENT, does not take it",
        "400, 36003, 2207009, CONTENT, does not take it",
        "400, 777777, 0, CONTENT, does not take it",
    })
    void refuses(int status, int code, int subcode, Reason reason, String words) {
        assertThat(GraphErrors.changing(answer(status, code, subcode, "A message"), NOW))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.why()).contains(words);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, 0, PT15M",
        "400, 17, 0, PT15M",
        "403, 32, 0, PT15M",
        "400, 341, 0, PT15M",
        "400, 613, 0, PT15M",
        "400, 80001, 2446079, PT15M",
        "400, 80002, 0, PT15M",
        "400, 368, 0, PT6H",
        "400, 368, 1390008, PT30M",
        "400, 1390008, 0, PT30M",
    })
    void waits(int status, int code, int subcode, Duration wait) {
        assertThat(GraphErrors.changing(answer(status, code, subcode, "A message"), NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plus(wait)));
    }

    @ParameterizedTest
    @CsvSource({
        "500, 1, 0",
        "500, 2, 0",
        "400, 2, 0",
        "503, 777777, 0",
        "500, 100, 0",
        "500, 190, 0",
        "500, 100, 33",
        "500, 506, 1366051",
        "500, 368, 0",
        "500, 1, 2069016"
    })
    void isUncertainOfWhatWasToChange(int status, int code, int subcode) {
        Answer answer = answer(status, code, subcode, "An unknown error occurred");
        assertThat(GraphErrors.changing(answer, NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(GraphErrors.reading(answer, NOW)).isInstanceOf(Outcome.Later.class);
    }

    @ParameterizedTest
    @CsvSource({"100, true", "10, true", "190, true", "506, true", "368, true", "4, false", "80001, false"})
    void doubtsWhatMetaCallsPassingButItsLimits(int code, boolean doubt) {
        String body = "{\"error\":{\"message\":\"A message\",\"code\":" + code + ",\"is_transient\":true}}";
        assertThat(GraphErrors.changing(received(400, body, Map.of()), NOW))
                .isInstanceOf(doubt ? Outcome.Uncertain.class : Outcome.Later.class);
    }

    @Test
    void aServerInTroubleDoesNotTellThatSomethingIsGone() {
        assertThat(GraphErrors.isAbsent(answer(400, 100, 33, "Gone"))).isTrue();
        assertThat(GraphErrors.isAbsent(answer(500, 100, 33, "Gone"))).isFalse();
    }

    @Test
    void aLimitStaysOneWhateverTheStatus() {
        assertThat(GraphErrors.changing(answer(503, 4, 0, "Too many"), NOW)).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void waitsAsLongAsTheHeaderSays() {
        String usage = "{\"1\":[{\"type\":\"pages\",\"estimated_time_to_regain_access\":19}],"
                + "\"2\":[{\"type\":\"instagram\",\"estimated_time_to_regain_access\":42}]}";
        Answer answer = received(
                400,
                "{\"error\":{\"message\":\"Too many\",\"code\":80001}}",
                Map.of("X-Business-Use-Case-Usage", usage));
        assertThat(GraphErrors.changing(answer, NOW))
                .isEqualTo(
                        new Outcome.Later(NOW.plus(Duration.ofMinutes(42)), "Meta asks to wait (too many requests)."));
    }

    @Test
    void neverWaitsLongerThanADay() {
        Answer answer = received(
                400,
                "{\"error\":{\"message\":\"Too many\",\"code\":4}}",
                Map.of("X-Business-Use-Case-Usage", "{\"1\":[{\"estimated_time_to_regain_access\":99999}]}"));
        assertThat(((Outcome.Later) GraphErrors.changing(answer, NOW)).notBefore())
                .isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void repeatsNoToken() {
        for (int code : new int[] {1, 4, 10, 100, 190, 200, 324, 368, 506, 9999}) {
            Answer answer = answer(400, code, 0, "Malformed access token " + TOKEN + " here");
            assertThat(GraphErrors.changing(answer, NOW).toString()).doesNotContain("EAAB");
        }
    }

    @Test
    void saysWhoseTheTokenIsWhereTheProofIsWrong() {
        Answer answer = answer(400, 100, 0, "Invalid appsecret_proof provided in the API argument");
        assertThat(GraphErrors.changing(answer, NOW)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(refused.why()).contains("another app");
        });
    }

    @Test
    void whatIsNoErrorOfTheApiIsAnHttpAnswer() {
        assertThat(GraphErrors.changing(received(502, "<html>", Map.of()), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(GraphErrors.changing(received(503, "<html>", Map.of()), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(GraphErrors.reading(received(503, "<html>", Map.of()), NOW)).isInstanceOf(Outcome.Later.class);
        assertThat(GraphErrors.changing(new Answer.Lost("gone"), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(GraphErrors.changing(new Answer.NotSent("gone"), NOW)).isInstanceOf(Outcome.Later.class);
        assertThat(GraphErrors.reading(new Answer.Lost("gone"), NOW)).isInstanceOf(Outcome.Later.class);
        assertThat(GraphErrors.changing(received(302, "", Map.of()), NOW))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.SERVER));
    }
}
