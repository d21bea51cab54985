package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herald.simulators.Json;

/** A channel or a supergroup, with its members among the bots, and its messages. */
final class Chat {
    final long id;
    final String title;
    final Map<Integer, Message> messages = new TreeMap<>();
    final Map<Long, Member> members = new HashMap<>();
    private final boolean channel;
    private String username;
    private long linked;
    private int next = 1;

    /**
     * What a bot is in a chat.
     *
     * @param status administrator, member, left or kicked
     */
    record Member(String status, boolean posts, boolean edits, boolean deletes) {
        static final Member NONE = new Member("left", false, false, false);

        boolean isIn() {
            return status.equals("administrator") || status.equals("member");
        }

        boolean isAdministrator() {
            return status.equals("administrator");
        }
    }

    Chat(long id, boolean channel, String title, String username) {
        this.id = id;
        this.channel = channel;
        this.title = title;
        this.username = username;
    }

    boolean isChannel() {
        return channel;
    }

    String kind() {
        return channel ? "channel" : "supergroup";
    }

    String username() {
        return username;
    }

    void username(String now) {
        username = now;
    }

    /** The discussion group of a channel, or the other way round; 0 for none. */
    long linked() {
        return linked;
    }

    void link(long other) {
        linked = other;
    }

    Member of(Bot bot) {
        return members.getOrDefault(bot.id, Member.NONE);
    }

    int nextId() {
        return next++;
    }

    Optional<Message> message(long messageId) {
        return Optional.ofNullable(messages.get((int) messageId));
    }

    ObjectNode json() {
        ObjectNode json =
                Json.MAPPER.createObjectNode().put("id", id).put("title", title).put("type", kind());
        if (!username.isEmpty()) {
            json.put("username", username);
        }
        return json;
    }
}
