package org.herald.connectors.x;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.x.Documents.Me;
import org.herald.connectors.x.Documents.User;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.oauth.TokenFacts;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Outcome;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks X whose the token is: one request, whose headers tell what is left of a quarter of an hour and of a day. */
@Component(service = Capability.class, property = Network.ID + "=" + XConnector.ID, configurationPid = XConnector.PID)
public final class XCheckup implements Checkup {
    private static final List<String> POSTING = List.of("tweet.read", "tweet.write", "users.read", "media.write");
    private static final List<String> OTHERS = List.of("tweet.moderate.write", "offline.access");

    private final XApi api;
    private final boolean renews;

    @Activate
    public XCheckup(@Reference Http http, @Reference ReadCharges charges, XConfig config) {
        this(http, config, charges, Clock.systemUTC());
    }

    XCheckup(Http http, XConfig config, ReadCharges charges, Clock clock) {
        this.api = new XApi(new XAccess(http, clock, config), clock, config.olderNames(), charges);
        this.renews = !config.clientId().isBlank();
    }

    @Override
    public Vitals check(Account account) {
        Answer answer = api.me(account);
        Tokens tokens = TokenFacts.of(account); // after the request, which may have renewed them
        List<Fact> ends = TokenFacts.ends(renews ? tokens : tokens.withoutRefresh());
        List<Fact> scopes = TokenFacts.lacking(tokens.scopes(), POSTING, OTHERS);
        List<Fact> clock = Facts.clock(answer, api.now());
        Optional<Fact> user = XApi.document(answer, Me.class)
                .map(Me::data)
                .map(User::id)
                .filter(id -> !id.isEmpty())
                .map(Fact.SignedIn::new);
        if (user.isEmpty()) {
            Outcome trouble = Refusals.reading(answer, api.now());
            return Facts.trouble(answer, trouble, HttpErrorMapping.denied(trouble), clock);
        }
        return Facts.told(
                List.of(user.get()),
                ends,
                scopes,
                clock,
                Facts.requests(answer, "x-user-limit-24hour-", Duration.ofDays(1), api.now()));
    }
}
