package org.herald.connectors.discord;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.discord.Documents.Application;
import org.herald.connectors.discord.Documents.Channel;
import org.herald.connectors.discord.Documents.Message;
import org.herald.connectors.discord.Documents.User;
import org.herald.connectors.discord.Documents.Webhook;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.Capability;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.Onboarding;
import org.herald.spi.Reason;
import org.herald.spi.Requirements;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs in with a webhook's address and perhaps a bot's token. What the bot needs is tried at once, so that an admin hears
 * of a missing permission now and not from a reader.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + DiscordConnector.ID,
        configurationPid = DiscordSignIn.PID)
public final class DiscordSignIn implements Authorizer, Onboarding {
    /** One configuration for the whole connector. */
    static final String PID = "org.herald.connectors.discord.DiscordConnector";

    private static final String NO_CHANNEL =
            "The bot does not see the webhook's channel: invite it to the server and allow it “View Channel” there.";
    private static final String NO_CONTENT =
            "The bot may not read what messages say: switch on “Message Content Intent” on the page “Bot” of its"
                    + " application at discord.com/developers.";
    private static final String NO_HISTORY =
            "The bot is shown no messages of the channel: allow it “Read Message History” there (or, if the channel is"
                    + " empty, write something in it first).";
    private static final String NO_BOT =
            "Discord does not take the bot's token: copy it again from the page “Bot” of your application at"
                    + " discord.com/developers (“Reset Token” makes another one).";
    private static final String NO_WEBHOOK =
            "Discord does not know this webhook, or not with this token: copy its address again from the channel's"
                    + " settings (Integrations, Webhooks).";
    private static final int UNKNOWN_WEBHOOK = 10015;
    private static final int INVALID_TOKEN = 50027;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final DiscordApi api;

    @Activate
    public DiscordSignIn(@Reference Http http, DiscordConfig config) {
        this(http, config.apiVersion(), Clock.systemUTC());
    }

    DiscordSignIn(Http http, int apiVersion, Clock clock) {
        this.api = new DiscordApi(http, clock, apiVersion);
    }

    @Override
    public Requirements requirements() {
        return new Requirements(
                Set.of(Requirements.Ask.SECRET),
                "In the channel's settings: Integrations, Webhooks, New Webhook, Copy Webhook URL. If Herald is to read and"
                        + " answer, add a blank and the token of a bot of yours behind it.",
                Optional.of(URI.create("https://discord.com/developers/applications")),
                Optional.empty());
    }

    @Override
    public Connection signIn(URI server, String handle, Secret secret) {
        try {
            return connected(Access.of(server, secret), secret);
        } catch (Credentials.Unreadable e) {
            return denied(e.getMessage());
        }
    }

    /** Another webhook is another account, whatever channel it leads to. */
    @Override
    public Connection check(Account account) {
        Connection connection = signIn(account.server(), account.handle(), account.secret());
        boolean other = connection instanceof Connection.Connected connected
                && !connected.remoteId().equals(account.remoteId());
        return other
                ? denied(
                        "The address is that of another webhook than the profile was connected with: make a new profile"
                                + " for it.")
                : connection;
    }

    private static Connection.Denied denied(String why) {
        return new Connection.Denied(Reason.AUTHORISATION, why);
    }

    private Connection connected(Access access, Secret secret) {
        Answer answer = api.webhook(access);
        Optional<Webhook> webhook = DiscordApi.document(answer, Webhook.class)
                .filter(Webhook::isWhole)
                .filter(found -> found.id().equals(access.webhookId()));
        if (webhook.isEmpty()) {
            int code = Failures.code(answer);
            boolean refused = code == UNKNOWN_WEBHOOK || code == INVALID_TOKEN;
            return refused ? denied(NO_WEBHOOK) : HttpErrorMapping.denied(answer, api.now());
        }
        if (!webhook.get().isIncoming()) {
            return denied("This webhook posts for Discord itself: make one under Integrations, Webhooks, New Webhook.");
        }
        return access.bot().isEmpty()
                ? connected(webhook.get(), "channel " + webhook.get().channel(), secret)
                : withBot(access, webhook.get(), secret);
    }

    private static Connection connected(Webhook webhook, String channel, Secret secret) {
        String name = webhook.name() == null || webhook.name().isBlank() ? "Webhook" : webhook.name();
        return new Connection.Connected(webhook.id(), name + " (" + channel + ")", secret, Optional.empty())
                .pictured(webhook.picture());
    }

    private Connection withBot(Access access, Webhook webhook, Secret secret) {
        Answer me = api.bot(access, "/users/@me");
        if (DiscordApi.document(me, User.class).map(User::id).isEmpty()) {
            return status(me) == UNAUTHORIZED ? denied(NO_BOT) : HttpErrorMapping.denied(me, api.now());
        }
        Answer asked = api.bot(access, "/channels/" + webhook.channel());
        Optional<Channel> channel =
                DiscordApi.document(asked, Channel.class).filter(found -> Snowflake.isOne(found.id()));
        if (channel.isEmpty()) {
            boolean unseen = status(asked) == FORBIDDEN || Failures.code(asked) == Failures.UNKNOWN_CHANNEL;
            return unseen ? denied(NO_CHANNEL) : HttpErrorMapping.denied(asked, api.now());
        }
        return reads(access, channel.get())
                .orElseGet(() -> connected(webhook, "#" + channel.get().name(), secret));
    }

    /** What keeps the bot from reading; empty where nothing does. */
    private Optional<Connection> reads(Access access, Channel channel) {
        Answer asked = api.bot(access, "/applications/@me");
        Optional<Application> application = DiscordApi.document(asked, Application.class);
        if (application.isEmpty()) {
            return Optional.of(HttpErrorMapping.denied(asked, api.now()));
        }
        if (!application.get().readsContent()) {
            return Optional.of(denied(NO_CONTENT));
        }
        return channel.hasThreadsOnly() || channel.lastMessage() == null ? Optional.empty() : history(access, channel);
    }

    /** Who may not read what was said is shown an empty list, and nobody says so. */
    private Optional<Connection> history(Access access, Channel channel) {
        Answer asked = api.messages(access, channel.id(), new Form().with("limit", "1"));
        Optional<Message[]> messages = DiscordApi.document(asked, Message[].class);
        if (messages.isEmpty()) {
            return Optional.of(HttpErrorMapping.denied(asked, api.now()));
        }
        return messages.get().length == 0 ? Optional.of(denied(NO_HISTORY)) : Optional.empty();
    }

    private static int status(Answer answer) {
        return answer instanceof Answer.Received received ? received.status() : 0;
    }
}
