package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstagramErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static Answer answer(int code, int subcode) {
        return answer(400, code, subcode);
    }

    private static Answer answer(int status, int code, int subcode) {
        String body = "{\"error\":{\"message\":\"A message\",\"code\":" + code + ",\"error_subcode\":" + subcode + "}}";
        return new Answer.Received(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "-2, 2207003, PT1M",
        "9007, 2207027, PT1M",
        "9, 2207042, PT1H",
        "4, 0, PT15M",
        "80002, 0, PT15M",
    })
    void waits(int code, int subcode, Duration wait) {
        assertThat(InstagramErrors.changing(answer(code, subcode), NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plus(wait)));
    }

    @ParameterizedTest
    @CsvSource({"4, 2207051", "-1, 2207001", "-1, 2207032", "-1, 2207053", "2, 0", "-2, 2207020", "24, 2207008"})
    void isUncertainOfWhatReadersSee(int code, int subcode) {
        assertThat(InstagramErrors.changing(answer(code, subcode), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(InstagramErrors.making(answer(code, subcode), NOW)).isInstanceOf(Outcome.Later.class);
    }

    @ParameterizedTest
    @CsvSource({
        "25, 2207050, AUTHORISATION, instagram.com",
        "9004, 2207052, CONTENT, administrator",
        "36000, 2207004, CONTENT, does not take it",
        "36001, 2207005, CONTENT, does not take it",
        "36003, 2207009, CONTENT, does not take it",
        "36004, 2207010, CONTENT, does not take it",
        "100, 2207023, CONTENT, does not take it",
        "100, 2207028, CONTENT, does not take it",
        "352, 2207026, CONTENT, does not take it",
        "100, 33, GONE, not there",
        "190, 460, AUTHORISATION, password",
        "10, 0, AUTHORISATION, permission",
    })
    void refuses(int code, int subcode, Reason reason, String words) {
        for (Outcome outcome : new Outcome[] {
            InstagramErrors.changing(answer(code, subcode), NOW), InstagramErrors.making(answer(code, subcode), NOW)
        }) {
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(reason);
                assertThat(refused.why()).contains(words);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"9004, 2207052", "25, 2207050", "24, 2207008", "36003, 2207009"})
    void doubtsWhatAServerInTroubleSays(int code, int subcode) {
        assertThat(InstagramErrors.changing(answer(500, code, subcode), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(InstagramErrors.making(answer(500, code, subcode), NOW)).isInstanceOf(Outcome.Later.class);
        assertThat(InstagramErrors.changing(answer(500, 9, 2207042), NOW)).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aLostAnswerIsUncertainForReadersOnly() {
        assertThat(InstagramErrors.changing(new Answer.Lost("gone"), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(InstagramErrors.making(new Answer.Lost("gone"), NOW)).isInstanceOf(Outcome.Later.class);
    }
}
