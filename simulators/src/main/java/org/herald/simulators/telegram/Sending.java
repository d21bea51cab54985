package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Sends texts, photos, videos and albums. */
final class Sending {
    private static final int FEWEST = 2;
    private static final int MOST = 10;
    private static final Map<String, String> TYPES = Map.of("photo", "InputMediaPhoto", "video", "InputMediaVideo");

    private final World world;
    private final Places places;
    private final Contract contract;
    private final Pace pace;
    private final Files files = new Files();
    private int albums;
    private boolean paced = true;

    Sending(World world, Places places, Contract contract) {
        this.world = world;
        this.places = places;
        this.contract = contract;
        this.pace = new Pace(world.clock);
    }

    /** Whether it may come too soon. */
    void paced(boolean on) {
        paced = on;
    }

    Reply message(Bot bot, Arguments arguments) throws Violation {
        Formatted text = Texts.text(arguments);
        return send(bot, arguments, text, Json.MAPPER.createObjectNode());
    }

    Reply photo(Bot bot, Arguments arguments) throws Violation {
        Formatted caption = Texts.caption(arguments);
        return send(bot, arguments, caption, files.photo(arguments, arguments.text("photo"), "photo"));
    }

    Reply video(Bot bot, Arguments arguments) throws Violation {
        Formatted caption = Texts.caption(arguments);
        return send(bot, arguments, caption, files.video(arguments, arguments.text("video"), "video"));
    }

    private Reply send(Bot bot, Arguments arguments, Formatted text, ObjectNode media) {
        Chat chat = places.written(bot, arguments);
        Optional<Message> answered = answered(chat, arguments);
        slow(chat, 1);
        Message message = world.sent(bot, chat, text, media);
        answered.ifPresent(message::below);
        world.happened(message);
        return Refusals.ok(message.json());
    }

    private void slow(Chat chat, int messages) {
        long wait = paced ? pace.wait(chat, messages) : 0;
        if (wait > 0) {
            throw new Refusals.Refused(Refusals.tooMany(wait));
        }
    }

    private static Optional<Message> answered(Chat chat, Arguments arguments) {
        JsonNode reply = arguments.json("reply_parameters");
        if (reply.isMissingNode()) {
            return Optional.empty();
        }
        if (reply.has("chat_id") && reply.path("chat_id").asLong() != chat.id) {
            throw Refusals.refuse(400, "Bad Request: this simulator answers in the same chat only");
        }
        Optional<Message> message = chat.message(reply.path("message_id").asLong());
        if (message.isEmpty() && !reply.path("allow_sending_without_reply").asBoolean()) {
            throw Refusals.refuse(400, "Bad Request: message to be replied not found");
        }
        return message;
    }

    /** An album: two to ten photos and videos. */
    Reply album(Bot bot, Arguments arguments) throws Violation {
        JsonNode items = arguments.json("media");
        if (items.size() < FEWEST || items.size() > MOST) {
            throw Refusals.broken(
                    "an album of " + items.size() + ", not of 2 to 10", "expected 2 to 10 files in the album");
        }
        List<Formatted> captions = new ArrayList<>();
        List<ObjectNode> media = new ArrayList<>();
        for (JsonNode item : items) {
            captions.add(Texts.caption(item));
            media.add(item(arguments, item).deepCopy());
        }
        Chat chat = places.written(bot, arguments);
        Optional<Message> answered = answered(chat, arguments);
        slow(chat, items.size());
        String group = "album-" + ++albums;
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            media.get(i).put("media_group_id", group);
            Message message = world.sent(bot, chat, captions.get(i), media.get(i));
            answered.ifPresent(message::below);
            sent.add(message);
        }
        sent.forEach(world::happened);
        return Refusals.ok(sent.stream().map(Message::json).toList());
    }

    private ObjectNode item(Arguments arguments, JsonNode item) throws Violation {
        String type = item.path("type").asText();
        if (!TYPES.containsKey(type)) {
            throw Refusals.broken("“" + type + "” in an album", "can't parse InputMedia: type must be photo or video");
        }
        Arguments.checkObject(
                TYPES.get(type), item, contract.object(TYPES.get(type)).orElseThrow());
        String value = item.path("media").asText();
        return type.equals("photo") ? files.photo(arguments, value, "media") : files.video(arguments, value, "media");
    }
}
