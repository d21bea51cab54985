package org.herald.simulators.telegram;

/** Finds the chat that a bot means, and whether it may do there what it wants to. */
final class Places {
    private final World world;

    Places(World world) {
        this.world = world;
    }

    /** A chat that the bot may look at. */
    Chat seen(Bot bot, Arguments arguments) {
        Chat chat = world.chat(arguments.json("chat_id"))
                .orElseThrow(() -> Refusals.refuse(400, "Bad Request: chat not found"));
        boolean hidden = chat.username().isEmpty() && !chat.of(bot).isIn();
        if (hidden) {
            throw isNotIn(chat, chat.of(bot));
        }
        return chat;
    }

    /** A chat that the bot may post in. */
    Chat written(Bot bot, Arguments arguments) {
        Chat chat = inside(bot, arguments);
        if (chat.isChannel() && !chat.of(bot).posts()) {
            throw Refusals.refuse(400, "Bad Request: need administrator rights in the channel chat");
        }
        return chat;
    }

    /** A chat that the bot is in. */
    Chat inside(Bot bot, Arguments arguments) {
        Chat chat = seen(bot, arguments);
        if (!chat.of(bot).isIn()) {
            throw isNotIn(chat, chat.of(bot));
        }
        return chat;
    }

    private static Refusals.Refused isNotIn(Chat chat, Chat.Member member) {
        return Refusals.refuse(
                403,
                member.status().equals("kicked")
                        ? "Forbidden: bot was kicked from the " + chat.kind() + " chat"
                        : "Forbidden: bot is not a member of the " + chat.kind() + " chat");
    }
}
