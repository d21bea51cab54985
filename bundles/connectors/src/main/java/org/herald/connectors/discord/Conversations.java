package org.herald.connectors.discord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.Visibility;
import org.herald.connectors.discord.Documents.Attachment;
import org.herald.connectors.discord.Documents.Message;
import org.herald.connectors.discord.Documents.User;
import org.herald.connectors.discord.Documents.Webhook;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Collected;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;

/** Reads, as the bot, what people said below posts of ours: in the thread of a post, and as replies in its channel. */
final class Conversations {
    private static final int PAGE = 100;
    /** In a busy channel what is further down is not asked for: two thousand messages after a post. */
    private static final int MOST_PAGES = 20;

    private static final String NO_BOT =
            "A webhook cannot read: comments stay on Discord. Connect the profile again with a bot's token behind the"
                    + " webhook's address, and they are collected.";
    private static final String HIDDEN =
            "The bot may not read what messages say: switch on “Message Content Intent” on the page “Bot” of its"
                    + " application at discord.com/developers.";
    private static final String ASKED =
            "Discord does not tell what answers a comment that was deleted: what is missing is asked for by itself.";
    private static final String BUSY = "More than " + MOST_PAGES * PAGE
            + " messages were written in the channel since the post: replies after them are not collected.";

    private final DiscordApi api;
    private final Permalinks permalinks;

    Conversations(DiscordApi api, Permalinks permalinks) {
        this.api = api;
        this.permalinks = permalinks;
    }

    Collected below(Access access, RemoteRef root, String page) {
        if (access.bot().isEmpty()) {
            return new Collected.Replies(List.of(), "", NO_BOT);
        }
        MessageRef ref = MessageRef.of(root);
        permalinks.learn(access);
        Optional<Position> position = Position.of(page);
        return position.isPresent() ? page(access, root, position.get()) : first(access, root, ref);
    }

    private Collected first(Access access, RemoteRef root, MessageRef ref) {
        Answer asked = api.message(access, ref);
        Optional<Message> message = DiscordApi.document(asked, Message.class).filter(Message::isWhole);
        if (message.isEmpty()) {
            return trouble(asked);
        }
        if (message.get().isHidden()) { // a post of ours says something or shows something
            return new Collected.Failed(Reason.AUTHORISATION, HIDDEN);
        }
        Answer me = api.bot(access, "/users/@me");
        Optional<String> bot = DiscordApi.document(me, User.class).map(User::id).filter(Snowflake::isOne);
        boolean thread = ref.opensThread() || message.get().hasThread();
        return bot.map(id -> page(access, root, Position.at(id, thread, ref))).orElseGet(() -> trouble(me));
    }

    private Collected trouble(Answer answer) {
        return HttpErrorMapping.notCollected(answer, Failures.reading(answer, api.now()));
    }

    private Collected page(Access access, RemoteRef root, Position position) {
        MessageRef ref = MessageRef.of(root);
        String place = position.inThread() ? ref.message() : ref.channel();
        Form query = new Form().with("after", position.last()).with("limit", String.valueOf(PAGE));
        Answer answer = api.messages(access, place, query);
        if (position.inThread() && !ref.opensThread() && Failures.isGone(answer)) {
            return page(
                    access, root, Position.at(position.bot(), false, ref)); // the thread was deleted, the post was not
        }
        Optional<List<Message>> read = DiscordApi.document(answer, Message[].class)
                .map(all -> Arrays.stream(all)
                        .filter(message -> Snowflake.isOne(message.id()))
                        .sorted(Comparator.comparingLong(message -> Long.parseLong(message.id())))
                        .toList());
        return read.map(messages -> replies(access, root, position, messages)).orElseGet(() -> trouble(answer));
    }

