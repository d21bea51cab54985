package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.spi.Account;

/** Looks at the discussion group of a channel: whether there is one, and whether the bot is told what is said there. */
final class Discussion {
    private static final String NO_GROUP =
            "The channel has no discussion group, so nobody can answer: link one to it in"
                    + " Telegram, and make the bot an administrator of it.";
    private static final String OUTSIDE =
            "The bot is not in the channel's discussion group, so it is told of no answers:"
                    + " add it there as an administrator.";
    private static final String PRIVACY =
            "The bot is in the channel's discussion group, but is told of no answers: make"
                    + " it an administrator of the group.";

    private final TelegramApi api;

    Discussion(TelegramApi api) {
        this.api = api;
    }

    /** Why nothing is heard, as a sentence for an administrator; empty when all is well; nothing where nobody can be asked. */
    Optional<String> trouble(Account account) {
        Optional<JsonNode> chat = TelegramApi.result(ask(account, "getChat", Map.of("chat_id", account.remoteId())));
        if (chat.isEmpty()) {
            return Optional.empty();
        }
        String group = chat.get().path("linked_chat_id").asText("");
        return group.isEmpty() ? Optional.of(NO_GROUP) : inGroup(account, group);
    }

    private Optional<String> inGroup(Account account, String group) {
        String bot = Long.toString(TelegramApi.bot(account.secret()));
        Answer answer = ask(account, "getChatMember", Map.of("chat_id", group, "user_id", bot));
        Optional<JsonNode> member = TelegramApi.result(answer);
        if (member.isEmpty()) {
            boolean said = answer instanceof Answer.Received received && received.status() / 100 == 4;
            return said && !Trouble.words(answer).startsWith("Too Many") ? Optional.of(OUTSIDE) : Optional.empty();
        }
        return switch (member.get().path("status").asText()) {
            case "administrator", "creator" -> Optional.of("");
            case "member" -> Optional.of(readsAll(account) ? "" : PRIVACY);
            default -> Optional.of(OUTSIDE);
        };
    }

    private boolean readsAll(Account account) {
        return TelegramApi.result(ask(account, "getMe", Map.of()))
                .map(me -> me.path("can_read_all_group_messages").asBoolean())
                .orElse(true);
    }

    private Answer ask(Account account, String method, Map<String, String> fields) {
        return api.get(account.server(), account.secret(), method, fields);
    }
}
