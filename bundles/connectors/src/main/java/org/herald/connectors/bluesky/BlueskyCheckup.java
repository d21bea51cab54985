package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Facts;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Account;
import org.herald.spi.Capability;
import org.herald.spi.Checkup;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Installation;
import org.herald.spi.Network;
import org.herald.spi.Reason;
import org.herald.spi.Vitals;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks the account's server for the session that is kept: signing in anew would cost one of a few sign-ins a day. An app
 * password has no end; a sign-in in the browser has one.
 */
@Component(
        service = Capability.class,
        configurationPid = BlueskySignIn.PID,
        property = Network.ID + "=" + BlueskyConnector.ID)
public final class BlueskyCheckup implements Checkup {
    /** Of the limit of requests that the headers count (Bluesky, Rate Limits). */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final BlueskyApi api;

    @Activate
    public BlueskyCheckup(@Reference Http http, @Reference Installation installation, BlueskyConfig config) {
        this(http, new BlueskyClient(installation, config.signingKey()), Clock.systemUTC());
    }

    BlueskyCheckup(Http http, BlueskyClient client, Clock clock) {
        this.api = new BlueskyApi(clock, new PasswordSessions(http), new OAuthSessions(http, clock, client));
    }

    @Override
    public Vitals check(Account account) {
        Answer answer = api.query(account, "com.atproto.server.getSession", Map.of());
        List<Fact> beside = Facts.all(OAuthSession.ends(account), Facts.clock(answer, api.now()));
        Optional<JsonNode> session = BlueskyApi.document(answer, JsonNode.class)
                .filter(told -> !told.path("did").asText("").isEmpty());
        if (session.isEmpty()) {
            return Facts.trouble(answer, HttpErrorMapping.reading(answer, "", api.now()), api.denied(answer), beside);
        }
        boolean active = session.get().path("active").asBoolean(true);
        List<Fact> user = active
                ? List.of(new Fact.SignedIn(session.get().path("did").asText()))
                : Facts.refused(new Connection.Denied(
                        Reason.AUTHORISATION,
                        "The account is not active: it was deactivated, suspended or taken down on its server."));
        return Facts.told(user, beside, Facts.requests(answer, "ratelimit-", WINDOW, api.now()));
    }
}
