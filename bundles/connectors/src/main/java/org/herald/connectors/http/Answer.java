package org.herald.connectors.http;

import java.nio.charset.StandardCharsets;
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

        /** The body as UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether the status is 2xx. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** The request certainly did not reach the server. */
    record NotSent(String why) implements Answer {}

    /** The request may have reached the server; its answer did not come, or not whole. */
    record Lost(String why) implements Answer {}
}
