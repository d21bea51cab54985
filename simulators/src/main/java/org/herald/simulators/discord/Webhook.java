package org.herald.simulators.discord;

import java.util.LinkedHashMap;
import java.util.Map;

/** A way into one channel for whoever knows its address. */
record Webhook(String id, String token, String name, String channel) {
    Message.Author author(String shown) {
        return new Message.Author(id, shown.isEmpty() ? name : shown, Message.Kind.WEBHOOK);
    }

    Map<String, Object> document(String guild) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("type", 1);
        document.put("guild_id", guild);
        document.put("channel_id", channel);
        document.put("name", name);
        document.put("avatar", DiscordSimulator.FACE);
        document.put("token", token);
        document.put("application_id", null);
        return document;
    }
}
