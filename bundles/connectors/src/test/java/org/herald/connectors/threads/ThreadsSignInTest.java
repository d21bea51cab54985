package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.Mood;
import org.herald.simulators.threads.ThreadsSimulator;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Collected;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadsSignInTest extends Scene {
    private static final URI CALLBACK = URI.create("https://cms.example/callback");
    private ThreadsSignIn signIn;

    @BeforeEach
    void prepare() {
        signIn = new ThreadsSignIn(http, app, threads.clock());
        threads.allowRedirect(CALLBACK);
        threads.visitor("press", false);
    }

    private CodeAuthorizer.Challenge.Redirect begun() {
        return (CodeAuthorizer.Challenge.Redirect) signIn.begin(threads.uri(), CALLBACK, "the state");
    }

    private String back(URI to) {
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(to).build(), HttpResponse.BodyHandlers.discarding());
            return answer.headers().firstValue("Location").orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Connection complete(CodeAuthorizer.Challenge.Redirect redirect, String code) {
        return signIn.complete(threads.uri(), CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(code));
    }

    @Test
    void changesTheCodeIntoATokenOfSixtyDays() {
        CodeAuthorizer.Challenge.Redirect redirect = begun();
        String location = back(redirect.to());
        assertThat(location).contains("state=the+state");
        String code = location.replaceFirst(".*code=([^&]*).*", "$1");
        Connection connection = complete(redirect, code + "#_");
        assertThat(connection).isInstanceOfSatisfying(Connection.Connected.class, connected -> {
            assertThat(connected.remoteId()).isEqualTo(threads.userId("press"));
            assertThat(connected.handle()).isEqualTo("press");
            Tokens tokens = Tokens.of(connected.secret());
            assertThat(tokens.access().reveal()).startsWith("THQWL");
            assertThat(Duration.between(now(), tokens.until()).toDays()).isBetween(59L, 60L);
            assertThat(connected.toString()).doesNotContain(tokens.access().reveal());
        });
        assertThat(threads.violations()).isEmpty();
        assertThat(complete(redirect, code))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.AUTHORISATION));
    }

    @Test
    void saysWhyACodeBringsNothing() {
        CodeAuthorizer.Challenge.Redirect redirect = begun();
        threads.mood(Mood.BROKEN, "/oauth/access_token", 1);
        assertThat(complete(redirect, "AQ"))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.SERVER));
        String code = back(redirect.to()).replaceFirst(".*code=([^&]*).*", "$1");
        threads.mood(Mood.GARBAGE, "/access_token", 1);
        assertThat(complete(redirect, code)).isInstanceOf(Connection.Denied.class);
    }

    @Test
    void saysWhatAnAdministratorMustConfigure() {
        App none = new App("", "", "v1.0", app.api(), app.authorize(), "");
        assertThat(new ThreadsSignIn(http, none, threads.clock()).begin(threads.uri(), CALLBACK, "s"))
                .isInstanceOfSatisfying(CodeAuthorizer.Challenge.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason()).isEqualTo(Reason.SERVER);
                    assertThat(unavailable.why()).contains("developers.facebook.com", "Herald: Threads");
                });
    }

    @Test
    void takesATokenThatSomebodyEnters() {
        Connection connection = signIn.signIn(threads.uri(), "@press", new Secret(token));
        assertThat(connection).isInstanceOfSatisfying(Connection.Connected.class, connected -> {
            assertThat(connected.remoteId()).isEqualTo(threads.userId("press"));
            assertThat(Tokens.of(connected.secret()).access().reveal()).isEqualTo(token);
        });
        assertThat(signIn.signIn(threads.uri(), "somebody", new Secret(token)))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.why())
                        .contains("@press", "@somebody"));
        tokenWasInNoAddress();
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void saysThatATokenDoesNotWork() {
        for (String wrong : new String[] {"THQWguess", "the\nsecret", "s\u00E9cret"}) {
            assertThat(signIn.signIn(threads.uri(), "press", new Secret(wrong)))
                    .isInstanceOfSatisfying(Connection.Denied.class, denied -> {
                        assertThat(denied.reason()).isEqualTo(Reason.AUTHORISATION);
                        assertThat(denied.why()).doesNotContain(wrong);
                    });
        }
        threads.mood(Mood.BROKEN, "/me", 1);
        assertThat(signIn.signIn(threads.uri(), "press", new Secret(token)))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.SERVER));
    }

    @Test
    void checksWhatIsConnected() {
        assertThat(signIn.check(account))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.handle())
                        .isEqualTo("press"));
        threads.revokeToken("press");
        assertThat(signIn.check(account)).isInstanceOf(Connection.Denied.class);
    }

    @Test
    void renewsATokenOfUnknownAgeWhenItIsSurelyADayOld() {
        threads.clock().advance(Duration.ofHours(24));
        signIn.check(account);
        assertThat(calls("refresh_access_token")).isEmpty();
        threads.clock().advance(Duration.ofHours(2));
        signIn.check(account);
        assertThat(calls("refresh_access_token")).hasSize(1);
        String renewed = Tokens.of(account.session().orElseThrow()).access().reveal();
        assertThat(renewed).isNotEqualTo(token);
        signIn.check(account);
        assertThat(calls("refresh_access_token")).hasSize(1);
        assertThat(calls("/me").get(calls("/me").size() - 1).header("Authorization"))
                .contains("Bearer " + renewed);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void renewsOnceForAllWhoAskAtOneMoment() throws Exception {
        threads.clock().advance(Duration.ofHours(26));
        RemoteRef root = new RemoteRef(threads.post("press", "Hello"), "", null);
        ExecutorService many = Executors.newFixedThreadPool(8);
        List<Callable<Collected>> reads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            reads.add(() -> connector.thread(account, root, ""));
        }
        for (var read : many.invokeAll(reads)) {
            assertThat(read.get()).isInstanceOf(Collected.Replies.class);
        }
        many.shutdown();
        assertThat(calls("refresh_access_token")).hasSize(1);
        assertThat(account.renewals()).isEqualTo(1);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void keepsTheTokenAliveForAYear() {
        for (int week = 0; week < 52; week++) {
            assertThat(signIn.check(account)).as("week " + week).isInstanceOf(Connection.Connected.class);
            threads.clock().advance(Duration.ofDays(7));
        }
        assertThat(calls("refresh_access_token").size()).isBetween(10, 13);
        assertThat(threads.violations()).isEmpty();
    }

    @Test
    void usesATokenToItsEndWhereItCannotBeRenewed() {
        threads.clock().advance(Duration.ofHours(26));
        threads.mood(Mood.BROKEN, "refresh_access_token", 1);
        assertThat(signIn.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(account.session()).isEmpty();
    }

    @Test
    void saysThatTheEndOfATokenWasMissed() {
        threads.clock().advance(Duration.ofDays(61));
        assertThat(signIn.check(account)).isInstanceOfSatisfying(Connection.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(denied.why()).contains("ended");
        });
        assertThat(connector.publish(account, post()))
                .isInstanceOfSatisfying(org.herald.spi.Outcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.AUTHORISATION));
    }

    @Test
    void asksNoOtherServerWhateverIsConfigured() {
        for (String version : new String[] {"", "/localhost:1", "../v1.0", "v1.0?x=y"}) {
            App odd = new App(app.id(), app.secret(), version, app.api(), app.authorize(), "");
            int before = threads.calls().size();
            new ThreadsSignIn(http, odd, threads.clock()).signIn(threads.uri(), "press", new Secret(token));
            assertThat(threads.calls()).as(version).hasSize(before + 1);
        }
    }

    @Test
    void sendsNoSecretToAnotherServer() throws IOException {
        try (FakeServer other = new FakeServer()) {
            assertThat(signIn.begin(other.uri(), CALLBACK, "state"))
                    .isInstanceOfSatisfying(CodeAuthorizer.Challenge.Unavailable.class, no -> assertThat(no.why())
                            .contains(threads.uri().toString()));
            assertThat(signIn.complete(other.uri(), CALLBACK, begun().ticket(), new CodeAuthorizer.Grant("AQ")))
                    .isInstanceOfSatisfying(Connection.Denied.class, no -> assertThat(no.why())
                            .contains(threads.uri().toString()));
            assertThat(signIn.signIn(other.uri(), "press", new Secret(token)))
                    .isInstanceOfSatisfying(Connection.Denied.class, no -> assertThat(no.why())
                            .contains(threads.uri().toString()));
            assertThat(other.requests).isEmpty();
            assertThat(threads.calls()).isEmpty();
            assertThat(new ThreadsConnector(http, app, threads.clock()).traits().defaultServer())
                    .isEqualTo(threads.uri().toString());
        }
    }

    @Test
    void neitherSignsNorRenewsForAnotherServer() throws IOException {
        try (FakeServer other = new FakeServer()) {
            MemoryAccount elsewhere = new MemoryAccount(other.uri(), account.remoteId(), account.secret());
            threads.clock().advance(Duration.ofHours(26));
            connector.isGone(elsewhere, new RemoteRef("1", "", null));
            assertThat(calls("refresh_access_token")).isEmpty();
            assertThat(other.requests).isEmpty();
            account.keepSession(
                    ThreadsApi.unknown(new Secret(token), threads.clock().instant())
                            .from(threads.uri())
                            .kept());
            threads.clock().advance(Duration.ofDays(40));
            ThreadsConnector moved = new ThreadsConnector(http, at(other.uri()), threads.clock());
            MemoryAccount carried = new MemoryAccount(other.uri(), account.remoteId(), account.secret());
            carried.keepSession(account.session().orElseThrow());
            moved.isGone(carried, new RemoteRef("1", "", null));
            assertThat(other.requests)
                    .as("nor shows what one server gave to another that is configured since")
                    .noneMatch(request -> request.contains("refresh_access_token"));
        }
    }

    @Test
    void tellsNoSecretInItsWords() {
        for (Mood mood : Mood.values()) {
            threads.mood(mood, "", 10);
            assertThat(new ThreadsSignIn(http(mood), app, threads.clock())
                            .signIn(threads.uri(), "press", new Secret(token))
                            .toString())
                    .as(mood.name())
                    .doesNotContain(token);
            assertThat(new ThreadsConnector(http(mood), app, threads.clock())
                            .publish(account, post())
                            .toString())
                    .as(mood.name())
                    .doesNotContain(token);
        }
        assertThat(app.toString()).doesNotContain(ThreadsSimulator.APP_SECRET);
    }
}
