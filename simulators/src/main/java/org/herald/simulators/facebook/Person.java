package org.herald.simulators.facebook;

import java.util.Map;

/** Somebody, or a page, as a writer. */
public record Person(String id, String name) {
    Map<String, Object> view() {
        return Map.of("id", id, "name", name);
    }
}
