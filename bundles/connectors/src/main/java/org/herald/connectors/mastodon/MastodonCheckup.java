package org.herald.connectors.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.TokenFacts;
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
 * Asks whose the token is, and what its application may do: servers of Mastodon 4.3 and later say that, others do not.
 * Tokens have no end.
 */
@Component(service = Capability.class, property = Network.ID + "=" + MastodonConnector.ID)
public final class MastodonCheckup implements Checkup {
    private static final List<String> POSTING = List.of("write:statuses", "write:media");
    private static final List<String> OTHERS = List.of("read:statuses", "read:notifications", "read:accounts");
    /** Of the limit of 300 requests (Mastodon, Rate limits). */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final MastodonApi api;

    @Activate
    public MastodonCheckup(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    MastodonCheckup(Http http, Clock clock) {
        this.api = new MastodonApi(http, clock);
    }

    @Override
    public Vitals check(Account account) {
        if (!Request.isToken(account.secret().reveal())) {
            return Facts.told(Facts.refused(new Connection.Denied(
                    Reason.AUTHORISATION, "What is kept is no token: an administrator connects the profile again.")));
        }
        Answer answer = api.get(account.server(), "/api/v1/accounts/verify_credentials", account.secret());
        List<Fact> clock = Facts.clock(answer, api.now());
        List<Fact> user = MastodonApi.document(answer, Documents.Account.class)
                .filter(found -> found.id() != null)
                .<Fact>map(found -> new Fact.SignedIn(found.id()))
                .stream()
                .toList();
        return user.isEmpty()
                ? Facts.trouble(answer, api.now(), clock)
                : Facts.told(user, scopes(account), clock, Facts.requests(answer, "x-ratelimit-", WINDOW, api.now()));
    }

    private List<Fact> scopes(Account account) {
        Answer answer = api.get(account.server(), "/api/v1/apps/verify_credentials", account.secret());
        List<String> given = new ArrayList<>();
        MastodonApi.document(answer, JsonNode.class)
                .ifPresent(application -> application.path("scopes").forEach(scope -> given.add(scope.asText())));
        List<String> parts = Stream.concat(POSTING.stream(), OTHERS.stream())
                .filter(scope -> given.contains(scope.replaceFirst(":.*", "")))
                .toList();
        List<String> all = new ArrayList<>(given);
        all.addAll(parts); // “write” is all that begins with it
        return TokenFacts.lacking(all, POSTING, OTHERS);
    }
}
