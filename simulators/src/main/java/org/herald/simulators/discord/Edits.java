package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.herald.simulators.Violation;

/** Changes a message as the vendor does: what is not told stays, and who is called is found anew. */
final class Edits {
    private Edits() {}

    /**
     * Changes it.
     *
     * @param byDefault what is parsed for calls where the edit says nothing, whatever the message said at first
     */
    static void apply(Message message, Sent sent, Set<String> byDefault, Guild guild, Instant now) throws Violation {
        JsonNode body = sent.body();
        String content = body.has("content") ? body.path("content").asText("").strip() : message.content;
        List<Message.Attached> files = Files.edited(message, sent, guild);
        JsonNode embeds = body.has("embeds") ? body.path("embeds") : message.embeds;
        if (content.isEmpty() && files.isEmpty() && (embeds == null || embeds.isEmpty())) {
            throw Errors.broken("nothing is left in the message", 400, 50006, "Cannot send an empty message");
        }
        message.pings =
                body.has("content") ? Ping.of(content, body.path("allowed_mentions"), byDefault) : message.pings;
        message.content = content;
        message.attachments = files;
        message.embeds = embeds;
        message.edited = now;
    }
}
