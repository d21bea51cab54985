package org.herald.connectors.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.denied;
import static org.herald.connectors.CheckupStory.facts;
import static org.herald.connectors.CheckupStory.works;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.MemoryInstallation;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.herald.spi.Vitals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlueskyCheckupTest {
    private static final String SESSION = "/xrpc/com.atproto.server.getSession";
    private static final String DID = "did:plc:press";
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private FakeServer server;
    private MemoryAccount account;
    private BlueskyCheckup checkup;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
        server.answers(
                        "/xrpc/com.atproto.server.createSession",
                        "{\"did\":\"" + DID + "\",\"handle\":\"press\",\"accessJwt\":\"a1\",\"refreshJwt\":\"r1\"}")
                .answers(SESSION, "{\"did\":\"" + DID + "\",\"handle\":\"press\",\"active\":true}");
        account = new MemoryAccount(server.uri(), DID, new Secret("the-secret"));
        checkup = new BlueskyCheckup(
                http,
                new BlueskyClient(new MemoryInstallation(URI.create("https://cms.example")), 1),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void theSessionThatIsKeptIsUsedAgain() {
        for (int i = 0; i < 3; i++) {
            works(checkup.check(account), DID);
        }
        assertThat(server.requests.stream().filter(request -> request.contains("createSession")))
                .as("three checks cost one sign-in")
                .hasSize(1);
        assertThat(facts(checkup.check(account), Fact.Ends.class)).isEmpty();
    }

    @Test
    void anAccountThatIsNotActiveDoesNotWork() {
        server.answers(SESSION, "{\"did\":\"" + DID + "\",\"active\":false,\"status\":\"suspended\"}");
        denied(checkup.check(account), Reason.AUTHORISATION, "the-secret");
    }

    @Test
    void aPasswordThatIsNotTakenIsRefused() {
        server.answers(
                "/xrpc/com.atproto.server.createSession",
                401,
                "{\"error\":\"AuthenticationRequired\",\"message\":\"the-secret is wrong\"}");
        denied(checkup.check(account), Reason.AUTHORISATION, "the-secret");
    }

    @Test
    void whoAsksTooOftenWaits() {
        server.answers(SESSION, 429, "{\"error\":\"RateLimitExceeded\"}");
        assertThat(checkup.check(account)).isInstanceOf(Vitals.NotNow.class);
    }
}
