package org.herald.simulators;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a simulator answers. */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    /** JSON with a status. */
    public static Reply json(int status, Object value) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    /** A status and nothing else. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** The same with a header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
