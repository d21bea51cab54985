package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Edits and deletes what was sent. */
final class Changing {
    /** https://core.telegram.org/bots/api#deletemessage */
    static final Duration DELETABLE = Duration.ofHours(48);

    private static final int MOST_AT_ONCE = 100;

    private final World world;
    private final Places places;

    Changing(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    Reply text(Bot bot, Arguments arguments) throws Violation {
        Formatted text = Texts.text(arguments);
        Message message = edited(bot, arguments);
        if (message.hasMedia()) {
            throw Refusals.refuse(400, "Bad Request: there is no text in the message to edit");
        }
        return change(message, text);
    }

    Reply caption(Bot bot, Arguments arguments) throws Violation {
        Formatted caption = Texts.caption(arguments);
        Message message = edited(bot, arguments);
        if (!message.hasMedia()) {
            throw Refusals.refuse(400, "Bad Request: there is no caption in the message to edit");
        }
        return change(message, caption);
    }

    private Message edited(Bot bot, Arguments arguments) throws Violation {
        if (!arguments.has("chat_id") || !arguments.has("message_id")) {
            throw Refusals.broken("what is edited is not told", "message identifier is not specified");
        }
        Chat chat = places.inside(bot, arguments);
        Message message = chat.message(arguments.number("message_id", 0))
                .orElseThrow(() -> Refusals.refuse(400, "Bad Request: message to edit not found"));
        boolean allowed =
                message.bot == bot.id || chat.isChannel() && chat.of(bot).edits();
        if (!allowed || message.fixed.has("is_automatic_forward")) {
            throw Refusals.refuse(400, "Bad Request: message can't be edited");
        }
        return message;
    }

    private Reply change(Message message, Formatted text) {
        if (message.text().same(text)) {
            throw Refusals.refuse(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
                            + " the same as a current content and reply markup of the message");
        }
        message.edit(text, world.now());
        world.edited(message);
        return Refusals.ok(message.json());
    }

    Reply delete(Bot bot, Arguments arguments) {
        Chat chat = places.inside(bot, arguments);
        Message message = chat.message(arguments.number("message_id", 0))
                .orElseThrow(() -> Refusals.refuse(400, "Bad Request: message to delete not found"));
        if (!mayDelete(bot, message)) {
            throw Refusals.refuse(400, "Bad Request: message can't be deleted");
        }
        world.deleted(message);
        return Refusals.ok(true);
    }

    /** Several at once; what is not there is passed over. */
    Reply deleteAll(Bot bot, Arguments arguments) throws Violation {
        JsonNode ids = arguments.json("message_ids");
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw Refusals.broken(ids.size() + " messages, not 1 to 100", "1 to 100 message identifiers are expected");
        }
        Chat chat = places.inside(bot, arguments);
        for (JsonNode id : ids) {
            if (chat.message(id.asLong()).filter(one -> !mayDelete(bot, one)).isPresent()) {
                throw Refusals.refuse(400, "Bad Request: message can't be deleted");
            }
        }
        ids.forEach(id -> chat.message(id.asLong()).ifPresent(world::deleted));
        return Refusals.ok(true);
    }

    private boolean mayDelete(Bot bot, Message message) {
        Chat.Member member = message.chat.of(bot);
        boolean own = message.bot == bot.id && (!message.chat.isChannel() || member.posts());
        return (own || member.deletes()) && message.at.plus(DELETABLE).isAfter(world.now());
    }
}
