package org.herald.kit.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.simulators.Call;
import org.herald.simulators.Mood;
import org.herald.simulators.MovableClock;
import org.herald.simulators.atproto.AtprotoSimulator;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundOAuthTest {
    private static final URI CALLBACK = URI.create("https://cms.example.org/back");
    private static final String ID = "https://cms.example.org/client.json";
    private static final String KEYS = "https://cms.example.org/keys.json";
    private static final ClientKey SIGNING = ClientKey.fresh();
    private static final List<String> SCOPES = List.of("atproto", "transition:generic");
    private static final BoundClient CLIENT = new BoundClient(ID, List.of(SIGNING), SCOPES);

    private final Map<String, String> published = new HashMap<>(Map.of(
            ID,
            Json.write(Map.of(
                    "client_id",
                    ID,
                    "redirect_uris",
                    List.of(CALLBACK.toString()),
                    "scope",
                    String.join(" ", SCOPES),
                    "dpop_bound_access_tokens",
                    true,
                    "jwks_uri",
                    KEYS)),
            KEYS,
            ClientKey.published(List.of(SIGNING))));
    private final AtprotoSimulator server = new AtprotoSimulator(published::get);
    private final MovableClock clock = new MovableClock();
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 100_000, Destinations.withLoopback());
    private final BoundOAuth oauth = new BoundOAuth(http, clock);
    private final Discovery discovery = new Discovery(http, clock);

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    private ServerMetadata metadata() {
        return ((Discovery.Found.Server) discovery.of(server.uri())).metadata();
    }

    private CodeAuthorizer.Challenge begin() {
        return oauth.begin(metadata(), CLIENT, CALLBACK, "state-1", Optional.of("press.example.com"));
    }

    private CodeAuthorizer.Challenge.Redirect begun() {
        CodeAuthorizer.Challenge challenge = begin();
        assertThat(challenge).isInstanceOf(CodeAuthorizer.Challenge.Redirect.class);
        return (CodeAuthorizer.Challenge.Redirect) challenge;
    }

    private CodeAuthorizer.Grant agree(CodeAuthorizer.Challenge.Redirect redirect) {
        Map<String, String> back = server.agree(redirect.to());
        assertThat(back).containsEntry("state", "state-1");
        return new CodeAuthorizer.Grant(back.get("code"), Optional.of(back.get("iss")));
    }

    private BoundTokens signedIn() {
        CodeAuthorizer.Challenge.Redirect redirect = begun();
        return given(oauth.complete(CLIENT, CALLBACK, redirect.ticket(), agree(redirect)));
    }

    private static BoundTokens given(BoundAnswer answer) {
        assertThat(answer).isInstanceOf(BoundAnswer.Given.class);
        return ((BoundAnswer.Given) answer).tokens();
    }

    private static Reason denied(BoundAnswer answer) {
        assertThat(answer).isInstanceOf(BoundAnswer.Denied.class);
        assertThat(answer.toString()).doesNotContain("INSIDE", "secret", "eyJ");
        return ((BoundAnswer.Denied) answer).why().reason();
    }

    private List<Call> calls(String path) {
        return server.calls().stream().filter(call -> call.path().equals(path)).toList();
    }

    @Test
    void aSignInIsLeftAtTheServerAndEndsInTokensThatOnlyItsKeyOpens() {
        CodeAuthorizer.Challenge.Redirect redirect = begun();
        assertThat(redirect.to().getQuery()).doesNotContain("state", "challenge", "hint", "scope");
        BoundTokens tokens = given(oauth.complete(CLIENT, CALLBACK, redirect.ticket(), agree(redirect)));
        assertThat(tokens.tokens().scopes()).isEqualTo(SCOPES);
        assertThat(BoundTokens.of(tokens.kept()).orElseThrow().kept().reveal())
                .isEqualTo(tokens.kept().reveal());
        assertThat(new Dpop(http, clock)
                        .send(
                                Request.to(server.uri().resolve("/xrpc/com.atproto.server.getSession")),
                                tokens.binding().key(),
                                tokens.tokens().access()))
                .isInstanceOfSatisfying(Answer.Received.class, received -> assertThat(received.status())
                        .isEqualTo(200));
        BoundTokens renewed = given(oauth.refresh(CLIENT, tokens));
        assertThat(renewed.tokens().access().reveal()).isEqualTo("access-secret-2");
        assertThat(server.violations()).isEmpty();
        assertThat(calls("/oauth/par").get(0).form()).containsEntry("login_hint", "press.example.com");
    }

    @Test
    void nothingSecretStandsInAnAddressOrPrintsItself() {
        BoundTokens tokens = signedIn();
        oauth.refresh(CLIENT, tokens);
        assertThat(server.calls())
                .allSatisfy(call -> assertThat(call.uri().getQuery()).isNull());
        assertThat(tokens.toString() + tokens.binding() + tokens.tokens()).doesNotContain("secret-1", "\"d\"");
    }

    @Test
    void aServersWordIsAskedForOnceAndThenKnown() {
        BoundTokens tokens = signedIn();
        assertThat(calls("/oauth/par")).as("the first proof has no word").hasSize(2);
        assertThat(calls("/oauth/token")).as("the word is known").hasSize(1);
        server.rotate();
        BoundTokens second = given(oauth.refresh(CLIENT, tokens));
        assertThat(calls("/oauth/token")).as("refused, and once more").hasSize(3);
        given(oauth.refresh(CLIENT, second));
        assertThat(calls("/oauth/token")).hasSize(4);
        assertThat(server.violations()).as("each proof and each assertion once").isEmpty();
    }

    @Test
    void aServerThatIsNeverContentIsAskedTwice() {
        BoundTokens tokens = signedIn();
        server.isNeverContent();
        int before = server.calls().size();
        assertThat(denied(oauth.refresh(CLIENT, tokens))).isEqualTo(Reason.SERVER);
        assertThat(server.calls()).hasSize(before + 2);
        assertThat(new Dpop(http, clock)
                        .send(
                                Request.to(server.uri().resolve("/xrpc/x")),
                                tokens.binding().key(),
                                tokens.tokens().access()))
                .as("nothing was done")
                .isInstanceOf(Answer.NotSent.class);
    }

    @Test
    void aCodeOfAnotherServerIsTakenNowhere() {
        CodeAuthorizer.Challenge.Redirect redirect = begun();
        CodeAuthorizer.Grant right = agree(redirect);
        List<Optional<String>> wrong = new ArrayList<>(List.of(Optional.empty(), Optional.of("https://two.example")));
        wrong.add(right.issuer().map(issuer -> issuer + "/"));
        for (Optional<String> issuer : wrong) {
            assertThat(denied(oauth.complete(
                            CLIENT, CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(right.code(), issuer))))
                    .isEqualTo(Reason.AUTHORISATION);
        }
        assertThat(calls("/oauth/token")).as("the code is shown to nobody").isEmpty();
        given(oauth.complete(CLIENT, CALLBACK, redirect.ticket(), right));
        assertThat(denied(oauth.complete(CLIENT, CALLBACK, redirect.ticket(), right)))
                .as("once")
                .isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void aStolenCodeIsWorthNothing() {
        CodeAuthorizer.Grant stolen = agree(begun());
        assertThat(denied(oauth.complete(CLIENT, CALLBACK, begun().ticket(), stolen)))
                .isEqualTo(Reason.AUTHORISATION);
        assertThat(server.given()).isZero();
    }

    @Test
    void aRefreshTokenWorksOnce() {
        BoundTokens first = signedIn();
        BoundTokens second = given(oauth.refresh(CLIENT, first));
        assertThat(denied(oauth.refresh(CLIENT, first))).isEqualTo(Reason.AUTHORISATION);
        assertThat(denied(oauth.refresh(CLIENT, second)))
                .as("whoever has an old one ends the sign-in")
                .isEqualTo(Reason.AUTHORISATION);
    }

    @Test
    void aKeyThatIsRetiredSignsNothing() {
        BoundTokens tokens = signedIn();
        ClientKey newer = ClientKey.fresh();
        published.put(KEYS, ClientKey.published(List.of(newer, SIGNING)));
        BoundTokens second = given(oauth.refresh(new BoundClient(ID, List.of(newer, SIGNING), SCOPES), tokens));
        assertThat(server.violations())
                .as("a sign-in goes on with the key that it began with")
                .isEmpty();
        int before = server.calls().size();
        assertThat(denied(oauth.refresh(new BoundClient(ID, List.of(newer), SCOPES), second)))
                .isEqualTo(Reason.AUTHORISATION);
        assertThat(server.calls()).hasSize(before);
    }

    @Test
    void aTokenThatAnybodyCouldUseIsNotTaken() {
        CodeAuthorizer.Challenge.Redirect redirect = begun();
        server.says("token_type", "Bearer");
        assertThat(denied(oauth.complete(CLIENT, CALLBACK, redirect.ticket(), agree(redirect))))
                .isEqualTo(Reason.SERVER);
    }

    @Test
    void aClockThatIsWrongIsNamed() {
        ServerMetadata metadata = metadata();
        clock.advance(Duration.ofMinutes(10));
        CodeAuthorizer.Challenge challenge = oauth.begin(metadata, CLIENT, CALLBACK, "state-1", Optional.empty());
        assertThat(challenge)
                .isInstanceOfSatisfying(CodeAuthorizer.Challenge.Unavailable.class, no -> assertThat(no.reason())
                        .isEqualTo(Reason.SERVER));
    }

    @Test
    void aDocumentThatCannotBeReadFromOutsideIsNamed() {
        published.remove(ID);
        assertThat(begin())
                .isInstanceOfSatisfying(
                        CodeAuthorizer.Challenge.Unavailable.class,
                        no -> assertThat(no.why()).contains(ID).doesNotContain("INSIDE"));
    }

    @Test
    void aServerInTroubleIsNoRefusal() {
        BoundTokens tokens = signedIn();
        for (Mood mood : List.of(Mood.BROKEN, Mood.LOST_BEFORE, Mood.SILENT, Mood.GARBAGE, Mood.RATE_LIMITED)) {
            server.mood(mood, "", 1);
            assertThat(denied(oauth.refresh(CLIENT, tokens))).as(mood.name()).isEqualTo(Reason.SERVER);
            server.mood(mood, "oauth/par", 1);
            assertThat(begin())
                    .as(mood.name())
                    .isInstanceOfSatisfying(CodeAuthorizer.Challenge.Unavailable.class, no -> assertThat(no.reason())
                            .isEqualTo(Reason.SERVER));
        }
    }

    @Test
    void whoSignsPeopleInSaysItOfItself() {
        Map<String, Object> wrong = Map.of(
                "issuer", "https://other.example",
                "resource", "https://other.example",
                "servers", List.of(server.uri().toString(), "https://other.example"),
                "token_endpoint", "http://other.example/token",
                "authorization_endpoint", "https://user:pass@other.example/authorize",
                "pushed_authorization_request_endpoint", "no address");
        wrong.forEach((what, otherwise) -> {
            try (AtprotoSimulator lying = new AtprotoSimulator(published::get)) {
                assertThat(discovery.of(lying.says(what, otherwise).uri()))
                        .as(what)
                        .isInstanceOf(Discovery.Found.Nobody.class);
            }
        });
        assertThat(discovery.of(URI.create("http://other.example")))
                .as("by https")
                .isInstanceOf(Discovery.Found.Nobody.class);
        server.says("servers", List.of("http://other.example"));
        assertThat(discovery.of(server.uri())).as("by https").isInstanceOf(Discovery.Found.Nobody.class);
    }
}
