package org.herald.connectors.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.herald.connectors.FakeServer;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.oauth.Tokens;
import org.herald.simulators.Mood;
import org.herald.simulators.linkedin.LinkedInSimulator;
import org.herald.spi.CodeAuthorizer.Challenge;
import org.herald.spi.CodeAuthorizer.Grant;
import org.herald.spi.Connection;
import org.herald.spi.Connection.Candidate;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkedInSignInTest extends Story {
    private static final URI BACK = URI.create("https://cms.example/callback");
    private final LinkedInSignIn signIn = new LinkedInSignIn(http, settings, linkedIn.clock());

    @BeforeEach
    void register() {
        linkedIn.redirect(BACK);
    }

    private Connection through(LinkedInSignIn by) throws IOException, InterruptedException {
        Challenge.Redirect redirect = (Challenge.Redirect) by.begin(linkedIn.uri(), BACK, "the state");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(redirect.to()).build(), HttpResponse.BodyHandlers.discarding());
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(BACK.toString()).contains("state=the+state");
        String code = location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
        return by.complete(linkedIn.uri(), BACK, redirect.ticket(), new Grant(code));
    }

    private static Reason denied(Connection connection) {
        return ((Connection.Denied) connection).reason();
    }

    @Test
    void letsAPersonChooseAPage() throws IOException, InterruptedException {
        Connection.Choice choice = (Connection.Choice) through(signIn);
        assertThat(choice.candidates())
                .containsExactly(
                        new Candidate(ACME, "Acme", "Organisation"),
                        new Candidate("urn:li:organization:1002", "Globex", "Organisation"));
        Connection.Connected connected = (Connection.Connected) signIn.choose(linkedIn.uri(), choice.ticket(), ACME);
        assertThat(connected.remoteId()).isEqualTo(ACME);
        assertThat(connected.handle()).isEqualTo("Acme");
        MemoryAccount account = new MemoryAccount(linkedIn.uri(), ACME, connected.secret());
        assertThat(connector.publish(account, post("Signed in").build())).isInstanceOf(Outcome.Done.class);
        assertThat(signIn.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(denied(signIn.choose(linkedIn.uri(), choice.ticket(), "urn:li:organization:7")))
                .isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void connectsAMember() throws IOException, InterruptedException {
        Settings own = settings.scopes(LinkedInSimulator.MEMBER_SCOPES);
        Connection.Connected connected =
                (Connection.Connected) through(new LinkedInSignIn(http, own, linkedIn.clock()));
        assertThat(connected.remoteId()).isEqualTo(ADA);
        assertThat(connected.handle()).isEqualTo("Ada Lovelace");
        assertThat(connected.session()).isEmpty();
        assertThat(signIn.check(new MemoryAccount(linkedIn.uri(), ADA, connected.secret())))
                .isInstanceOf(Connection.Connected.class);
    }

    @Test
    void renewsATokenBeforeItEnds() throws IOException, InterruptedException {
        linkedIn.refreshes(true);
        Connection.Choice choice = (Connection.Choice) through(signIn);
        Connection.Connected connected = (Connection.Connected) signIn.choose(linkedIn.uri(), choice.ticket(), ACME);
        MemoryAccount account = new MemoryAccount(linkedIn.uri(), ACME, connected.secret());
        account.keepSession(connected.session().orElseThrow());
        Instant consent = Tokens.of(connected.secret()).lasts();
        assertThat(Tokens.of(connected.secret()).issuer()).contains(linkedIn.uri());
        assertThat(consent)
                .as("LinkedIn says when it ends")
                .isAfter(linkedIn.clock().instant().plus(Duration.ofDays(364)));
        linkedIn.clock().advance(Duration.ofDays(58));
        assertThat(connector.publish(account, post("Renewed").build())).isInstanceOf(Outcome.Done.class);
        assertThat(requests("POST /oauth/v2/accessToken")).isEqualTo(2);
        Tokens now = Tokens.of(account.session().orElseThrow());
        assertThat(now.lasts()).isBetween(consent.minusSeconds(5), consent.plusSeconds(5));
        assertThat(now.until()).isAfter(linkedIn.clock().instant().plus(Duration.ofDays(59)));
        linkedIn.revokeToken(now.access().reveal());
        assertThat(connector.publish(account, post("Once more").build())).isInstanceOf(Outcome.Done.class);
        assertThat(linkedIn.texts()).containsExactly("Renewed", "Once more");
    }

    @Test
    void cannotRenewWhereLinkedInGivesNothingForIt() throws IOException, InterruptedException {
        Connection.Choice choice = (Connection.Choice) through(signIn);
        Connection.Connected connected = (Connection.Connected) signIn.choose(linkedIn.uri(), choice.ticket(), ACME);
        MemoryAccount account = new MemoryAccount(linkedIn.uri(), ACME, connected.secret());
        linkedIn.clock().advance(Duration.ofDays(61));
        Outcome outcome = connector.publish(account, post("Too late").build());
        assertThat(((Outcome.Refused) outcome).reason()).isEqualTo(Reason.AUTHORISATION);
        assertThat(denied(signIn.check(account))).isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void needsAnApplication() {
        LinkedInSignIn without = new LinkedInSignIn(http, settings.unconfigured(), linkedIn.clock());
        Challenge.Unavailable unavailable = (Challenge.Unavailable) without.begin(linkedIn.uri(), BACK, "state");
        assertThat(unavailable.reason()).isEqualTo(Reason.SERVER);
        assertThat(unavailable.why()).contains("https://www.linkedin.com/developers/apps");
        assertThat(linkedIn.calls()).isEmpty();
    }

    @Test
    void takesNoCodeThatLinkedInDidNotGive() {
        Connection connection = signIn.complete(linkedIn.uri(), BACK, new Secret("-"), new Grant("guessed"));
        assertThat(denied(connection)).isEqualTo(Reason.AUTHORISATION);
        linkedIn.mood(Mood.GARBAGE, "POST /oauth", 1);
        assertThat(denied(signIn.complete(linkedIn.uri(), BACK, new Secret("-"), new Grant("x"))))
                .isEqualTo(Reason.SERVER);
    }

    @Test
    void takesAPastedTokenForWhomItIsMeant() {
        Connection.Connected connected =
                (Connection.Connected) signIn.signIn(linkedIn.uri(), "globex", new Secret(token));
        assertThat(connected.remoteId()).isEqualTo("urn:li:organization:1002");
        Connection.Denied which = (Connection.Denied) signIn.signIn(linkedIn.uri(), "", new Secret(token));
        assertThat(which.why()).contains("Acme", "Globex");
        assertThat(denied(signIn.signIn(linkedIn.uri(), "Initech", new Secret(token))))
                .isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void takesAMembersPastedToken() {
        Connection.Connected connected = (Connection.Connected) signIn.signIn(linkedIn.uri(), "", ada.secret());
        assertThat(connected.remoteId()).isEqualTo(ADA);
    }

    @Test
    void takesNoOtherToken() {
        for (String wrong : List.of("wrong", "with space", "é")) {
            Connection connection = signIn.signIn(linkedIn.uri(), "", new Secret(wrong));
            assertThat(denied(connection)).isEqualTo(Reason.AUTHORISATION);
            assertThat(connection.toString()).doesNotContain("with space");
        }
    }

    @Test
    void repeatsNothingThatSomethingInsideSays() throws IOException {
        String inside = "INTERNAL-SECRET-42";
        String body = "{\"status\":400,\"code\":\"" + inside + "\",\"message\":\"" + inside + "\"}";
        try (FakeServer other = new FakeServer()) {
            LinkedInSignIn signIn = new LinkedInSignIn(http, settings.api(other.uri()), linkedIn.clock());
            for (int status : new int[] {200, 201, 302, 400, 401, 403, 404, 410, 418, 422, 426, 429, 500, 503}) {
                other.alwaysSays(status, body);
                assertThat(signIn.signIn(other.uri(), "press", new Secret("the-secret")))
                        .isInstanceOf(Connection.Denied.class)
                        .asString()
                        .doesNotContain(inside, "the-secret");
                MemoryAccount there = new MemoryAccount(other.uri(), ACME, new Secret("the-secret"));
                assertThat(signIn.check(there).toString()).doesNotContain(inside, "the-secret");
            }
        }
    }

    @Test
    void repeatsNothingOfWhoeverKnowsTheToken() throws IOException {
        try (FakeServer other = new FakeServer()) {
            other.answers("/v2/userinfo", "{\"sub\":\"1\",\"name\":\"One\"}")
                    .answers("/rest/organizationAcls", 422, "{\"message\":\"INSIDE\"}");
            LinkedInSignIn signIn = new LinkedInSignIn(http, settings.api(other.uri()), linkedIn.clock());
            assertThat(signIn.signIn(other.uri(), "", new Secret("the-secret")))
                    .isInstanceOf(Connection.Denied.class)
                    .asString()
                    .doesNotContain("INSIDE");
        }
    }

    @Test
    void tellsNoTokenToAnotherServer() throws IOException {
        try (FakeServer other = new FakeServer()) {
            other.answers("/v2/me", "{\"id\":\"1\",\"localizedFirstName\":\"One\"}");
            assertThat(signIn.begin(other.uri(), BACK, "s"))
                    .isInstanceOfSatisfying(Challenge.Unavailable.class, unavailable -> assertThat(unavailable.why())
                            .contains(linkedIn.uri().toString()));
            for (Connection denied : List.of(
                    signIn.complete(other.uri(), BACK, new Secret("-"), new Grant("c")),
                    signIn.choose(other.uri(), new Secret(token), ACME),
                    signIn.signIn(other.uri(), "", new Secret(token)))) {
                assertThat(denied).isInstanceOfSatisfying(Connection.Denied.class, no -> assertThat(no.why())
                        .contains(linkedIn.uri().toString()));
            }
            assertThat(other.requests).isEmpty();
            assertThat(linkedIn.calls()).isEmpty();
        }
    }

    @Test
    void saysAtTheSignInThatTheVersionHasEnded() {
        LinkedInSignIn old = new LinkedInSignIn(http, settings.version("202401"), linkedIn.clock());
        Connection.Denied denied = (Connection.Denied) old.signIn(linkedIn.uri(), "Acme", new Secret(token));
        assertThat(denied.reason()).isEqualTo(Reason.SERVER);
        assertThat(denied.why()).contains("202401");
    }

    @Test
    void saysWhenTheRoleIsGone() {
        assertThat(signIn.check(acme)).isInstanceOf(Connection.Connected.class);
        linkedIn.noRole("ada1", ACME);
        Connection.Denied denied = (Connection.Denied) signIn.check(acme);
        assertThat(denied.why()).contains("role");
        linkedIn.mood(Mood.BROKEN, "", 2);
        assertThat(denied(signIn.check(acme))).isEqualTo(Reason.SERVER);
    }
}
