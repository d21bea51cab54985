package org.herald.core.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.herald.ShareRequest;

/** What shall be sent, as text to be kept. */
public final class Plans {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Plans() {}

    /** Writes. */
    public static String write(List<ShareRequest.Wanted> plan) {
        try {
            return JSON.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan cannot be written", e);
        }
    }

    /** Reads what {@link #write} wrote; nothing from the empty text. */
    public static List<ShareRequest.Wanted> read(String text) {
        try {
            return text.isEmpty() ? List.of() : JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan cannot be read", e);
        }
    }
}
