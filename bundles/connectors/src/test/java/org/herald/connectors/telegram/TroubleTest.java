package org.herald.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Secret TOKEN = new Secret(TestAccount.TOKEN);

    private static Answer answer(int status, String body) {
        return new Answer.Received(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String error(int code, String words, String more) {
        return "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + words + "\"" + more + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized | AUTHORISATION",
                "404 | Not Found | AUTHORISATION",
                "403 | Forbidden: bot was kicked from the channel chat | AUTHORISATION",
                "403 | Forbidden: bot is not a member of the channel chat | AUTHORISATION",
                "400 | Bad Request: chat not found | AUTHORISATION",
                "400 | Bad Request: need administrator rights in the channel chat | AUTHORISATION",
                "400 | Bad Request: not enough rights to send text messages to the chat | AUTHORISATION",
                "400 | Bad Request: have no rights to send a message | AUTHORISATION",
                "400 | Bad Request: CHAT_WRITE_FORBIDDEN | AUTHORISATION",
                "400 | Bad Request: CHAT_ADMIN_REQUIRED | AUTHORISATION",
                "400 | Bad Request: message can't be edited | AUTHORISATION",
                "400 | Bad Request: group chat was upgraded to a supergroup chat | AUTHORISATION",
                "400 | Bad Request: message to edit not found | GONE",
                "400 | Bad Request: message to delete not found | GONE",
                "400 | Bad Request: message to be replied not found | GONE",
                "400 | Bad Request: MESSAGE_ID_INVALID | GONE",
                "400 | Bad Request: message can't be deleted | EXPIRED",
                "400 | Bad Request: message is too long | CONTENT",
                "400 | Bad Request: message caption is too long | CONTENT",
                "400 | Bad Request: MEDIA_CAPTION_TOO_LONG | CONTENT",
                "400 | Bad Request: message text is empty | CONTENT",
                "400 | Bad Request: PHOTO_INVALID_DIMENSIONS | CONTENT",
                "400 | Bad Request: IMAGE_PROCESS_FAILED | CONTENT",
                "400 | Bad Request: VIDEO_CONTENT_TYPE_INVALID | CONTENT",
                "400 | Bad Request: file is too big | CONTENT",
                "400 | Bad Request: something new | CONTENT",
                "413 | Request Entity Too Large | CONTENT",
                "409 | Conflict: terminated by other getUpdates request | SERVER",
                "421 | Misdirected Request | SERVER"
            })
    void refuses(int code, String words, Reason reason) {
        Outcome outcome = Trouble.changing(answer(code, error(code, words, "")), TOKEN, NOW);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.why()).endsWith(".");
        });
    }

    @Test
    void waitsAsLongAsTelegramSaysAndADayAtMost() {
        String words = "Too Many Requests: retry after 77";
        assertThat(Trouble.changing(answer(429, error(429, words, ",\"parameters\":{\"retry_after\":77}")), TOKEN, NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plusSeconds(77)));
        assertThat(Trouble.changing(
                        answer(429, error(429, words, ",\"parameters\":{\"retry_after\":999999999}")), TOKEN, NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plusSeconds(86_400)));
        assertThat(Trouble.changing(answer(429, error(429, words, "")), TOKEN, NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plusSeconds(1)));
    }

    @Test
    void whatMayHaveArrivedIsUncertainAndCanBeReadAgain() {
        for (Answer answer : new Answer[] {
            answer(500, error(500, "Internal Server Error", "")),
            answer(502, "<html>"),
            answer(503, "<html>"),
            answer(503, error(503, "Service Unavailable", "")),
            new Answer.Lost("It broke.")
        }) {
            assertThat(Trouble.changing(answer, TOKEN, NOW)).isInstanceOf(Outcome.Uncertain.class);
            assertThat(Trouble.reading(answer, TOKEN, NOW)).isInstanceOf(Outcome.Later.class);
        }
        assertThat(Trouble.changing(new Answer.NotSent("No."), TOKEN, NOW)).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void tellsNewWordsWithoutTheToken() {
        Outcome outcome = Trouble.changing(
                answer(400, error(400, "Bad Request: " + TestAccount.TOKEN + " is new", "")), TOKEN, NOW);
        assertThat(outcome.toString()).contains("is new").doesNotContain("the-Secret");
    }
}
