package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.herald.simulators.Json;

/** All that is there: bots, chats, messages. What happens in a chat is told to the bots that may see it. */
final class World {
    /** Telegram's own account, which forwards a channel's posts into its discussion group. */
    private static final long SERVICE = 777_000;

    final Clock clock;
    private final List<Bot> bots = new ArrayList<>();
    private final Map<Long, Chat> chats = new TreeMap<>();

    World(Clock clock) {
        this.clock = clock;
    }

    Bot add(Bot bot) {
        bots.add(bot);
        return bot;
    }

    Chat add(Chat chat) {
        chats.put(chat.id, chat);
        return chat;
    }

    List<Bot> bots() {
        return bots;
    }

    Optional<Bot> bot(String token) {
        return bots.stream().filter(bot -> bot.isOpenedBy(token)).findFirst();
    }

    Optional<Chat> chat(long id) {
        return Optional.ofNullable(chats.get(id));
    }

    /** A chat by its number, or by its {@code @name}. */
    Optional<Chat> chat(JsonNode which) {
        String name = which.asText();
        return name.startsWith("@")
                ? chats.values().stream()
                        .filter(chat ->
                                !chat.username().isEmpty() && chat.username().equalsIgnoreCase(name.substring(1)))
                        .findFirst()
                : name.matches("-?[0-9]{1,18}") ? chat(Long.parseLong(name)) : Optional.empty();
    }

    /** A bot posts: in a channel in the channel's name, in a group in its own. */
    Message sent(Bot bot, Chat chat, Formatted text, ObjectNode media) {
        Message message = new Message(chat, now(), bot.id, text, media);
        if (chat.isChannel()) {
            message.fixed.set("sender_chat", chat.json());
        } else {
            message.fixed.set("from", bot.user());
        }
        return message;
    }

    /** Tells of a message that is whole now; one in a channel is forwarded into its discussion group. */
    void happened(Message message) {
        tell(message, message.chat.isChannel() ? "channel_post" : "message");
        if (message.chat.isChannel()) {
            chat(message.chat.linked()).ifPresent(group -> forward(message, group));
        }
    }

    private void forward(Message post, Chat group) {
        Message forward = new Message(group, now(), 0, post.text(), post.media());
        ObjectNode service = forward.fixed.putObject("from");
        service.put("id", SERVICE).put("is_bot", false).put("first_name", "Telegram");
        forward.fixed.set("sender_chat", post.chat.json());
        ObjectNode origin = forward.fixed.putObject("forward_origin");
        origin.put("type", "channel").put("date", post.at.getEpochSecond()).put("message_id", post.id);
        origin.set("chat", post.chat.json());
        forward.fixed.put("is_automatic_forward", true);
        tell(forward, "message");
    }

    /** An edited post is edited in the group, too. */
    void edited(Message message) {
        tell(message, message.chat.isChannel() ? "edited_channel_post" : "edited_message");
        forwardOf(message).ifPresent(forward -> {
            forward.edit(message.text(), now());
            tell(forward, "edited_message");
        });
    }

    /** A deleted post leaves the group as well, and its answers stay; no bot is told of either. */
    void deleted(Message message) {
        forwardOf(message).ifPresent(forward -> forward.chat.messages.remove(forward.id));
        message.chat.messages.remove(message.id);
    }

    /** Where a channel's post stands in the discussion group. */
    Optional<Message> forwardOf(Message post) {
        return chat(post.chat.linked()).filter(group -> post.chat.isChannel()).stream()
                .flatMap(group -> group.messages.values().stream())
                .filter(message ->
                        message.fixed.at("/forward_origin/message_id").asInt() == post.id)
                .findFirst();
    }

    /** No bot is told of what it did itself. */
    private void tell(Message message, String type) {
        for (Bot bot : bots) {
            if (message.bot != bot.id && sees(bot, message) && bot.allowed().contains(type)) {
                bot.queue.push(type, message.json());
            }
        }
    }

    private static boolean sees(Bot bot, Message message) {
        Chat.Member member = message.chat.of(bot);
        boolean mine = message.chat
                .message(message.replyTo())
                .filter(answered -> answered.bot == bot.id)
                .isPresent();
        boolean all = message.chat.isChannel() || !bot.privacy() || mine;
        return member.isAdministrator() || member.isIn() && all;
    }

    Instant now() {
        return clock.instant();
    }

    ObjectNode state() {
        ObjectNode state = Json.MAPPER.createObjectNode();
        for (Chat chat : chats.values()) {
            ObjectNode one = state.putObject(Long.toString(chat.id));
            one.setAll(chat.json());
            chat.messages.values().forEach(message -> one.withArray("messages").add(message.json()));
        }
        ObjectNode waiting = state.putObject("pending_updates");
        bots.forEach(bot -> waiting.put(bot.name, bot.queue.size()));
        return state;
    }
}
