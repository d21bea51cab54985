package org.herald.connectors.discord;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.discord.Documents.Application;
import org.herald.connectors.discord.Documents.Channel;
import org.herald.connectors.discord.Documents.Webhook;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks for the webhook and, where there is a bot, whether it may still read. Neither has an end; what the headers count is
 * a bucket of some seconds, which tells nothing of the next post.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + DiscordConnector.ID,
        configurationPid = DiscordSignIn.PID)
public final class DiscordCheckup implements Checkup {
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN_WEBHOOK = 10015;
    private static final int INVALID_TOKEN = 50027;

    private final DiscordApi api;

    @Activate
    public DiscordCheckup(@Reference Http http, DiscordConfig config) {
        this(http, config.apiVersion(), Clock.systemUTC());
    }

    DiscordCheckup(Http http, int apiVersion, Clock clock) {
        this.api = new DiscordApi(http, clock, apiVersion);
    }

    @Override
    public Vitals check(Account account) {
        try {
            return check(Access.of(account));
        } catch (Credentials.Unreadable e) {
            return Facts.told(refused(e.getMessage()));
        }
    }

    private static List<Fact> refused(String why) {
        return Facts.refused(new Connection.Denied(Reason.AUTHORISATION, why));
    }

    private Vitals check(Access access) {
        Answer answer = api.webhook(access);
        List<Fact> clock = Facts.clock(answer, api.now());
        Optional<Webhook> webhook = DiscordApi.document(answer, Webhook.class).filter(Webhook::isWhole);
        if (webhook.isEmpty()) {
            int code = Failures.code(answer);
            return code == UNKNOWN_WEBHOOK || code == INVALID_TOKEN
                    ? Facts.told(
                            refused("Discord does not know the webhook any more, or not with this token: make another"
                                    + " one in the channel's settings, and connect the profile again."),
                            clock)
                    : Facts.trouble(answer, api.now(), clock);
        }
        List<Fact> works = List.of(new Fact.SignedIn(webhook.get().id()));
        return Facts.told(works, clock, access.bot().isEmpty() ? List.of() : bot(access, webhook.get()));
    }

    /** What of it cannot be found out is not told. */
    private List<Fact> bot(Access access, Webhook webhook) {
        List<Fact> facts = new ArrayList<>();
        Answer asked = api.bot(access, "/channels/" + webhook.channel());
        boolean seen = DiscordApi.document(asked, Channel.class).isPresent();
        boolean unseen = asked instanceof Answer.Received received && received.status() == FORBIDDEN
                || Failures.code(asked) == Failures.UNKNOWN_CHANNEL;
        if (seen || unseen) {
            facts.add(new Fact.Lacks(Fact.Need.ROLE, unseen ? List.of("View Channel") : List.of(), false));
        }
        Answer application = api.bot(access, "/applications/@me");
        if (HttpErrorMapping.denied(application, api.now()).reason() == Reason.AUTHORISATION) {
            facts.add(new Fact.Lacks(Fact.Need.SCOPE, List.of("bot"), false));
        }
        DiscordApi.document(application, Application.class)
                .ifPresent(told -> facts.add(new Fact.Lacks(
                        Fact.Need.SCOPE, told.readsContent() ? List.of() : List.of("MESSAGE_CONTENT"), false)));
        return facts;
    }
}
