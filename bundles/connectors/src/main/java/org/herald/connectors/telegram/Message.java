package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.spi.RemoteMedia;

/** A message of the Bot API, with what is read of it. */
record Message(JsonNode json) {

    /** One message, or a list of them; what is none is left out. */
    static List<Message> all(JsonNode result) {
        List<Message> messages = new ArrayList<>();
        Iterable<JsonNode> nodes = result.isArray() ? result : List.of(result);
        nodes.forEach(node -> messages.add(new Message(node)));
        messages.removeIf(message -> message.id() <= 0);
        return messages;
    }

    long id() {
        return json.path("message_id").asLong();
    }

    long chat() {
        return json.at("/chat/id").asLong();
    }

    /** The message in the group that its thread hangs below; 0 for none. */
    long thread() {
        return json.path("message_thread_id").asLong();
    }

    Instant at() {
        return Instant.ofEpochSecond(json.path("date").asLong());
    }

    /** A channel's post that Telegram put into the discussion group. */
    boolean isForwardedPost() {
        return json.path("is_automatic_forward").asBoolean()
                && json.at("/forward_origin/type").asText().equals("channel");
    }

    /** The channel that a forwarded post comes from. */
    long originChat() {
        return json.at("/forward_origin/chat/id").asLong();
    }

    /** The number of a forwarded post in its channel. */
    long originId() {
        return json.at("/forward_origin/message_id").asLong();
    }

    Instant originAt() {
        return Instant.ofEpochSecond(json.at("/forward_origin/date").asLong());
    }

    /** What it answers. */
    Optional<Message> answered() {
        return Optional.of(new Message(json.path("reply_to_message"))).filter(message -> message.id() > 0);
    }

    /** The album that it is a part of; empty for none. */
    String album() {
        return json.path("media_group_id").asText("");
    }

    String text() {
        return json.path("text").asText(json.path("caption").asText(""));
    }

    JsonNode entities() {
        return json.has("text") ? json.path("entities") : json.path("caption_entities");
    }

    boolean hasMedia() {
        return !media().isEmpty();
    }

    /** Whether somebody said something: Telegram also tells who came and what was pinned. */
    boolean isSaid() {
        return !text().isEmpty() || hasMedia();
    }

    /** Who wrote it: a chat where somebody speaks in its name. */
    JsonNode author() {
        return json.has("sender_chat") ? json.path("sender_chat") : json.path("from");
    }

    /** What is attached. The Bot API gives no address of a file that may be told: it holds the token. */
    List<RemoteMedia> media() {
        List<RemoteMedia> media = new ArrayList<>();
        add(media, json.path("photo").path(0), RemoteMedia.Kind.IMAGE);
        add(media, json.path("sticker"), RemoteMedia.Kind.IMAGE);
        add(media, json.path("video"), RemoteMedia.Kind.VIDEO);
        add(media, json.path("video_note"), RemoteMedia.Kind.VIDEO);
        add(media, json.path("animation"), RemoteMedia.Kind.VIDEO);
        add(media, json.path("voice"), RemoteMedia.Kind.AUDIO);
        add(media, json.path("audio"), RemoteMedia.Kind.AUDIO);
        if (!json.has("animation")) { // which comes as a document, too
            add(media, json.path("document"), RemoteMedia.Kind.OTHER);
        }
        return media;
    }

    private static void add(List<RemoteMedia> media, JsonNode file, RemoteMedia.Kind kind) {
        if (file.isObject()) {
            media.add(new RemoteMedia(file.path("file_unique_id").asText(""), kind, null, ""));
        }
    }
}