    private Collected replies(Access access, RemoteRef root, Position position, List<Message> messages) {
        MessageRef ref = MessageRef.of(root);
        List<RemoteReply> replies = new ArrayList<>();
        Set<String> below = new HashSet<>(position.known());
        below.add(ref.message());
        for (Message message : messages) {
            if (message.isSaid() && (position.inThread() || below.contains(message.answers()))) {
                below.add(message.id());
                replies.add(reply(access, root, position, message));
            }
        }
        below.remove(ref.message());
        if (messages.size() == PAGE) {
            String last = messages.get(messages.size() - 1).id();
            Position next = position.after(last, position.inThread() ? List.of() : below);
            boolean enough = !position.inThread() && next.pages() >= MOST_PAGES;
            return new Collected.Replies(replies, enough ? "" : next.text(), enough ? BUSY : "");
        }
        boolean over = !position.inThread() || ref.opensThread();
        return new Collected.Replies(
                replies, over ? "" : Position.at(position.bot(), false, ref).text(), position.inThread() ? "" : ASKED);
    }

    private RemoteReply reply(Access access, RemoteRef root, Position position, Message message) {
        User author = message.author();
        String handle = author.username() == null ? author.id() : author.username();
        boolean named = author.displayName() != null && !author.displayName().isBlank();
        boolean toPost = message.answers().isEmpty()
                || message.answers().equals(MessageRef.of(root).message());
        return RemoteReply.builder()
                .ref(permalinks.ref(access, message.ref()))
                .parentId(toPost ? root.id() : new MessageRef(message.channel(), message.answers()).id())
                .authorId(author.id())
                .authorHandle(handle)
                .authorName(named ? author.displayName() : handle)
                .html(MessageHtml.of(message.text(), message.mentions()))
                .at(Snowflake.time(message.id()))
                .visibility(Visibility.PUBLIC)
                .own(message.isBy(access.webhookId()) || message.isBy(position.bot()))
                .media(message.files().stream().map(Attachment::media).toList())
                .build();
    }

    boolean isGone(Access access, RemoteRef reply) {
        return access.bot().isPresent() && Failures.isGone(api.message(access, MessageRef.of(reply)));
    }

    /** What was answered in the webhook's channel; threads tell nothing of themselves there. */
    News news(Access access, String cursor) {
        if (access.bot().isEmpty()) {
            return new News(Set.of(), cursor);
        }
        Optional<MessageRef> last = MessageRef.read(cursor);
        Optional<String> channel = last.map(MessageRef::channel)
                .or(() -> DiscordApi.document(api.webhook(access), Webhook.class)
                        .filter(Webhook::isWhole)
                        .map(Webhook::channel));
        return channel.map(where -> news(access, cursor, where, last)).orElseGet(() -> new News(Set.of(), cursor));
    }

    private News news(Access access, String cursor, String channel, Optional<MessageRef> last) {
        Form query = last.map(ref -> new Form().with("after", ref.message()).with("limit", String.valueOf(PAGE)))
                .orElseGet(() -> new Form().with("limit", "1"));
        Answer answer = api.messages(access, channel, query);
        Optional<List<Message>> read =
                DiscordApi.document(answer, Message[].class).map(Arrays::asList);
        if (read.isEmpty()) {
            boolean refused = Failures.changing(answer, api.now()) instanceof Outcome.Refused no
                    && no.reason() == Reason.AUTHORISATION;
            String trouble = refused ? Failures.why(Failures.changing(answer, api.now())) : "";
            return new News(Set.of(), cursor, trouble);
        }
        Set<String> answered = read.get().stream()
                .filter(message -> last.isPresent()
                        && message.isWhole()
                        && !message.answers().isEmpty())
                .map(message -> new MessageRef(channel, message.answers()).id())
                .collect(Collectors.toSet());
        String newest = read.get().stream()
                .map(Message::id)
                .filter(Snowflake::isOne)
                .reduce(last.map(MessageRef::message).orElse("0"), Snowflake::later);
        return new News(answered, new MessageRef(channel, newest).id());
    }
}
