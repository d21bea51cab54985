package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What people say on the server, and what its admin does. */
public final class People {
    private static final int TOKEN_LENGTH = 68;
    private final Guild guild;
    private final String channel;
    private final Bot bot;
    private Webhook webhook;

    People(Guild guild) {
        this.guild = guild;
        this.channel = guild.open("news", Channel.TEXT).id;
        String id = guild.nextId();
        this.bot = new Bot(id, "press-reader", botTokenAnew());
        guild.bots.add(bot);
        rotateWebhook();
    }

    private static String token() {
        return (UUID.randomUUID() + "-" + UUID.randomUUID() + "-" + UUID.randomUUID()).substring(0, TOKEN_LENGTH);
    }

    /** Three groups between dots, as the vendor's example has them. */
    private static String botTokenAnew() {
        return token().substring(0, 24) + "." + token().substring(0, 6) + "." + token().substring(0, 27);
    }

    Bot bot() {
        return bot;
    }

    Webhook webhook() {
        return webhook;
    }

    /** The server's id. */
    public String guild() {
        return guild.id;
    }

    /** The id of the channel that the webhook was made for. */
    public String channel() {
        return channel;
    }

    /** The id of the webhook. */
    public String webhookId() {
        return webhook.id();
    }

    /** The id of the bot. */
    public String botId() {
        return bot.id;
    }

    /** The bot's token. */
    public String botToken() {
        return bot.token;
    }

    /** Deletes the webhook and makes another one for the same channel. */
    public String rotateWebhook() {
        deleteWebhook();
        webhook = new Webhook(guild.nextId(), token(), "Press", channel);
        guild.webhooks.put(webhook.id(), webhook);
        return webhook.id();
    }

    /** Deletes the webhook. */
    public void deleteWebhook() {
        guild.webhooks.clear();
    }

    /** Gives the webhook's id another token: what leaked does not work any more. */
    public void changeWebhookToken() {
        webhook = new Webhook(webhook.id(), token(), webhook.name(), webhook.channel());
        guild.webhooks.put(webhook.id(), webhook);
    }

    /** Moves the webhook to another channel: its address stays; gives the channel's id. */
    public String moveWebhook() {
        String elsewhere = guild.open("elsewhere", Channel.TEXT).id;
        webhook = new Webhook(webhook.id(), webhook.token(), webhook.name(), elsewhere);
        guild.webhooks.put(webhook.id(), webhook);
        return elsewhere;
    }

    /** Makes the bot's token invalid, and another one. */
    public String resetBotToken() {
        bot.token = botTokenAnew();
        return bot.token;
    }

    /** Takes a permission from the bot. */
    public void forbid(Permission permission) {
        bot.may.remove(permission);
    }

    /** Gives the bot a permission. */
    public void allow(Permission permission) {
        bot.may.add(permission);
    }

    /** Switches the privileged intent for the content of messages. */
    public void readsContent(boolean yes) {
        bot.readsContent = yes;
    }

    /** Makes a forum of the channel. */
    public void makeForum() {
        guild.channel(channel).type = Channel.FORUM;
    }

    /** Says something in a channel or thread; gives the message's id. */
    public String say(String where, String name, String text) {
        return guild.said(where, person(name), text).id;
    }

    /** Answers a message where it stands. */
    public String reply(String message, String name, String text) {
        Message answered = guild.anywhere(message).orElseThrow();
        Message reply = guild.said(answered.channel, person(name), text);
        reply.type = Message.REPLY;
        reply.answered = message;
        return reply.id;
    }

    /** Attaches a picture to a message. */
    public void attach(String message, String fileName, String description) {
        guild.anywhere(message)
                .orElseThrow()
                .attachments
                .add(new Message.Attached(guild.nextId(), fileName, "image/png", 70, 1, 1, description));
    }

    /** Starts a thread from a message; gives the thread's id, which is the message's. */
    public String startThread(String message, String name) {
        Message from = guild.anywhere(message).orElseThrow();
        from.thread = guild.thread(message, name, from.channel);
        Message told = guild.said(from.channel, person("ann"), name);
        told.type = Message.THREAD_CREATED;
        told.answered = message;
        Message starter = guild.said(message, person("ann"), "");
        starter.type = Message.THREAD_STARTER;
        starter.answered = message;
        return message;
    }

    /** Locks a thread, so that nobody can say anything there. */
    public void lock(String thread) {
        guild.channel(thread).locked = true;
    }

    /** Puts a thread away. */
    public void archive(String thread) {
        guild.channel(thread).archived = true;
    }

    /** Deletes a message; its thread stays. */
    public void delete(String message) {
        guild.anywhere(message).ifPresent(found -> guild.channel(found.channel).remove(message));
    }

    /** Deletes a thread with all that was said in it. */
    public void deleteThread(String thread) {
        guild.close(thread);
        guild.anywhere(thread).ifPresent(from -> from.thread = null);
    }

    /** A person has the same id whenever its name is the same. */
    private static Message.Author person(String name) {
        String id = "77" + Integer.toUnsignedLong(name.hashCode()) % 1_000_000_000_000L;
        return new Message.Author(id, name, Message.Kind.PERSON);
    }

    Object act(String name, JsonNode what, String address) {
        String id = what.path("id").asText("");
        String by = what.path("by").asText("ann");
        String text = what.path("text").asText("Interesting!");
        switch (name) {
            case "connect" -> {
                return Map.of("webhook", address, "bot", bot.token);
            }
            case "say" -> {
                return Map.of("id", say(id.isEmpty() ? channel : id, by, text));
            }
            case "reply" -> {
                return Map.of("id", reply(id, by, text));
            }
            case "thread" -> {
                return Map.of("id", startThread(id, text));
            }
            case "delete" -> delete(id);
            case "deleteThread" -> deleteThread(id);
            case "deleteWebhook" -> deleteWebhook();
            case "rotateWebhook" -> rotateWebhook();
            case "changeWebhookToken" -> changeWebhookToken();
            case "moveWebhook" -> moveWebhook();
            case "resetBotToken" -> resetBotToken();
            case "forbid" -> forbid(Permission.valueOf(text.toUpperCase(Locale.ROOT)));
            case "allow" -> allow(Permission.valueOf(text.toUpperCase(Locale.ROOT)));
            case "readsContent" -> readsContent(what.path("yes").asBoolean());
            case "forum" -> makeForum();
            default -> throw new IllegalArgumentException("nobody can do “" + name + "” here");
        }
        return Map.of("done", name);
    }
}
