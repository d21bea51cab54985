package org.herald.connectors.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.herald.spi.Account;
import org.herald.spi.Lookup;
import org.herald.spi.Post;

/**
 * Looks for a post whose answer was lost. Telegram shows a bot nothing of its own; but it tells of what it forwards from
 * the channel into the discussion group. What is seen there is there, and what is not may be nevertheless.
 */
final class PostLookup {
    /** Telegram tells whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /** Two clocks are compared: what is this much older may still be it. */
    private static final Duration DOUBT = Duration.ofMinutes(5);

    private static final Lookup NOT_SHOWN = new Lookup.Unknown(
            "Telegram does not show a bot its own posts, and forwarded none like this into the discussion group yet.");
    private static final Lookup TWO =
            new Lookup.Unknown("More than one post in the channel looks like it: Herald cannot tell which is which.");
    private static final Lookup ANSWER = new Lookup.Unknown("Telegram does not show a bot what it answered.");
    private static final Lookup SILENT = new Lookup.Unknown("Telegram could not be asked whether it has the post.");

    private final Updates updates;

    PostLookup(Updates updates) {
        this.updates = updates;
    }

    Lookup find(Account account, Post post) {
        if (post.attempt().parent().isPresent()) {
            return ANSWER;
        }
        if (!updates.peek(account)) {
            return SILENT;
        }
        Map<Message, Place> forwarded = updates.of(account).posts();
        List<Map.Entry<Message, Place>> alike = forwarded.entrySet().stream()
                .filter(entry -> isLike(entry.getKey(), post))
                .toList();
        Instant began = post.attempt().began();
        List<Map.Entry<Message, Place>> ours = alike.stream()
                .filter(entry -> !entry.getKey().originAt().isBefore(began.minus(ROUNDING)))
                .toList();
        if (alike.isEmpty()) {
            return NOT_SHOWN;
        }
        return alike.size() == 1 && ours.size() == 1 && !post.attempt().rivals()
                ? new Lookup.Present(ours.get(0).getValue().post(account))
                : TWO;
    }

    private static boolean isLike(Message forward, Post post) {
        String text = forward.text();
        return !text.isEmpty()
                && text.equals(TelegramConnector.shown(post.text()))
                && !post.attempt().held().contains(Long.toString(forward.originId()))
                && !forward.originAt().isBefore(post.attempt().began().minus(DOUBT));
    }
}
