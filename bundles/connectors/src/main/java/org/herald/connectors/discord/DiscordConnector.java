package org.herald.connectors.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.herald.connectors.discord.Documents.Message;
import org.herald.connectors.discord.Documents.Webhook;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.Editor;
import org.herald.spi.Lookup;
import org.herald.spi.Media;
import org.herald.spi.Moderator;
import org.herald.spi.Network;
import org.herald.spi.NetworkTraits;
import org.herald.spi.News;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Publisher;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Responder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Posts on Discord by a webhook; reads, answers and moderates by a bot, where the account has one. */
@Component(service = Capability.class, property = Network.ID + "=" + DiscordConnector.ID)
@Designate(ocd = DiscordConfig.class)
public final class DiscordConnector implements Network, Publisher, Responder, Editor, Collector, Moderator {
    static final String ID = "discord";
    static final NetworkTraits TRAITS = new NetworkTraits(
            ID,
            "Discord",
            "https://discord.com",
            "Webhook address, and a bot's token behind a blank",
            new NetworkTraits.Posting(
                    NetworkTraits.Idempotency.NONE,
                    NetworkTraits.Edit.TEXT_ONLY,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Cards.BY_SERVER,
                    NetworkTraits.Files.UPLOAD),
            new NetworkTraits.Listening(
                    NetworkTraits.Reading.ASKED,
                    NetworkTraits.ALWAYS,
                    NetworkTraits.Answering.ALWAYS,
                    Set.of(Moderator.Act.DELETE)),
            LimitsFile.beside(DiscordConnector.class),
            false);
    /** The maximum of a request (Message resource, Create Message), less what is not files. */
    private static final long MOST_BYTES = 25L * 1024 * 1024 - 64 * 1024;

    private static final long MEBIBYTE = 1024 * 1024;
    /** The server's id, the post, and the post once more where the channel is a forum. */
    private static final int MOST_REQUESTS = 3;

    private static final String ANSWERS_NEED_A_BOT =
            "A webhook cannot answer anybody: connect the profile again with a bot's token behind the webhook's address.";

    private static final String MOVED =
            "The webhook posts in another channel now and reaches no message of before: move it back in the"
                    + " channel settings, or do it on Discord.";
    private static final String NO_THREAD =
            "Discord shows the webhook no such thread: it was deleted, or the webhook was moved to another"
                    + " channel. Look there.";

    private final DiscordApi api;
    private final Permalinks permalinks;
    private final MessageLookup lookup;
    private final Conversations conversations;
    private final Duration longest;

    @Activate
    public DiscordConnector(@Reference Http http, DiscordConfig config) {
        this(http, config.web(), config.apiVersion(), Clock.systemUTC());
    }

    DiscordConnector(Http http, String web, int apiVersion, Clock clock) {
        this.api = new DiscordApi(http, clock, apiVersion);
        this.permalinks = new Permalinks(api, web);
        this.lookup = new MessageLookup(api, permalinks);
        this.conversations = new Conversations(api, permalinks);
        this.longest = http.timeout().multipliedBy(MOST_REQUESTS + 1L);
    }

    @Override
    public NetworkTraits traits() {
        return TRAITS;
    }

    @Override
    public Duration longestCall() {
        return longest;
    }

    @Override
    public String newKey(Instant now) {
        return UUID.randomUUID().toString();
    }

    private static <T> T with(Account account, Function<Access, T> what, Function<String, T> unreadable) {
        try {
            return what.apply(Access.of(account));
        } catch (Credentials.Unreadable e) {
            return unreadable.apply(e.getMessage());
        }
    }

    private static Outcome changing(Account account, Function<Access, Outcome> what) {
        return with(account, what, why -> new Outcome.Refused(Reason.AUTHORISATION, why));
    }

    @Override
    public Outcome publish(Account account, Post post) {
        return changing(account, access -> ready(access, post).orElseGet(() -> publish(account, access, post)));
    }

    /** What stands against sending it, before anything was sent. */
    private Optional<Outcome> ready(Access access, Post post) {
        long bytes = post.media().stream().mapToLong(Media::size).sum();
        if (bytes > MOST_BYTES) {
            return Optional.of(new Outcome.Refused(
                    Reason.CONTENT,
                    "Discord takes 25 MB in one message, and the files have " + bytes / MEBIBYTE
                            + " MB together: take fewer or smaller ones."));
        }
        return tooLong(post).or(() -> permalinks.learn(access).map(answer -> Failures.reading(answer, api.now())));
    }

    private static Optional<Outcome> tooLong(Post post) {
        int length = PlainText.tooLong(post.text());
        return length == 0
                ? Optional.empty()
                : Optional.of(new Outcome.Refused(
                        Reason.CONTENT,
                        "Marks that Discord would read as formatting (* _ ~ ` > #) count twice, so that the text has "
                                + length + " of 2000 characters: shorten it or leave some of them out."));
    }

    /** Only Discord's word tells that the channel is a forum, where each post opens a thread. */
    private Outcome publish(Account account, Access access, Post post) {
        permalinks.channel(access).ifPresent(channel -> WebhookChannel.begin(account, channel));
        Answer answer = api.execute(access, Outgoing.post(post), post.media());
        if (Failures.code(answer) == Failures.NEEDS_THREAD) {
            answer = api.execute(access, Outgoing.thread(post), post.media());
        }
        Outcome outcome = posted(access, post, answer);
        if (outcome instanceof Outcome.Done done && !MessageRef.of(done.ref()).opensThread()) {
            WebhookChannel.learn(account, MessageRef.of(done.ref()).channel(), api.now());
        }
        return outcome;
    }

