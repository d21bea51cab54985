package org.herald.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.herald.spi.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpErrorMappingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static Answer.Received answer(int status, Map<String, String> headers) {
        return new Answer.Received(status, name -> Optional.ofNullable(headers.get(name)), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 30, 2026-11-21T10:00:30Z",
        "Retry-After, 'Sat, 21 Nov 2026 10:02:00 GMT', 2026-11-21T10:02:00Z",
        "RateLimit-Reset, 1795255500, 2026-11-21T10:05:00Z",
        "X-RateLimit-Reset, 2026-11-21T10:03:00.000Z, 2026-11-21T10:03:00Z",
        "X-Other, 1, 2026-11-21T10:05:00Z",
        "Retry-After, 99999999999, 2026-11-22T10:00:00Z",
        "Retry-After, 0, 2026-11-21T10:00:01Z"
    })
    void readsEveryWayOfSayingWhen(String header, String value, Instant expected) {
        assertThat(HttpErrorMapping.resumes(answer(429, Map.of(header, value)), NOW))
                .isEqualTo(expected);
    }

    @Test
    void whatOnlyReadsIsNeverUncertain() {
        assertThat(HttpErrorMapping.changing(new Answer.Lost("x"), "", NOW)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(HttpErrorMapping.reading(new Answer.Lost("x"), "", NOW)).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void remoteWordsAreCutAndStripped() {
        assertThat(HttpErrorMapping.clean("a\nb\u202Ec")).isEqualTo("a b c");
        assertThat(HttpErrorMapping.clean("x".repeat(500))).hasSize(201);
    }
}
