package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private static Answer answer(int status, int code, int subcode, String message) {
        String body = "{\"error\":{\"message\":\"" + message + "\",\"type\":\"OAuthException\",\"code\":" + code
                + (subcode == 0 ? "" : ",\"error_subcode\":" + subcode) + ",\"fbtrace_id\":\"A\"}}";
        return new Answer.Received(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String kind(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason().name();
        }
        return outcome.getClass().getSimpleName();
    }

    /** Status, code, subcode; what it is for a request that publishes, and for one that can be repeated. */
    @ParameterizedTest
    @CsvSource({
        "400,190,0,AUTHORISATION,AUTHORISATION",
        "401,190,458,AUTHORISATION,AUTHORISATION",
        "400,190,459,AUTHORISATION,AUTHORISATION",
        "400,190,460,AUTHORISATION,AUTHORISATION",
        "401,190,463,AUTHORISATION,AUTHORISATION",
        "400,190,464,AUTHORISATION,AUTHORISATION",
        "400,190,467,AUTHORISATION,AUTHORISATION",
        "500,190,463,AUTHORISATION,AUTHORISATION",
        "503,190,0,AUTHORISATION,AUTHORISATION",
        "400,102,0,AUTHORISATION,AUTHORISATION",
        "400,104,0,AUTHORISATION,AUTHORISATION",
        "403,10,0,AUTHORISATION,AUTHORISATION",
        "400,200,0,AUTHORISATION,AUTHORISATION",
        "403,299,0,AUTHORISATION,AUTHORISATION",
        "500,10,0,Uncertain,Later",
        "400,1,0,Uncertain,Later",
        "500,1,99,Uncertain,Later",
        "500,2,0,Uncertain,Later",
        "503,2,0,Uncertain,Later",
        "500,100,0,Uncertain,Later",
        "403,4,0,Later,Later",
        "400,17,0,Later,Later",
        "400,32,0,Later,Later",
        "429,613,0,Later,Later",
        "403,4,2207042,Later,Later",
        "400,4,2207051,Uncertain,Later",
        "400,9,2207042,Later,Later",
        "400,24,4279009,Later,Later",
        "400,24,0,Later,Later",
        "400,9007,2207027,Later,Later",
        "400,100,0,CONTENT,CONTENT",
        "400,100,33,GONE,GONE",
        "400,1,2207052,CONTENT,CONTENT",
        "400,9004,2207052,CONTENT,CONTENT",
        "400,-1,2207003,CONTENT,CONTENT",
        "400,36000,2207004,CONTENT,CONTENT",
        "400,36001,2207005,CONTENT,CONTENT",
        "400,36003,2207009,CONTENT,CONTENT",
        "400,352,2207026,CONTENT,CONTENT",
        "400,10,4279013,SERVER,SERVER",
        "400,368,0,Later,Later",
        "400,506,0,DUPLICATE,DUPLICATE",
        "400,3,0,SERVER,SERVER",
        "400,2500,0,SERVER,SERVER",
        "400,2635,0,SERVER,SERVER",
        "400,12345,0,CONTENT,CONTENT",
        "404,12345,0,GONE,GONE"
    })
    void tellsByTheCode(int status, int code, int subcode, String changing, String reading) {
        Answer answer = answer(status, code, subcode, "words");
        assertThat(kind(Failure.changing(answer, NOW))).isEqualTo(changing);
        assertThat(kind(Failure.reading(answer, NOW))).isEqualTo(reading);
    }

    @Test
    void tellsByTheStatusWhatIsNoDocument() {
        Answer page = new Answer.Received(502, name -> Optional.empty(), "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(kind(Failure.changing(page, NOW))).isEqualTo("Uncertain");
        Answer away = new Answer.Received(503, name -> Optional.empty(), "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(kind(Failure.changing(away, NOW))).isEqualTo("Uncertain");
        assertThat(kind(Failure.reading(away, NOW))).isEqualTo("Later");
        assertThat(kind(Failure.changing(new Answer.Lost("gone"), NOW))).isEqualTo("Uncertain");
        assertThat(kind(Failure.reading(new Answer.Lost("gone"), NOW))).isEqualTo("Later");
        assertThat(kind(Failure.changing(new Answer.NotSent("no"), NOW))).isEqualTo("Later");
    }

    @Test
    void waitsAsLongAsTheHeadersSay() {
        assertThat(resumes("X-Business-Use-Case-Usage", "{\"1\":[{\"estimated_time_to_regain_access\":42}]}", 403))
                .isEqualTo(NOW.plus(Duration.ofMinutes(42)));
        assertThat(resumes("X-Business-Use-Case-Usage", "{\"1\":[{\"estimated_time_to_regain_access\":99999}]}", 403))
                .isEqualTo(NOW.plus(Duration.ofHours(24)));
        assertThat(resumes("Retry-After", "120", 429)).isEqualTo(NOW.plusSeconds(120));
        assertThat(resumes("X-Business-Use-Case-Usage", "nonsense", 403)).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
    }

    private static Instant resumes(String header, String value, int status) {
        Answer.Received plain = (Answer.Received) answer(status, 4, 0, "limit");
        Answer answer = new Answer.Received(
                status, name -> name.equals(header) ? Optional.of(value) : Optional.empty(), plain.body());
        return ((Outcome.Later) Failure.changing(answer, NOW)).notBefore();
    }

    @Test
    void repeatsWordsForPeopleAndNoneAtTheSignIn() {
        Outcome outcome = Failure.changing(answer(400, 100, 0, "The topic is too long"), NOW);
        assertThat(((Outcome.Refused) outcome).why()).contains("The topic is too long");
        for (int code : new int[] {1, 4, 10, 24, 100, 190, 368, 12345}) {
            assertThat(Failure.denied(answer(400, code, 0, "INSIDE"), NOW).why())
                    .isNotEmpty()
                    .doesNotContain("INSIDE");
        }
    }
}
