package org.herald.kit.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** What came of a request. */
public sealed interface Answer {

    /** The server answered. */
    record Received(int status, Function<String, Optional<String>> headers, byte[] body) implements Answer {
        /** The first value of a header. */
        public Optional<String> header(String name) {
            return headers.apply(name);
        }

        /** When the server answered, by its own clock; empty where it does not say. */
        public Optional<Instant> date() {
            try {
                return header("Date")
                        .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                        .map(Instant::from);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /** The body as UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether the status is 2xx. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Whether an API says that it is done: 2xx with JSON or with nothing. A page with status 200 is a proxy's. */
        public boolean isConfirmed() {
            return isSuccess() && (body.length == 0 || Json.tree(text()).isPresent());
        }
    }

    /** The request certainly did not reach the server. */
    record NotSent(String why) implements Answer {}

    /** The request may have reached the server; its answer did not come, or not whole. */
    record Lost(String why) implements Answer {}
}
