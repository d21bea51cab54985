package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;

/** Tells of bots, chats and members. */
final class Asking {
    private static final String SMALL = "AQADsmall";
    private static final String BIG = "AQADbig";
    private static final String PICTURE = "photos/file_0.jpg";

    private final Places places;

    Asking(Places places) {
        this.places = places;
    }

    Reply me(Bot bot) {
        return Refusals.ok(bot.user()
                .put("can_join_groups", true)
                .put("can_read_all_group_messages", !bot.privacy())
                .put("supports_inline_queries", false));
    }

    Reply chat(Bot bot, Arguments arguments) {
        Chat chat = places.seen(bot, arguments);
        ObjectNode json = chat.json().put("accent_color_id", 0).put("max_reaction_count", 11);
        json.putObject("accepted_gift_types");
        if (chat.isChannel()) {
            json.putObject("photo")
                    .put("small_file_id", SMALL)
                    .put("small_file_unique_id", "small")
                    .put("big_file_id", BIG)
                    .put("big_file_unique_id", "big");
        }
        if (chat.linked() != 0) {
            json.put("linked_chat_id", chat.linked());
        }
        return Refusals.ok(json);
    }

    /** Where a file can be read for an hour (getFile); of others than the channel's picture nothing is known. */
    Reply file(Arguments arguments) {
        String id = arguments.text("file_id");
        if (!id.equals(SMALL) && !id.equals(BIG)) {
            throw Refusals.refuse(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
        }
        return Refusals.ok(Json.MAPPER
                .createObjectNode()
                .put("file_id", id)
                .put("file_unique_id", id.equals(SMALL) ? "small" : "big")
                .put("file_size", TelegramSimulator.face().length)
                .put("file_path", PICTURE));
    }

    /** What a path gives. */
    Reply content(String path) {
        return path.equals(PICTURE)
                ? new Reply(200, Map.of("Content-Type", "application/octet-stream"), TelegramSimulator.face())
                : Refusals.error(404, "Not Found");
    }

    /** A member of a chat: the bot itself; of others this simulator knows nothing. */
    Reply member(Bot bot, Arguments arguments) {
        Chat chat = places.seen(bot, arguments);
        if (arguments.number("user_id", 0) != bot.id) {
            throw Refusals.refuse(400, "Bad Request: user not found");
        }
        Chat.Member member = chat.of(bot);
        if (!member.isIn()) {
            throw Refusals.refuse(400, "Bad Request: member not found");
        }
        ObjectNode json = Json.MAPPER.createObjectNode().put("status", member.status());
        json.set("user", bot.user());
        if (member.isAdministrator()) {
            rights(json, chat, member);
        }
        return Refusals.ok(json);
    }

    private static void rights(ObjectNode json, Chat chat, Chat.Member member) {
        json.put("can_be_edited", false).put("is_anonymous", false).put("can_manage_chat", true);
        json.put("can_delete_messages", member.deletes());
        for (String other : new String[] {
            "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
            "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories"
        }) {
            json.put(other, false);
        }
        if (chat.isChannel()) {
            json.put("can_post_messages", member.posts()).put("can_edit_messages", member.edits());
        }
    }
}
