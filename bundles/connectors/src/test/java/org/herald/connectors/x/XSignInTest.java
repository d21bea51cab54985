package org.herald.connectors.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.Mood;
import org.herald.simulators.x.XSimulator;
import org.herald.spi.CodeAuthorizer.Challenge;
import org.herald.spi.CodeAuthorizer.Grant;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class XSignInTest extends Story {
    private static final URI CALLBACK = URI.create("https://cms.example/herald/callback");
    private final XSignIn signIn = new XSignIn(http, TestConfig.of(x.uri()), x.clock());

    private Challenge.Redirect begun() {
        x.callback(CALLBACK);
        return (Challenge.Redirect) signIn.begin(x.uri(), CALLBACK, "state-1");
    }

    /** Goes where the admin is sent, and comes back with what stands in the address. */
    private static String visit(URI to) {
        try {
            HttpResponse<Void> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(to).build(), HttpResponse.BodyHandlers.discarding());
            return response.headers().firstValue("Location").orElseThrow();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String code(String location) {
        return location.replaceFirst("^.*[?&]code=", "");
    }

    @Test
    void signsInByACode() {
        Challenge.Redirect redirect = begun();
        x.browsing("press", false);
        String back = visit(redirect.to());
        assertThat(back).startsWith(CALLBACK.toString()).contains("state=state-1");
        Connection.Connected connected =
                (Connection.Connected) signIn.complete(x.uri(), CALLBACK, redirect.ticket(), new Grant(code(back)));
        assertThat(connected.handle()).isEqualTo("press");
        assertThat(connected.remoteId()).isEqualTo(token.userId());
        assertThat(connected.session()).isPresent();
        MemoryAccount fresh = new MemoryAccount(x.uri(), connected.remoteId(), connected.secret());
        x.clock().advance(Duration.ofHours(3));
        done(connector.publish(fresh, post("Hello").build()));
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aCodeThatIsLateOrUsedIsNotTaken() {
        Challenge.Redirect redirect = begun();
        x.browsing("press", false);
        Grant grant = new Grant(code(visit(redirect.to())));
        x.clock().advance(Duration.ofSeconds(31));
        assertThat(signIn.complete(x.uri(), CALLBACK, redirect.ticket(), grant)).isInstanceOf(Connection.Denied.class);
    }

    @Test
    void anotherVerifierIsNotTaken() {
        Challenge.Redirect redirect = begun();
        x.browsing("press", false);
        Grant grant = new Grant(code(visit(redirect.to())));
        assertThat(signIn.complete(x.uri(), CALLBACK, new Secret("a".repeat(43)), grant))
                .isInstanceOf(Connection.Denied.class);
    }

    @Test
    void somebodyWhoRefusesComesBackWithoutACode() {
        Challenge.Redirect redirect = begun();
        x.browsing("press", true);
        assertThat(visit(redirect.to())).contains("error=access_denied");
    }

    @Test
    void saysWhatIsMissingInTheConfiguration() {
        XSignIn none = new XSignIn(http, TestConfig.none(), x.clock());
        assertThat(none.begin(x.uri(), CALLBACK, "s"))
                .isInstanceOfSatisfying(Challenge.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason()).isEqualTo(Reason.SERVER);
                    assertThat(unavailable.why()).contains("console.x.com", "Herald: X");
                });
        assertThat(none.complete(x.uri(), CALLBACK, new Secret("v"), new Grant("c")))
                .isInstanceOf(Connection.Denied.class);
        assertThat(x.calls()).isEmpty();
    }

    @Test
    void asksForEverythingItNeedsAndNoMore() {
        assertThat(begun().to().getQuery())
                .contains("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write")
                .contains("offline.access", "code_challenge_method=S256")
                .doesNotContain("dm.", "follows.", XSimulator.CLIENT_SECRET);
    }

    @Test
    void signsInWithAToken() {
        assertThat(signIn.signIn(x.uri(), "@Press", new Secret(token.access())))
                .isInstanceOf(Connection.Connected.class);
        assertThat(signIn.signIn(x.uri(), "other", new Secret(token.access())))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.why())
                        .contains("@press", "@other"));
        assertThat(signIn.signIn(x.uri(), "press", new Secret("wrong")))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        assertThat(signIn.signIn(x.uri(), "press", new Secret("new\nline")).toString())
                .doesNotContain("line\"", "new");
    }

    @Test
    void checksWithAFreshTokenWhereItEnded() {
        x.clock().advance(Duration.ofHours(3));
        assertThat(signIn.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(Tokens.of(account.session().orElseThrow()).refresh()).isPresent();
        x.revokeTokens("press");
        assertThat(signIn.check(account))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.AUTHORISATION));
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void knowsAnAccountByItsIdAndNotByItsName() {
        x.rename("press", "gazette");
        account.keepSession(account(x.connectToken("gazette")).secret());
        assertThat(signIn.check(account))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.handle())
                        .isEqualTo("gazette"));
        XSimulator.Token another = x.connectToken("press");
        account.keepSession(account(another).secret());
        assertThat(signIn.check(account)).isInstanceOfSatisfying(Connection.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(denied.why()).contains("another account", "@press");
        });
    }

    @Test
    void tellsNoSecretToAnotherServer() throws IOException {
        try (FakeServer other = new FakeServer()) {
            other.alwaysSays(200, "{\"data\":{\"id\":\"1\",\"username\":\"press\"},\"access_token\":\"a\"}");
            assertThat(signIn.begin(other.uri(), CALLBACK, "s"))
                    .isInstanceOfSatisfying(Challenge.Unavailable.class, unavailable -> assertThat(unavailable.why())
                            .contains(x.uri().toString()));
            Secret ticket = new Secret("v".repeat(43));
            for (Connection denied : new Connection[] {
                signIn.complete(other.uri(), CALLBACK, ticket, new Grant("c")),
                signIn.signIn(other.uri(), "press", new Secret(token.access()))
            }) {
                assertThat(denied).isInstanceOfSatisfying(Connection.Denied.class, no -> assertThat(no.why())
                        .contains(x.uri().toString()));
            }
            assertThat(other.requests).isEmpty();
            MemoryAccount there = new MemoryAccount(other.uri(), token.userId(), account.secret());
            x.clock().advance(Duration.ofHours(3));
            connector.delete(there, new org.herald.spi.RemoteRef("12", "", null));
            assertThat(other.requests).as("nor what was connected before").isEmpty();
            assertThat(calls("/2/oauth2/token")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "BROKEN", "GARBAGE", "RATE_LIMITED"})
    void whatCannotBeAskedIsNotRefused(Mood mood) {
        x.mood(mood, "/2/users/me", 2);
        assertThat(signIn.signIn(x.uri(), "press", new Secret(token.access())))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> {
                    assertThat(denied.reason()).isEqualTo(Reason.SERVER);
                    assertThat(denied.why()).doesNotContain(token.access());
                });
    }
}
