package org.herald.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Mood;
import org.herald.simulators.Reply;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Fact;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OAuthTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final URI CALLBACK = URI.create("https://cms.example/bin/herald/oauth/callback");
    private final AuthorizationServer server = new AuthorizationServer();
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 100_000, Destinations.withLoopback());

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private OAuth oauth(OAuthServer.Proof proof, String issuer) {
        return new OAuth(
                http,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new OAuthServer(
                        server.uri().resolve("/authorize"),
                        server.uri().resolve("/token"),
                        Optional.of(issuer).filter(told -> !told.isEmpty()),
                        AuthorizationServer.CLIENT,
                        Optional.of(new Secret(AuthorizationServer.SECRET)),
                        proof,
                        List.of("read", "write")));
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static CodeAuthorizer.Challenge.Redirect begin(OAuth oauth) {
        return (CodeAuthorizer.Challenge.Redirect) oauth.begin(CALLBACK, "state-1", Map.of("prompt", "consent"));
    }

    private static Tokens given(TokenAnswer answer) {
        assertThat(answer).isInstanceOf(TokenAnswer.Given.class);
        return ((TokenAnswer.Given) answer).tokens();
    }

    private static Reason denied(TokenAnswer answer) {
        assertThat(answer).isInstanceOf(TokenAnswer.Denied.class);
        assertThat(answer.toString()).doesNotContain("INSIDE", "code-", "refresh-", "access-", "se:cret");
        return ((TokenAnswer.Denied) answer).why().reason();
    }

    @ParameterizedTest
    @EnumSource(names = {"BASIC", "IN_FORM"})
    void aCodeBecomesATokenAndATokenAnother(OAuthServer.Proof proof) {
        OAuth oauth = oauth(proof, "");
        CodeAuthorizer.Challenge.Redirect redirect = begin(oauth);
        Map<String, String> query = query(redirect.to());
        assertThat(query)
                .containsEntry("state", "state-1")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "read write")
                .containsEntry("redirect_uri", CALLBACK.toString())
                .containsEntry("prompt", "consent");
        assertThat(redirect.to().toString()).doesNotContain(redirect.ticket().reveal());
        Tokens first =
                given(oauth.complete(CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(server.agree(query))));
        assertThat(first.access().reveal()).isEqualTo("access-1");
        assertThat(first.until()).isEqualTo(NOW.plusSeconds(7200));
        assertThat(Tokens.of(first.kept())).usingRecursiveComparison().isEqualTo(first);
        Tokens second = given(oauth.refresh(first));
        assertThat(second.access().reveal()).isEqualTo("access-2");
        assertThat(second.refresh()).map(Secret::reveal).contains("refresh-2");
        assertThat(denied(oauth.refresh(first))).as("each once").isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void whatIsNotGivenAnewStays() {
        OAuth oauth = oauth(OAuthServer.Proof.IN_FORM, "");
        server.saysTokenType = false;
        CodeAuthorizer.Challenge.Redirect redirect = begin(oauth);
        Tokens first = given(oauth.complete(
                CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(server.agree(query(redirect.to())))));
        server.givesRefresh = false;
        Tokens second = given(oauth.refresh(first));
        assertThat(second.refresh())
                .map(Secret::reveal)
                .isEqualTo(first.refresh().map(Secret::reveal));
    }

    @Test
    void aStolenCodeIsWorthNothingWithoutItsVerifier() {
        OAuth oauth = oauth(OAuthServer.Proof.BASIC, "");
        String stolen = server.agree(query(begin(oauth).to()));
        assertThat(denied(oauth.complete(CALLBACK, begin(oauth).ticket(), new CodeAuthorizer.Grant(stolen))))
                .isEqualTo(Reason.AUTHORISATION);
        assertThat(server.given()).isZero();
    }

    @Test
    void aCodeIsUsedOnce() {
        OAuth oauth = oauth(OAuthServer.Proof.BASIC, "");
        CodeAuthorizer.Challenge.Redirect redirect = begin(oauth);
        CodeAuthorizer.Grant grant = new CodeAuthorizer.Grant(server.agree(query(redirect.to())));
        given(oauth.complete(CALLBACK, redirect.ticket(), grant));
        assertThat(denied(oauth.complete(CALLBACK, redirect.ticket(), grant))).isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void aCodeOfAnotherServerIsTakenNowhere() {
        OAuth oauth = oauth(OAuthServer.Proof.BASIC, "https://one.example");
        CodeAuthorizer.Challenge.Redirect redirect = begin(oauth);
        String code = server.agree(query(redirect.to()));
        for (Optional<String> issuer : List.of(Optional.<String>empty(), Optional.of("https://two.example"))) {
            CodeAuthorizer.Grant mixed = new CodeAuthorizer.Grant(code, issuer);
            assertThat(denied(oauth.complete(CALLBACK, redirect.ticket(), mixed)))
                    .isEqualTo(Reason.AUTHORISATION);
        }
        assertThat(server.calls()).as("the code is shown to nobody").isEmpty();
        CodeAuthorizer.Grant right = new CodeAuthorizer.Grant(code, Optional.of("https://one.example"));
        given(oauth.complete(CALLBACK, redirect.ticket(), right));
    }

    @Test
    void aServerInTroubleIsNoRefusal() {
        Tokens old = new Tokens(new Secret("access-0"), Optional.of(new Secret("refresh-0")), NOW, List.of());
        for (Mood mood : List.of(Mood.BROKEN, Mood.LOST_BEFORE, Mood.SILENT, Mood.GARBAGE, Mood.RATE_LIMITED)) {
            server.mood(mood, "", 1);
            assertThat(denied(oauth(OAuthServer.Proof.BASIC, "").refresh(old)))
                    .as(mood.name())
                    .isEqualTo(Reason.SERVER);
        }
        server.mood(Mood.REVOKED, "", 1);
        assertThat(denied(oauth(OAuthServer.Proof.BASIC, "").refresh(old))).isEqualTo(Reason.AUTHORISATION);
    }

    @ParameterizedTest
    @CsvSource({
        "200, {}, SERVER",
        "200, '{\"error\":\"invalid_grant\"}', SERVER",
        "200, '{\"access_token\":\"\"}', SERVER",
        "200, '[1]', SERVER",
        "400, '{\"error\":\"invalid_request\"}', AUTHORISATION",
        "400, '{\"error\":\"temporarily_unavailable\"}', SERVER",
        "400, '{\"error\":\"server_error\"}', SERVER",
        "400, '{\"error\":\"slow_down\"}', SERVER",
        "400, '{}', SERVER",
        "401, '{\"error\":\"invalid_client\"}', SERVER",
        "401, '{}', AUTHORISATION",
        "403, '{}', SERVER",
        "404, '{}', SERVER",
        "429, '{}', SERVER"
    })
    void onlyARefusalAsksSomebodyToSignInAgain(int status, String body, Reason reason) {
        Tokens old = new Tokens(new Secret("access-0"), Optional.of(new Secret("refresh-0")), NOW, List.of());
        server.says(new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
        assertThat(denied(oauth(OAuthServer.Proof.BASIC, "").refresh(old))).isEqualTo(reason);
    }

    @Test
    void aLifeThatNoClockCanCountIsLong() {
        Tokens old = new Tokens(new Secret("access-0"), Optional.of(new Secret("refresh-0")), NOW, List.of());
        server.says(Reply.json(200, Map.of("access_token", "access-9", "expires_in", Long.MAX_VALUE)));
        assertThat(given(oauth(OAuthServer.Proof.BASIC, "").refresh(old)).until())
                .isAfter(NOW.plusSeconds(1_000_000));
    }

    @Test
    void nothingSecretStandsInAnAddress() {
        OAuth oauth = oauth(OAuthServer.Proof.IN_FORM, "");
        CodeAuthorizer.Challenge.Redirect redirect = begin(oauth);
        Tokens first = given(oauth.complete(
                CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(server.agree(query(redirect.to())))));
        oauth.refresh(first);
        assertThat(server.calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.uri().getQuery()).isNull());
        assertThat(first.toString()).doesNotContain("access-1", "refresh-1");
    }

    @Test
    void whatAServerGaveIsShownToNoOther() {
        OAuth oauth = oauth(OAuthServer.Proof.IN_FORM, "");
        CodeAuthorizer.Challenge.Redirect redirect = begin(oauth);
        Tokens first = given(oauth.complete(
                CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(server.agree(query(redirect.to())))));
        assertThat(first.issuer()).contains(server.uri());
        Tokens kept = Tokens.of(first.kept());
        assertThat(kept.issuer()).as("it is kept with them").isEqualTo(first.issuer());
        try (AuthorizationServer other = new AuthorizationServer()) {
            OAuth elsewhere = new OAuth(
                    http,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new OAuthServer(
                            other.uri().resolve("/authorize"),
                            other.uri().resolve("/token"),
                            Optional.empty(),
                            AuthorizationServer.CLIENT,
                            Optional.of(new Secret(AuthorizationServer.SECRET)),
                            OAuthServer.Proof.IN_FORM,
                            List.of()));
            TokenAnswer answer = elsewhere.refresh(kept);
            assertThat(answer).isInstanceOfSatisfying(TokenAnswer.Denied.class, denied -> assertThat(
                            denied.why().why())
                    .contains("another server", "connects the profile again"));
            assertThat(denied(answer)).isEqualTo(Reason.AUTHORISATION);
            assertThat(other.calls()).as("it is told nothing").isEmpty();
        }
        assertThat(given(oauth.refresh(kept)).issuer()).isEqualTo(first.issuer());
    }

    @Test
    void theEndOfWhatATokenIsRenewedWithIsKept() {
        Tokens old = new Tokens(new Secret("access-0"), Optional.of(new Secret("refresh-0")), NOW, List.of());
        server.says(Reply.json(
                200,
                Map.of(
                        "access_token",
                        "access-9",
                        "expires_in",
                        60,
                        "refresh_token",
                        "refresh-9",
                        "refresh_token_expires_in",
                        Duration.ofDays(365).toSeconds())));
        Tokens fresh = given(oauth(OAuthServer.Proof.BASIC, "").refresh(old));
        Instant end = NOW.plus(Duration.ofDays(365));
        assertThat(Tokens.of(fresh.kept()).lasts()).isEqualTo(end);
        assertThat(TokenFacts.ends(fresh))
                .containsExactly(
                        new Fact.Ends(Fact.End.TOKEN, NOW.plusSeconds(60), "", true),
                        new Fact.Ends(Fact.End.SIGN_IN, end, "", false));
        assertThat(TokenFacts.ends(fresh.withoutRefresh()))
                .containsExactly(new Fact.Ends(Fact.End.TOKEN, NOW.plusSeconds(60), "", false));
        server.says(Reply.json(200, Map.of("access_token", "access-10", "expires_in", 60)));
        assertThat(given(oauth(OAuthServer.Proof.BASIC, "").refresh(fresh)).lasts())
                .as("what it is renewed with stays")
                .isEqualTo(end);
        server.says(
                Reply.json(200, Map.of("access_token", "access-11", "expires_in", 60, "refresh_token", "refresh-11")));
        assertThat(given(oauth(OAuthServer.Proof.BASIC, "").refresh(fresh)).lasts())
                .as("of another one nothing was said")
                .isEqualTo(Instant.MAX);
    }
}
