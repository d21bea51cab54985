package org.herald.simulators.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.herald.simulators.Json;

/** Meta's machine-readable description of its objects; where it is not at hand, nothing is compared. */
public final class PublishedContract {
    private PublishedContract() {}

    /** Fails where something is taken that the description does not have. */
    public static void has(String object, String method, String edge, Set<String> parameters) {
        Set<String> published = new TreeSet<>(Set.of("limit", "after", "before", "since", "until"));
        boolean found = false;
        for (JsonNode api : description(object).path("apis")) {
            if (api.path("method").asText().equals(method)
                    && api.path("endpoint").asText().replace("/", "").equals(edge)) {
                found = true;
                api.path("params")
                        .forEach(parameter ->
                                published.add(parameter.path("name").asText()));
            }
        }
        assertThat(found).as(object + " has " + method + " " + edge).isTrue();
        assertThat(published).containsAll(parameters);
    }

    /** Fails where something is told that the description does not have. */
    public static void tells(String object, Set<String> fields) {
        Set<String> published = new TreeSet<>();
        description(object)
                .path("fields")
                .forEach(field -> published.add(field.path("name").asText()));
        assertThat(published).containsAll(fields);
    }

    private static JsonNode description(String object) {
        String place = System.getProperty("herald.specs", "");
        Path file = Path.of(place, "meta", object + ".json");
        assumeTrue(!place.isEmpty() && Files.exists(file), "no -Dherald.specs with " + file);
        try {
            return Json.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
