package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.herald.simulators.Json;
import org.herald.simulators.Violation;

/** What people do in the channel and in its discussion group. */
final class People {
    private static final long FIRST_PERSON = 5_000_000;

    private final World world;

    People(World world) {
        this.world = world;
    }

    Object act(String name, JsonNode what) {
        int id = what.path("message").asInt();
        String text = what.path("text").asText();
        String who = what.path("name").asText("Ada");
        return switch (name) {
            case "comment" -> seen(group(), comment(id, who, text));
            case "reply" -> seen(group(), reply(id, who, text));
            case "say" -> seen(group(), say(who, text).id);
            case "photo" -> seen(group(), photo(id, who, text));
            case "answerAsChannel" -> seen(group(), answerAsChannel(id, text));
            case "edit" -> seen(group(), edit(id, text));
            case "delete" -> {
                world.deleted(group().message(id).orElseThrow());
                yield Map.of();
            }
            case "post" -> seen(channel(), post(text));
            case "deletePost" -> {
                world.deleted(channel().message(id).orElseThrow());
                yield Map.of();
            }
            case "unlink" -> {
                unlink();
                yield Map.of();
            }
            case "rights" -> rights(what);
            case "privacy" -> {
                world.bots().forEach(bot -> bot.privacy(what.path("on").asBoolean()));
                yield Map.of();
            }
            case "makePrivate" -> {
                channel().username("");
                yield Map.of();
            }
            default -> throw new IllegalArgumentException("nobody knows how to " + name);
        };
    }

    private static Object seen(Chat chat, int id) {
        return chat.message(id).orElseThrow().json();
    }

    private Chat channel() {
        return world.chat(TelegramSimulator.CHANNEL).orElseThrow();
    }

    private Chat group() {
        return world.chat(TelegramSimulator.GROUP).orElseThrow();
    }

    int comment(int post, String name, String text) {
        Message forward = world.forwardOf(channel().message(post).orElseThrow()).orElseThrow();
        return reply(forward.id, name, text);
    }

    int reply(int answered, String name, String text) {
        Message message = person(name, read(text), Json.MAPPER.createObjectNode());
        message.below(group().message(answered).orElseThrow());
        world.happened(message);
        return message.id;
    }

    private Message say(String name, String text) {
        Message message = person(name, read(text), Json.MAPPER.createObjectNode());
        world.happened(message);
        return message;
    }

    private int photo(int answered, String name, String caption) {
        ObjectNode media = Json.MAPPER.createObjectNode();
        media.putArray("photo")
                .addObject()
                .put("file_id", "theirs")
                .put("file_unique_id", "their-photo")
                .put("width", 4)
                .put("height", 3);
        Message message = person(name, read(caption), media);
        message.below(group().message(answered).orElseThrow());
        world.happened(message);
        return message.id;
    }

    /** Somebody who may, speaks in the name of the channel. */
    private int answerAsChannel(int answered, String text) {
        Message message = new Message(group(), world.now(), 0, read(text), Json.MAPPER.createObjectNode());
        ObjectNode from = message.fixed.putObject("from");
        from.put("id", 136_817_688).put("is_bot", true).put("first_name", "Channel");
        message.fixed.set("sender_chat", channel().json());
        message.below(group().message(answered).orElseThrow());
        world.happened(message);
        return message.id;
    }

    private Message person(String name, Formatted text, ObjectNode media) {
        Message message = new Message(group(), world.now(), 0, text, media);
        message.fixed
                .putObject("from")
                .put("id", FIRST_PERSON + name.hashCode() % 1_000)
                .put("is_bot", false)
                .put("first_name", name)
                .put("username", name.toLowerCase(java.util.Locale.ROOT));
        return message;
    }

    private int edit(int id, String text) {
        Message message = group().message(id).orElseThrow();
        message.edit(read(text), world.now());
        world.edited(message);
        return id;
    }

    private int post(String text) {
        Message message = new Message(channel(), world.now(), 0, read(text), Json.MAPPER.createObjectNode());
        message.fixed.set("sender_chat", channel().json());
        world.happened(message);
        return message.id;
    }

    private void unlink() {
        channel().link(0);
        group().link(0);
    }

    /** What the bots may do, in the channel or in the group. */
    private Object rights(JsonNode what) {
        Chat chat = what.path("group").asBoolean() ? group() : channel();
        Chat.Member member = new Chat.Member(
                what.path("status").asText("administrator"),
                what.path("post").asBoolean(),
                what.path("edit").asBoolean(),
                what.path("delete").asBoolean());
        chat.members.replaceAll((bot, before) -> member);
        return Map.of();
    }

    private static Formatted read(String text) {
        try {
            return Formatted.of(text, "");
        } catch (Violation e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