    private Outcome posted(Access access, Post post, Answer answer) {
        return DiscordApi.document(answer, Message.class)
                .filter(Message::isWhole)
                .<Outcome>map(shown -> new Outcome.Done(permalinks.ref(access, shown.ref()), remark(post, shown)))
                .orElseGet(() -> Failures.changing(answer, api.now()));
    }

    private static String remark(Post post, Message shown) {
        int files = shown.files().size();
        int sent = post.media().size();
        return files < sent ? "Discord shows " + files + " of its " + sent + " pictures." : "";
    }

    /** As the bot: a webhook's message answers nothing, wherever it stands. */
    @Override
    public Outcome respond(Account account, Post post, RemoteRef root, RemoteRef parent, String to) {
        return changing(
                account,
                access -> access.bot().isEmpty()
                        ? new Outcome.Refused(Reason.AUTHORISATION, ANSWERS_NEED_A_BOT)
                        : ready(access, post).orElseGet(() -> respond(access, post, MessageRef.of(parent))));
    }

    @Override
    public String addressed(Account account, String text, String to) {
        return PlainText.escaped(text);
    }

    private Outcome respond(Access access, Post post, MessageRef parent) {
        Answer answer = api.say(access, parent.channel(), Outgoing.answer(post, parent), post.media());
        return posted(access, post, answer);
    }

    @Override
    public Lookup find(Account account, Post post) {
        return with(account, access -> lookup.find(access, WebhookChannel.of(account), post), Lookup.Unknown::new);
    }

    /** The webhook's post, or else an answer of the bot's: each changes only its own. */
    @Override
    public Outcome edit(Account account, RemoteRef ref, Post post) {
        MessageRef message = MessageRef.of(ref);
        Map<String, Object> text = Outgoing.text(post.text());
        return tooLong(post)
                .orElseGet(() -> changing(
                        account,
                        access -> reached(
                                access,
                                ref,
                                either(
                                        access,
                                        () -> api.edit(access, message, text),
                                        () -> api.editAsBot(access, message, text)),
                                gone -> changed(ref, gone))));
    }

    @Override
    public Outcome delete(Account account, RemoteRef ref) {
        MessageRef message = MessageRef.of(ref);
        return changing(account, access -> {
            Answer answer = either(access, () -> api.delete(access, message), () -> api.deleteAsBot(access, message));
            return reached(access, ref, answer, gone -> new Outcome.Done(ref));
        });
    }

    /** A webhook that was moved says of everything from before that it is gone: only where it was not is it believed. */
    private Outcome reached(Access access, RemoteRef ref, Answer answer, Function<Answer, Outcome> gone) {
        if (!Failures.isGone(answer)) {
            return changed(ref, answer);
        }
        if (access.bot().isPresent()) {
            return gone.apply(answer);
        }
        MessageRef message = MessageRef.of(ref);
        if (message.opensThread()) {
            boolean hidden = Failures.code(answer) == Failures.UNKNOWN_CHANNEL;
            return hidden ? new Outcome.Refused(Reason.CONTENT, NO_THREAD) : gone.apply(answer);
        }
        Answer asked = api.webhook(access);
        return DiscordApi.document(asked, Webhook.class)
                .filter(Webhook::isWhole)
                .map(webhook -> webhook.channel().equals(message.channel())
                        ? gone.apply(answer)
                        : new Outcome.Refused(Reason.CONTENT, MOVED))
                .orElseGet(() -> Failures.reading(asked, api.now()));
    }

    private static Answer either(Access access, Supplier<Answer> webhook, Supplier<Answer> bot) {
        Answer answer = webhook.get();
        return Failures.isGone(answer) && access.bot().isPresent() ? bot.get() : answer;
    }

    private Outcome changed(RemoteRef ref, Answer answer) {
        return answer instanceof Answer.Received received && received.isConfirmed()
                ? new Outcome.Done(ref)
                : Failures.changing(answer, api.now());
    }

    @Override
    public Collected thread(Account account, RemoteRef root, String page) {
        return with(
                account,
                access -> conversations.below(access, root, page),
                why -> new Collected.Failed(Reason.AUTHORISATION, why));
    }

    @Override
    public boolean isGone(Account account, RemoteRef reply) {
        return with(account, access -> conversations.isGone(access, reply), why -> false);
    }

    @Override
    public News news(Account account, String cursor) {
        return with(account, access -> conversations.news(access, cursor), why -> new News(Set.of(), cursor, why));
    }

    @Override
    public Outcome moderate(Account account, RemoteRef reply, Act act) {
        if (act != Act.DELETE) {
            return new Outcome.Refused(
                    Reason.SERVER, "On Discord a comment can be deleted, and nothing else done with it.");
        }
        return changing(
                account,
                access -> access.bot().isEmpty()
                        ? new Outcome.Refused(Reason.AUTHORISATION, ANSWERS_NEED_A_BOT)
                        : deleted(reply, api.deleteAsBot(access, MessageRef.of(reply))));
    }

    private Outcome deleted(RemoteRef reply, Answer answer) {
        return Failures.isGone(answer) ? new Outcome.Done(reply) : changed(reply, answer);
    }
}
