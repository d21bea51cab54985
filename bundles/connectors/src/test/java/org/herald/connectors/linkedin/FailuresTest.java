package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Collected;
import org.herald.spi.Connection;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-11-26T17:00:00Z");
    private final Failures failures = new Failures("202607", "https://www.linkedin.com");

    private static Said said(int status, String code, String message) {
        String body = "{\"status\":" + status + ",\"code\":\"" + code + "\",\"message\":\"" + message + "\"}";
        return Said.of(new Answer.Received(status, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_VALUE_FOR_FIELD, Field /visibility, CONTENT",
        "400, MISSING_FIELD, Field /author, CONTENT",
        "400, FIELD_LENGTH_TOO_LONG, too long, CONTENT",
        "400, INVALID_URL, Invalid URL, CONTENT",
        "400, INVALID_CONTENT_OWNERSHIP, not yours, CONTENT",
        "400, MEDIA_ASSET_PROCESSING_FAILED, failed, CONTENT",
        "400, UPDATING_ASSET_FAILED, failed, CONTENT",
        "400, VERSION_MISSING, no version, SERVER",
        "401, EMPTY_ACCESS_TOKEN, empty, AUTHORISATION",
        "401, REVOKED_ACCESS_TOKEN, revoked, AUTHORISATION",
        "401, EXPIRED_ACCESS_TOKEN, expired, AUTHORISATION",
        "403, ACCESS_DENIED, Not enough permissions to access: posts.CREATE, AUTHORISATION",
        "404, NOT_FOUND, Could not find entity, GONE",
        "405, METHOD_NOT_ALLOWED, no, SERVER",
        "413, REQUEST_ENTITY_TOO_LARGE, large, CONTENT",
        "415, UNSUPPORTED_MEDIA_TYPE, type, CONTENT",
        "422, '', Content is a duplicate of urn:li:share:77, DUPLICATE",
        "422, '', Duplicate post is detected, DUPLICATE",
        "422, UNPROCESSABLE_ENTITY, ERROR :: /commentary, CONTENT",
        "426, NONEXISTENT_VERSION, Requested version 20260701 is not active, SERVER"
    })
    void refuses(int status, String code, String message, Reason reason) {
        Said said = said(status, code, message);
        assertThat(failures.changing(said, NOW))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
        assertThat(failures.reading(said, NOW)).isEqualTo(failures.changing(said, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "400, MEDIA_ASSET_WAITING_UPLOAD, Media asset is waiting upload, PT30S",
        "400, EXPIRED_UPLOAD_URL, expired, PT30S",
        "409, CONFLICT, busy, PT1M",
        "429, TOO_MANY_REQUESTS, Resource level throttle APPLICATION DAY limit for calls to this resource is reached., PT7H",
        "429, TOO_MANY_REQUESTS, Comment create throttled: creation rate limit exceeded for member, PT1M",
        "429, TOO_MANY_REQUESTS, slow down, PT5M"
    })
    void waits(int status, String code, String message, Duration time) {
        assertThat(failures.changing(said(status, code, message), NOW))
                .isInstanceOfSatisfying(Outcome.Later.class, later -> assertThat(later.notBefore())
                        .isEqualTo(NOW.plus(time)));
    }

    @ParameterizedTest
    @CsvSource({"500, INTERNAL_SERVER_ERROR", "502, BAD_GATEWAY", "503, SERVICE_UNAVAILABLE", "504, GATEWAY_TIMEOUT"})
    void doesNotKnow(int status, String code) {
        assertThat(failures.changing(said(status, code, ""), NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(failures.reading(said(status, code, ""), NOW)).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void aPageOfAProxyMayComeAfterThePost() {
        byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
        Said said = Said.of(new Answer.Received(503, name -> Optional.empty(), page));
        assertThat(failures.changing(said, NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(failures.reading(said, NOW)).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void tellsWhereTheSamePostIs() {
        Outcome.Refused refused =
                (Outcome.Refused) failures.changing(said(422, "", "Content is a duplicate of urn:li:share:77"), NOW);
        assertThat(refused.why()).contains("https://www.linkedin.com/feed/update/urn:li:share:77");
    }

    @Test
    void tellsWhichVersionHasEnded() {
        Outcome.Refused refused = (Outcome.Refused) failures.changing(said(426, "NONEXISTENT_VERSION", ""), NOW);
        assertThat(refused.why()).contains("202607", "An administrator".toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void knowsWhyThereIsNoToken() {
        Said ended = new Said(null, new Connection.Denied(Reason.AUTHORISATION, "ended"));
        Said away = new Said(null, new Connection.Denied(Reason.SERVER, "away"));
        assertThat(failures.changing(ended, NOW)).isEqualTo(new Outcome.Refused(Reason.AUTHORISATION, "ended"));
        assertThat(failures.changing(away, NOW)).isInstanceOf(Outcome.Later.class);
        assertThat(failures.notCollected(ended, NOW)).isEqualTo(new Collected.Failed(Reason.AUTHORISATION, "ended"));
        assertThat(failures.notCollected(away, NOW)).isInstanceOf(Collected.NotNow.class);
    }
}
