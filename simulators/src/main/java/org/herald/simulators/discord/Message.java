package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something said in a channel. */
final class Message {
    static final int DEFAULT = 0;
    static final int THREAD_CREATED = 18;
    static final int REPLY = 19;
    static final int THREAD_STARTER = 21;

    final String id;
    final String channel;
    final Author author;
    int type = DEFAULT;
    String content = "";
    String nonce = "";
    String answered = "";
    JsonNode embeds;
    Instant edited;
    List<Attached> attachments = new ArrayList<>();
    List<Ping> pings = new ArrayList<>();
    Channel thread;

    /** Who said it: a person, a bot or a webhook. */
    record Author(String id, String name, Kind kind) {
        Map<String, Object> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", id);
            document.put("username", name);
            document.put("discriminator", "0000");
            document.put("avatar", null);
            document.put("global_name", kind == Kind.PERSON ? name : null);
            document.put("bot", kind != Kind.PERSON);
            return document;
        }
    }

    /** What an author is. */
    enum Kind {
        PERSON,
        BOT,
        WEBHOOK
    }

    /** A file that came along. */
    record Attached(String id, String name, String type, long size, int width, int height, String description) {
        Map<String, Object> document(String at) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", id);
            document.put("filename", name);
            document.put("size", size);
            document.put("url", at + "/" + id + "/" + name);
            document.put("proxy_url", at + "/" + id + "/" + name);
            document.put("content_type", type);
            if (width > 0) {
                document.put("width", width);
                document.put("height", height);
            }
            if (!description.isEmpty()) {
                document.put("description", description);
            }
            return document;
        }
    }

    Message(String id, String channel, Author author) {
        this.id = id;
        this.channel = channel;
        this.author = author;
    }

    boolean isBy(String who) {
        return author.id().equals(who);
    }

    boolean isSystem() {
        return type == THREAD_CREATED || type == THREAD_STARTER;
    }

    /** What somebody sees of it who may read everything. */
    Map<String, Object> document(Guild guild) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("channel_id", channel);
        document.put("type", type);
        document.put("author", author.document());
        document.put("content", content);
        document.put("timestamp", Snowflakes.time(id).toString().replace("Z", "+00:00"));
        document.put("edited_timestamp", edited == null ? null : edited.toString());
        document.put("tts", false);
        document.put("pinned", false);
        document.put("flags", 0);
        document.put("mention_everyone", pings.stream().anyMatch(ping -> ping.kind() == Ping.Kind.EVERYONE));
        document.put(
                "mentions",
                ids(Ping.Kind.USER).stream().map(user -> Map.of("id", user)).toList());
        document.put("mention_roles", ids(Ping.Kind.ROLE));
        document.put(
                "attachments",
                attachments.stream()
                        .map(file -> file.document("https://cdn.discordapp.com/attachments/" + channel))
                        .toList());
        document.put("embeds", embeds == null ? List.of() : embeds);
        document.put("components", List.of());
        if (author.kind() == Kind.WEBHOOK) {
            document.put("webhook_id", author.id());
        }
        if (!nonce.isEmpty()) {
            document.put("nonce", nonce);
        }
        reference(guild, document);
        Optional.ofNullable(thread).ifPresent(started -> document.put("thread", started.document(guild.id)));
        return document;
    }

    private void reference(Guild guild, Map<String, Object> document) {
        if (type == THREAD_CREATED) {
            document.put("message_reference", Map.of("type", 0, "channel_id", answered));
        } else if (!answered.isEmpty()) {
            String where = type == THREAD_STARTER ? guild.channel(channel).parent : channel;
            document.put(
                    "message_reference",
                    Map.of("type", 0, "message_id", answered, "channel_id", where, "guild_id", guild.id));
            document.put(
                    "referenced_message",
                    guild.message(where, answered)
                            .map(message -> Map.of("id", message.id, "content", message.content))
                            .orElse(null));
        }
    }

    private List<String> ids(Ping.Kind kind) {
        return pings.stream().filter(ping -> ping.kind() == kind).map(Ping::id).toList();
    }
}
