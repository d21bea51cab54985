package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.herald.simulators.Json;

/** A message that stands in a chat. */
final class Message {
    final int id;
    final Chat chat;
    final Instant at;
    /** The bot that sent it; 0 where a person did. */
    final long bot;
    /** Who sent it, and whatever else does not change, in the vendor's words. */
    final ObjectNode fixed = Json.MAPPER.createObjectNode();

    private Formatted text;
    /** What is attached, as in {@code photo}; empty for a text. */
    private final ObjectNode media;

    private Instant edited;
    private int thread;
    private int replyTo;

    Message(Chat chat, Instant at, long bot, Formatted text, ObjectNode media) {
        this.id = chat.nextId();
        this.chat = chat;
        this.at = at;
        this.bot = bot;
        this.text = text;
        this.media = media;
        chat.messages.put(id, this);
    }

    /** Puts it below another, and so into that one's thread. */
    void below(Message other) {
        replyTo = other.id;
        thread = other.thread == 0 ? other.id : other.thread;
    }

    boolean hasMedia() {
        return !media.isEmpty();
    }

    ObjectNode media() {
        return media;
    }

    Formatted text() {
        return text;
    }

    void edit(Formatted now, Instant when) {
        text = now;
        edited = when;
    }

    int thread() {
        return thread;
    }

    /** The message that it answers; 0 for none. */
    int replyTo() {
        return replyTo;
    }

    /** It in the vendor's words; what it answers without what that answers. */
    ObjectNode json() {
        ObjectNode json = alone();
        if (replyTo != 0) {
            chat.message(replyTo).ifPresent(answered -> json.set("reply_to_message", answered.alone()));
        }
        return json;
    }

    private ObjectNode alone() {
        ObjectNode json = Json.MAPPER.createObjectNode().put("message_id", id);
        json.setAll(fixed);
        json.set("chat", chat.json());
        json.put("date", at.getEpochSecond());
        if (edited != null) {
            json.put("edit_date", edited.getEpochSecond());
        }
        if (thread != 0) {
            json.put("message_thread_id", thread);
        }
        json.setAll(media);
        String kind = hasMedia() ? "caption" : "text";
        if (!text.text().isEmpty()) {
            json.put(kind, text.text());
        }
        if (!text.entities().isEmpty()) {
            json.set(hasMedia() ? "caption_entities" : "entities", text.entities());
        }
        return json;
    }
}
