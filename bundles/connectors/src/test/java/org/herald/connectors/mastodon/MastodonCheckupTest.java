package org.herald.connectors.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.lacking;
import static org.herald.connectors.CheckupStory.works;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MastodonCheckupTest {
    private static final String ME = "/api/v1/accounts/verify_credentials";
    private static final String APP = "/api/v1/apps/verify_credentials";
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        server.answers(ME, "{\"id\":\"7\",\"acct\":\"press\"}");
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private Vitals check() {
        return new MastodonCheckup(http, Clock.systemUTC())
                .check(new MemoryAccount(server.uri(), "7", new Secret("the-secret")));
    }

    @Test
    void anAccountWorksAndTheClocksAgree() {
        Vitals vitals = check();
        works(vitals, "7");
        assertThat(facts(vitals, Fact.Ends.class)).as("tokens have no end").isEmpty();
        assertThat(facts(vitals, Fact.Lacks.class))
                .as("a server that does not tell the scopes leaves them open")
                .isEmpty();
    }

    @Test
    void scopesAreComparedWithTheirWholes() {
        server.answers(APP, "{\"name\":\"Herald\",\"scopes\":[\"read\",\"write:statuses\"]}");
        Vitals vitals = check();
        assertThat(lacking(vitals)).containsExactly("write:media");
        server.answers(APP, "{\"name\":\"Herald\",\"scopes\":[\"read\",\"write\"]}");
        assertThat(lacking(check())).isEmpty();
        assertThat(facts(check(), Fact.Lacks.class)).hasSize(1);
    }

    @Test
    void aRefusalIsToldInOurWords() {
        server.answers(ME, 401, "{\"error\":\"the-secret is no token\"}");
        denied(check(), Reason.AUTHORISATION, "the-secret");
    }

    @Test
    void whoAsksTooOftenWaitsAndAServerInTroubleRefusesNobody() {
        server.answers(ME, 429, "{\"error\":\"Throttled\"}");
        assertThat(check()).isInstanceOf(Vitals.NotNow.class);
        server.answers(ME, 503, "");
        denied(check(), Reason.SERVER, "the-secret");
    }
}
