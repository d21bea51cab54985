package org.herald.connectors.discord;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.discord.Documents.Channel;
import org.herald.connectors.discord.Documents.Message;
import org.herald.connectors.discord.Documents.User;
import org.herald.connectors.discord.Documents.Webhook;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.lookup.Window;
import org.herald.spi.Lookup;
import org.herald.spi.Post;

/** Reads, as the bot, what was said in a channel since an attempt began: a webhook cannot read, and Discord keeps no key. */
final class MessageLookup {
    private static final int PAGE = 100;
    private static final int PAGES = 10;
    private static final String NOT_ASKED = "Discord could not be asked whether it has the message.";
    private static final String NO_BOT =
            "A webhook cannot read, so Discord cannot be asked whether it has the message: look in the channel. With a bot"
                    + " beside the webhook Herald looks itself.";
    private static final String NO_HISTORY =
            "The bot is shown no messages of the channel: allow it “Read Message History” there.";
    private static final String FORUM = "In a forum Herald cannot look for its post: look there whether it has come.";
    private static final String MOVED =
            "The webhook was moved to another channel since: look in the one before whether the message has come.";
    private static final String TOO_MUCH = "Too much was said in the channel since to find it by itself: look there.";

    private final DiscordApi api;
    private final Permalinks permalinks;

    MessageLookup(DiscordApi api, Permalinks permalinks) {
        this.api = api;
        this.permalinks = permalinks;
    }

    /** Who said it, and where; with the answer that told it. */
    private record Place(String author, String channel, Answer told) {}

    /** @param known where the webhook was seen to post */
    Lookup find(Access access, WebhookChannel known, Post post) {
        if (access.bot().isEmpty()) {
            return new Lookup.Unknown(NO_BOT);
        }
        permalinks.learn(access);
        return place(access, post)
                .map(place -> isElsewhere(place, known, post) ? new Lookup.Unknown(MOVED) : find(access, post, place))
                .orElseGet(() -> new Lookup.Unknown(NOT_ASKED));
    }

    /** Answers are the bot's, in the channel or thread of what they answer; everything else is the webhook's. */
    private Optional<Place> place(Access access, Post post) {
        Optional<MessageRef> parent = post.attempt().parent().map(MessageRef::of);
        if (parent.isPresent()) {
            Answer answer = api.bot(access, "/users/@me");
            return DiscordApi.document(answer, User.class)
                    .filter(user -> Snowflake.isOne(user.id()))
                    .map(user -> new Place(user.id(), parent.get().channel(), answer));
        }
        Answer answer = api.webhook(access);
        return DiscordApi.document(answer, Webhook.class)
                .filter(Webhook::isWhole)
                .map(webhook -> new Place(access.webhookId(), webhook.channel(), answer));
    }

    /** Answers stay where they were said; a webhook may have posted where it does not lead any more. */
    private static boolean isElsewhere(Place place, WebhookChannel known, Post post) {
        return post.attempt().parent().isEmpty()
                && !known.isOnly(place.channel(), post.attempt().began());
    }

    private Lookup find(Access access, Post post, Place place) {
        Window window = Window.of(post.attempt().began(), api.now(), place.told());
        Recognition recognition = new Recognition(place.author(), post, window.likely());
        String after = Snowflake.before(window.possible());
        for (int i = 0; i < PAGES; i++) {
            Form query = new Form().with("after", after).with("limit", String.valueOf(PAGE));
            Optional<List<Message>> page = DiscordApi.document(
                            api.messages(access, place.channel(), query), Message[].class)
                    .map(Arrays::asList);
            if (page.isEmpty()) {
                return new Lookup.Unknown(NOT_ASKED);
            }
            if (page.get().isEmpty() && i == 0) {
                return whereNothingIsShown(access, place, window);
            }
            for (Message message : page.get()) {
                after = Snowflake.isOne(message.id()) ? Snowflake.later(after, message.id()) : after;
                if (message.isSaid()) {
                    recognition.look(message, permalinks.ref(access, message.ref()));
                }
            }
            if (page.get().size() < PAGE) {
                return recognition.verdict();
            }
        }
        return tooMuch(recognition);
    }

    /** A bot that may not read is shown an empty list, and nobody says so: the channel tells whether there is something. */
    private Lookup whereNothingIsShown(Access access, Place place, Window window) {
        Optional<Channel> channel = DiscordApi.document(api.bot(access, "/channels/" + place.channel()), Channel.class);
        if (channel.isEmpty()) {
            return new Lookup.Unknown(NOT_ASKED);
        }
        if (channel.get().hasThreadsOnly()) {
            return new Lookup.Unknown(FORUM);
        }
        String last = channel.get().lastMessage();
        boolean nothing =
                last == null || Snowflake.isOne(last) && Snowflake.time(last).isBefore(window.possible());
        return nothing ? new Lookup.Absent() : new Lookup.Unknown(NO_HISTORY);
    }

    /** What was seen may say enough, but never that it is not there. */
    private static Lookup tooMuch(Recognition recognition) {
        Lookup seen = recognition.verdict();
        return seen instanceof Lookup.Absent ? new Lookup.Unknown(TOO_MUCH) : seen;
    }
}
