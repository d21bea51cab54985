package org.herald.connectors.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.connectors.CheckupStory.facts;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.MemoryInstallation;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.simulators.Mood;
import org.herald.simulators.MovableClock;
import org.herald.simulators.atproto.AtprotoSimulator;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Fact;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlueskySignInTest {
    private static final URI CMS = URI.create("https://cms.example.org");
    private static final URI CALLBACK = URI.create("https://cms.example.org/bin/herald/oauth/callback");
    private final MemoryInstallation installation = new MemoryInstallation(CMS);
    private final BlueskyClient client = new BlueskyClient(installation, 1);
    private final AtprotoSimulator server = new AtprotoSimulator(address -> published(client, address));
    private final MovableClock clock = server.clock();
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final BlueskySignIn signIn = new BlueskySignIn(http, client, server.uri(), clock);
    private final BlueskyConnector connector = new BlueskyConnector(http, "https://bsky.app", client, clock);

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    /** Reads as the CMS's address gives it: by its own path, and nothing else. */
    private static String published(BlueskyClient client, String address) {
        String folder = CMS + "/herald/about/bluesky/";
        return address.startsWith(folder) && address.endsWith(".json")
                ? client.document(address.substring(folder.length(), address.length() - ".json".length()))
                        .orElse(null)
                : null;
    }

    private CodeAuthorizer.Challenge begin(String account) {
        return signIn.begin(server.uri(), account, CALLBACK, "state-1");
    }

    private Connection complete(CodeAuthorizer.Challenge challenge) {
        assertThat(challenge).isInstanceOf(CodeAuthorizer.Challenge.Redirect.class);
        CodeAuthorizer.Challenge.Redirect redirect = (CodeAuthorizer.Challenge.Redirect) challenge;
        Map<String, String> back = server.agree(redirect.to());
        return signIn.complete(
                server.uri(),
                CALLBACK,
                redirect.ticket(),
                new CodeAuthorizer.Grant(back.get("code"), Optional.of(back.get("iss"))));
    }

    private MemoryAccount connected() {
        Connection connection = complete(begin(AtprotoSimulator.HANDLE));
        assertThat(connection).isInstanceOf(Connection.Connected.class);
        return account((Connection.Connected) connection);
    }

    /** Whose server is the one that the admin entered: where the account lives is another thing. */
    private static MemoryAccount account(Connection.Connected done) {
        MemoryAccount account = new MemoryAccount(URI.create("https://bsky.social"), done.remoteId(), done.secret());
        account.keepSession(done.session().orElseThrow());
        return account;
    }

    private static Post post() {
        return Post.of("3k", "Hello", java.time.Instant.parse("2026-11-26T10:00:00Z"))
                .build();
    }

    private static void refused(Connection connection) {
        assertThat(connection).isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                .isEqualTo(Reason.AUTHORISATION));
        assertThat(connection.toString()).doesNotContain("INSIDE", "secret");
    }

    private static void unavailable(CodeAuthorizer.Challenge challenge, String words) {
        assertThat(challenge)
                .isInstanceOfSatisfying(
                        CodeAuthorizer.Challenge.Unavailable.class,
                        no -> assertThat(no.why()).contains(words).doesNotContain("INSIDE"));
    }

    @Test
    void anAccountIsConnectedInTheBrowserAndPosts() {
        Connection connection = complete(begin("@Press.example.com"));
        assertThat(connection).isInstanceOfSatisfying(Connection.Connected.class, done -> {
            assertThat(done.remoteId()).isEqualTo(AtprotoSimulator.DID);
            assertThat(done.handle()).isEqualTo(AtprotoSimulator.HANDLE);
            assertThat(done.secret().reveal()).as("no token beside the session").doesNotContain("access", "refresh");
        });
        assertThat(connection.toString()).doesNotContain("access-secret", "refresh-secret", "\"d\"");
        MemoryAccount account = account((Connection.Connected) connection);
        assertThat(connector.publish(account, post())).isInstanceOf(Outcome.Done.class);
        assertThat(connector.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(server.records()).hasSize(1);
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void whoeverComesIsConnectedWhereNobodyIsNamed() {
        assertThat(complete(begin(""))).isInstanceOf(Connection.Connected.class);
        assertThat(server.violations()).isEmpty();
    }

    /** bsky.social, say, holds no accounts of its own. */
    @Test
    void theServerThatIsEnteredMayBeTheOneThatSignsPeopleIn() {
        try (AtprotoSimulator front = new AtprotoSimulator(address -> published(client, address))) {
            front.says("resource", "https://other.example");
            assertThat(signIn.begin(front.uri(), CALLBACK, "state-1"))
                    .isInstanceOf(CodeAuthorizer.Challenge.Redirect.class);
        }
    }

    @Test
    void tokensAreRenewedBeforeTheyEnd() {
        MemoryAccount account = connected();
        clock.advance(Duration.ofMinutes(59));
        assertThat(connector.publish(account, post())).isInstanceOf(Outcome.Done.class);
        assertThat(connector.publish(account, post())).isInstanceOf(Outcome.Done.class);
        assertThat(server.given()).isEqualTo(2);
        assertThat(account.session().orElseThrow().reveal()).contains("refresh-secret-2");
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void theEndOfTheSignInIsToldWhateverIsRenewed() {
        BlueskyCheckup checkup = new BlueskyCheckup(http, client, clock);
        Instant before = clock.instant();
        MemoryAccount account = connected();
        List<Fact.Ends> first = facts(checkup.check(account), Fact.Ends.class);
        assertThat(first).singleElement().satisfies(ends -> {
            assertThat(ends.what()).isEqualTo(Fact.End.SIGN_IN);
            assertThat(ends.at()).isBetween(before.plus(Duration.ofDays(730)), before.plus(Duration.ofDays(731)));
            assertThat(ends.renewed()).isFalse();
        });
        clock.advance(Duration.ofDays(60));
        assertThat(facts(checkup.check(account), Fact.Ends.class)).isEqualTo(first);
        assertThat(server.given()).as("it was renewed").isEqualTo(2);
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() {
        MemoryAccount account = connected();
        Secret old = account.session().orElseThrow();
        connector.check(account);
        MemoryAccount other = new MemoryAccount(account.server(), account.remoteId(), account.secret());
        other.keepSession(old);
        clock.advance(Duration.ofMinutes(59));
        connector.check(other); // another node renews, and the first token ends
        account.keepSession(other.session().orElseThrow());
        assertThat(connector.publish(account, post())).isInstanceOf(Outcome.Done.class);
        assertThat(server.given()).isEqualTo(2);
    }

    @Test
    void twentyAtOnceRenewOnce() throws Exception {
        MemoryAccount account = connected();
        clock.advance(Duration.ofHours(2));
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(() -> connector.publish(account, post()));
            }
            for (Future<Outcome> one : callers.invokeAll(calls)) {
                assertThat(one.get()).isInstanceOf(Outcome.Done.class);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(server.given()).isEqualTo(2);
        assertThat(server.violations()).isEmpty();
    }

    @Test
    void aSignInThatWasTakenBackSaysWhatToDo() {
        MemoryAccount account = connected();
        server.takeBack();
        assertThat(connector.publish(account, post())).isInstanceOfSatisfying(Outcome.Refused.class, no -> {
            assertThat(no.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(no.why()).contains("connects the profile again").doesNotContain("INSIDE", "secret");
        });
        assertThat(connector.check(account)).isEqualTo(new Connection.Denied(Reason.AUTHORISATION, OAuthSessions.OVER));
        assertThat(server.records()).isEmpty();
    }

    @Test
    void aRenewalWhoseAnswerIsLostIsNoRefusal() {
        MemoryAccount account = connected();
        clock.advance(Duration.ofHours(2));
        server.mood(Mood.LOST_BEFORE, "token", 1);
        assertThat(connector.publish(account, post())).isInstanceOf(Outcome.Later.class);
        assertThat(connector.publish(account, post())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatWasChangedByHandIsNoSession() {
        MemoryAccount account = connected();
        for (String broken :
                List.of("{}", "hush", "{\"bound\":\"{\\\"tokens\\\":\\\"x\\\",\\\"binding\\\":\\\"{}\\\"}\"}")) {
            account.keepSession(new Secret(broken));
            refused(connector.check(account));
        }
    }

    @Test
    void anotherAccountThanTheOneThatWasAskedForIsNotConnected() {
        CodeAuthorizer.Challenge challenge = begin(AtprotoSimulator.HANDLE);
        server.says("sub", "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz");
        refused(complete(challenge));
        CodeAuthorizer.Challenge second = begin(AtprotoSimulator.HANDLE);
        server.says("sub", "nobody");
        assertThat(complete(second)).isInstanceOf(Connection.Denied.class);
    }

    /** A server may sign in whom it likes, and speaks for its own accounts only. */
    @Test
    void aServerSpeaksForNobodyElsesAccount() {
        try (AtprotoSimulator home = new AtprotoSimulator(address -> published(client, address))) {
            CodeAuthorizer.Challenge challenge = begin("");
            server.says("pds", home.uri().toString());
            refused(complete(challenge));
            assertThat(home.calls()).as("no token goes there").allMatch(call -> call.header("Authorization")
                    .isEmpty());
        }
    }

    @Test
    void lessThanAllThatIsAskedIsNotEnough() {
        CodeAuthorizer.Challenge challenge = begin(AtprotoSimulator.HANDLE);
        server.says("scope", "atproto");
        refused(complete(challenge));
    }

    @Test
    void aNameThatTheAccountDoesNotHaveIsNotBelieved() {
        server.says("name", "other.example.com");
        unavailable(begin(AtprotoSimulator.HANDLE), "does not have that name");
        unavailable(begin("nobody.example.com"), "nobody.example.com");
        unavailable(begin("press"), "whole name");
        assertThat(server.calls()).noneMatch(call -> call.path().contains("oauth/par"));
    }

    @Test
    void aServerThatDoesNotDoAsTheNetworkDoesIsNotUsed() {
        server.says("require_pushed_authorization_requests", false);
        unavailable(begin(AtprotoSimulator.HANDLE), "require_pushed_authorization_requests");
        server.says("require_pushed_authorization_requests", true)
                .says("token_endpoint_auth_methods_supported", List.of("none"));
        unavailable(begin(AtprotoSimulator.HANDLE), "token_endpoint_auth_methods_supported");
    }

    private static void notReady(CodeAuthorizer.Challenge challenge, String code, String words) {
        assertThat(challenge).isInstanceOfSatisfying(CodeAuthorizer.Challenge.NotReady.class, no -> {
            assertThat(no.code()).isEqualTo(code);
            assertThat(no.why()).contains(words);
        });
    }

    @Test
    void whatStandsInTheWayIsSaid() {
        notReady(
                signIn.begin(server.uri(), "", URI.create("https://cms.intern/bin/herald/oauth/callback"), "state-1"),
                "otherAddress",
                "https://cms.example.org");
        installation.move(URI.create("http://cms.example.org"));
        notReady(begin(""), "noPublicAddress", "address of this CMS");
        installation.move(null);
        notReady(begin(""), "noPublicAddress", "app password");
        assertThat(signIn.document("client")).isEmpty();
        installation.move(CMS);
        installation.lock();
        notReady(begin(""), "signingKeyLocked", "HERALD_KEY");
        assertThat(signIn.document("keys")).isEmpty();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void whatTheCmsTellsOfItselfHoldsNoSecret() {
        var description = Json.tree(signIn.document("client").orElseThrow()).orElseThrow();
        assertThat(description.path("client_id").asText())
                .isEqualTo("https://cms.example.org/herald/about/bluesky/client.json");
        assertThat(description.path("redirect_uris").path(0).asText()).isEqualTo(CALLBACK.toString());
        assertThat(description.path("token_endpoint_auth_method").asText()).isEqualTo("private_key_jwt");
        var key = Json.tree(signIn.document("keys").orElseThrow()).orElseThrow().path("keys");
        assertThat(key).hasSize(1);
        Set<String> members = new HashSet<>();
        key.path(0).fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "use", "alg");
        assertThat(signIn.document("other")).isEmpty();
    }

    @Test
    void aNewKeySignsWhatBeginsAndTheOneBeforeGoesOn() {
        MemoryAccount account = connected();
        clock.advance(Duration.ofHours(2));
        BlueskyClient second = new BlueskyClient(installation, 2);
        assertThat(Json.tree(second.document("keys").orElseThrow())
                        .orElseThrow()
                        .path("keys"))
                .hasSize(2);
        assertThat(new BlueskyConnector(http, "https://bsky.app", second, clock).check(account))
                .isInstanceOf(Connection.Connected.class);
        clock.advance(Duration.ofHours(2));
        refused(new BlueskyConnector(http, "https://bsky.app", new BlueskyClient(installation, 3), clock)
                .check(account));
        assertThat(new BlueskyConnector(http, "https://bsky.app", second, clock).check(account))
                .as("nothing was asked with a key that is retired")
                .isInstanceOf(Connection.Connected.class);
    }
}
