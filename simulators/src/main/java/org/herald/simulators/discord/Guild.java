package org.herald.simulators.discord;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server of the network with its channels, webhooks and bots: everything that is kept. */
final class Guild {
    final String id;
    final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    final List<Bot> bots = new ArrayList<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Snowflakes ids;

    Guild(Clock clock) {
        this.ids = new Snowflakes(clock);
        this.id = ids.next();
    }

    String nextId() {
        return ids.next();
    }

    Channel open(String name, int type) {
        return keep(new Channel(nextId(), name, type, ""));
    }

    /** A thread that began with a message has that message's id. */
    Channel thread(String of, String name, String parent) {
        return keep(new Channel(of, name, Channel.THREAD, parent));
    }

    private Channel keep(Channel channel) {
        channels.put(channel.id, channel);
        return channel;
    }

    Channel channel(String channel) {
        return channels.get(channel);
    }

    Optional<Channel> find(String channel) {
        return Optional.ofNullable(channels.get(channel));
    }

    void close(String channel) {
        channels.remove(channel);
    }

    Optional<Message> message(String channel, String message) {
        return find(channel).flatMap(found -> found.message(message));
    }

    /** A message wherever it is: by a test, which knows its id only. */
    Optional<Message> anywhere(String message) {
        return all().stream().filter(one -> one.id.equals(message)).findFirst();
    }

    List<Message> all() {
        return channels.values().stream()
                .flatMap(channel -> channel.messages().values().stream())
                .toList();
    }

    Message said(String channel, Message.Author author, String text) {
        Message message = new Message(nextId(), channel, author);
        message.content = text.strip();
        channel(channel).add(message);
        return message;
    }
}
