package org.herald.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Json;

/**
 * A page of a list.
 *
 * @param after the cursor of the next page; empty where this is the last
 * @param whole whether all of it could be read, and what follows can be asked for
 */
public record GraphList<T>(List<T> data, String after, boolean whole) {
    /** Reads one; empty where the answer is none. What cannot be read of it is left out. */
    public static <T> Optional<GraphList<T>> of(Answer answer, Class<T> type) {
        return GraphApi.document(answer, JsonNode.class)
                .filter(document -> document.path("data").isArray())
                .map(document -> read(document, type));
    }

    private static <T> GraphList<T> read(JsonNode document, Class<T> type) {
        List<T> data = data(document.path("data"), type);
        String after = after(document.path("paging"));
        boolean cut = after.isEmpty() && document.path("paging").hasNonNull("next");
        return new GraphList<>(
                data, after, !cut && data.size() == document.path("data").size());
    }

    private static <T> List<T> data(JsonNode array, Class<T> type) {
        List<T> data = new ArrayList<>();
        array.forEach(one -> Json.read(one, type).ifPresent(data::add));
        return data;
    }

    /** A cursor is told with the last page, too: only {@code next} says that there is more. */
    private static String after(JsonNode paging) {
        return paging.hasNonNull("next") ? paging.path("cursors").path("after").asText("") : "";
    }
}
