package org.herald.connectors.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.threads.Documents.Person;
import org.herald.connectors.threads.Documents.Quota;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.oauth.TokenFacts;
import org.herald.kit.oauth.TokenKeeper;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Network;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks whose the token is, and how much of a day's posts and answers is left. A token is renewed in the middle of its sixty
 * days: one whose end is near could not be.
 */
@Component(
        service = Capability.class,
        property = Network.ID + "=" + ThreadsConnector.ID,
        configurationPid = ThreadsConnector.PID)
public final class ThreadsCheckup implements Checkup {
    /** Of all quotas (Meta, "Rate Limiting"): it comes back bit by bit. */
    private static final Duration DAY = Duration.ofDays(1);

    private final ThreadsApi api;
    private final App app;

    @Activate
    public ThreadsCheckup(@Reference Http http, ThreadsConfig config) {
        this(http, App.of(config), Clock.systemUTC());
    }

    ThreadsCheckup(Http http, App app, Clock clock) {
        this.api = new ThreadsApi(http, clock, app);
        this.app = app;
    }

    @Override
    public Vitals check(Account account) {
        if (!app.isAt(account.server())) {
            return Facts.told(Facts.refused(new Connection.Denied(Reason.SERVER, app.elsewhere())));
        }
        TokenKeeper.Ready ready = api.token(account);
        List<Fact> ends = TokenFacts.ends(TokenFacts.of(account));
        if (ready instanceof TokenKeeper.Ready.Denied denied) {
            return Facts.told(Facts.refused(denied.why()), ends);
        }
        Answer answer = api.me(account.server(), ((TokenKeeper.Ready.Token) ready).access());
        List<Fact> clock = Facts.clock(answer, api.now());
        Optional<Fact> user = ThreadsApi.document(answer, Person.class)
                .map(Person::id)
                .filter(id -> !id.isEmpty())
                .map(Fact.SignedIn::new);
        if (user.isEmpty()) {
            Outcome trouble = Failure.reading(answer, api.now());
            return Facts.trouble(answer, trouble, Failure.denied(answer, api.now()), clock);
        }
        return Facts.told(List.of(user.get()), ends, clock, quotas(account));
    }

    private List<Fact> quotas(Account account) {
        Form fields = new Form().with("fields", "quota_usage,config,reply_quota_usage,reply_config");
        List<Fact> facts = new ArrayList<>();
        ThreadsApi.document(api.get(account, fields, account.remoteId(), "threads_publishing_limit"), JsonNode.class)
                .ifPresent(document -> {
                    add(facts, Fact.Counted.POSTS, Quota.of(document, Quotas.POSTS));
                    add(facts, Fact.Counted.REPLIES, Quota.of(document, Quotas.REPLIES));
                });
        return facts;
    }

    private static void add(List<Fact> facts, Fact.Counted what, Quota told) {
        if (told.total() != Integer.MAX_VALUE) { // else it is not told
            long left = Math.max(0, told.total() - told.used());
            facts.add(new Fact.Quota(what, left, told.total(), DAY, Optional.empty()));
        }
    }
}
