package org.herald.simulators.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A channel of the server, or a thread below one, with what was said there. */
final class Channel {
    static final int TEXT = 0;
    static final int THREAD = 11;
    static final int FORUM = 15;

    final String id;
    final String name;
    final String parent;
    int type;
    boolean archived;
    boolean locked;
    private final TreeMap<String, Message> messages = new TreeMap<>(Snowflakes::compare);
    private String last;

    /**
     * Opens one.
     *
     * @param parent the channel that a thread is below; empty for none
     */
    Channel(String id, String name, int type, String parent) {
        this.id = id;
        this.name = name;
        this.type = type;
        this.parent = parent;
    }

    boolean isThread() {
        return type == THREAD;
    }

    void add(Message message) {
        messages.put(message.id, message);
        last = message.id;
        archived = false;
    }

    Optional<Message> message(String message) {
        return Snowflakes.isOne(message) ? Optional.ofNullable(messages.get(message)) : Optional.empty();
    }

    void remove(String message) {
        messages.remove(message);
    }

    /** All there is, the oldest first. */
    TreeMap<String, Message> messages() {
        return messages;
    }

    Map<String, Object> document(String guild) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("type", type);
        document.put("guild_id", guild);
        document.put("name", name);
        document.put("last_message_id", last);
        document.put("parent_id", parent.isEmpty() ? null : parent);
        if (isThread()) {
            document.put("message_count", messages.size());
            document.put("thread_metadata", Map.of("archived", archived, "locked", locked));
        }
        return document;
    }
}
