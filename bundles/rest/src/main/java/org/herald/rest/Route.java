package org.herald.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation.
 *
 * @param template the path below {@code /bin/herald}, with its variable parts in braces, as the OpenAPI description has it
 */
record Route(String method, String template, Function<Call, Reply> handler) {

    /** Whether it changes something, and so needs the token. */
    boolean changes() {
        return !"GET".equals(method);
    }

    /** The variable parts of a path, if it is one of this route's. */
    Optional<Map<String, String>> match(String path) {
        String[] want = template.split("/");
        String[] have = path.split("/");
        if (want.length != have.length) {
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < want.length; i++) {
            if (want[i].startsWith("{")) {
                parts.put(want[i].substring(1, want[i].length() - 1), have[i]);
            } else if (!want[i].equals(have[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }
}
