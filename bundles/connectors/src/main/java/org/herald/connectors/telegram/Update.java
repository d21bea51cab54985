package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened.
 *
 * @param message what was said, or said anew; of any other update it has no number
 */
record Update(long id, Message message) {

    /** Those that an answer holds, in their order. */
    static List<Update> all(JsonNode result) {
        List<Update> updates = new ArrayList<>();
        for (JsonNode update : result) {
            JsonNode said = update.has("message") ? update.path("message") : update.path("edited_message");
            updates.add(new Update(update.path("update_id").asLong(), new Message(said)));
        }
        updates.removeIf(update -> update.id() <= 0);
        return updates;
    }
}
