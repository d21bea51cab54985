package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import org.herald.simulators.Json;

/** A bot: its token, what it may see in groups, and where its updates go. */
final class Bot {
    private static final List<String> USUAL =
            List.of("message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member");

    final long id;
    final String name;
    final Queue queue;
    private final String token;
    /** What it is told of; by default all that this simulator knows of. */
    private List<String> allowed = USUAL;

    private boolean privacy;
    private boolean revoked;
    private Webhook webhook = Webhook.NONE;

    Bot(String token, String name, boolean privacy, Clock clock) {
        this.token = token;
        this.id = Long.parseLong(token.substring(0, token.indexOf(':')));
        this.name = name;
        this.privacy = privacy;
        this.queue = new Queue(clock);
    }

    boolean isOpenedBy(String given) {
        return !revoked && token.equals(given);
    }

    void revoke() {
        revoked = true;
    }

    /** Privacy mode: in groups it sees only commands, answers to itself, and service messages. */
    boolean privacy() {
        return privacy;
    }

    void privacy(boolean on) {
        privacy = on;
    }

    Webhook webhook() {
        return webhook;
    }

    void webhook(Webhook now) {
        webhook = now;
    }

    List<String> allowed() {
        return allowed;
    }

    void allow(List<String> types) {
        allowed = types.isEmpty() ? USUAL : List.copyOf(types);
    }

    ObjectNode user() {
        return Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("is_bot", true)
                .put("first_name", name)
                .put("username", name);
    }
}
