package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.herald.Visibility;
import org.herald.spi.Account;
import org.herald.spi.RemoteReply;

/** Makes a reply of what somebody said in the discussion group. Pure. */
final class Replies {
    private Replies() {}

    static long channel(Account account) {
        return account.remoteId().matches("-?\\d{1,18}") ? Long.parseLong(account.remoteId()) : 0;
    }

    /** The post that it was said below; empty where that is not known, or it is below none. */
    static Optional<String> root(Message message, Threads threads, Account account) {
        Optional<Message> post = message.answered().filter(Message::isForwardedPost);
        if (post.isPresent() && post.get().originChat() != channel(account)) {
            return Optional.empty();
        }
        long answered = post.map(Message::id).orElse(message.thread());
        return threads.post(Place.groupId(message.chat(), answered))
                .or(() -> post.map(Message::originId))
                .map(id -> Long.toString(id));
    }

    static RemoteReply of(Message message, String root, Account account) {
        JsonNode author = message.author();
        String name = (author.path("first_name").asText("") + " "
                        + author.path("last_name").asText(""))
                .strip();
        String shown = author.path("title").asText(name);
        String handle = author.path("username").asText(shown);
        String parent = message.answered()
                .filter(answered -> !answered.isForwardedPost())
                .map(answered -> Place.groupId(message.chat(), answered.id()))
                .orElse(root);
        return RemoteReply.builder()
                .ref(Place.of(List.of(message)).said(account, root))
                .parentId(parent)
                .authorId(author.path("id").asText(""))
                .authorHandle(handle)
                .authorName(shown.isEmpty() ? handle : shown)
                .html(MessageHtml.of(message))
                .at(message.at())
                .visibility(isPublic(account) ? Visibility.PUBLIC : Visibility.FOLLOWERS)
                .own(author.path("id").asLong() == channel(account))
                .media(message.media())
                .build();
    }

    /** What is said below the posts of a channel with a name, everybody can read there. */
    private static boolean isPublic(Account account) {
        return !account.handle().matches("-?\\d+");
    }
}
