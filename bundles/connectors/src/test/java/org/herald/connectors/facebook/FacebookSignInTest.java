package org.herald.connectors.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.connectors.Endpoint;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.Page;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Post;
import org.herald.spi.Push;
import org.herald.spi.Reason;
import org.herald.spi.Receipt;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacebookSignInTest {
    private static final URI CALLBACK = URI.create(GraphSimulator.REDIRECT);
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final Graph graph = graph(GraphSimulator.APP_SECRET);
    private final FacebookSignIn signIn = new FacebookSignIn(http, graph, simulator.clock());
    private final FacebookConnector connector =
            new FacebookConnector(http, graph, "https://www.facebook.com", simulator.clock());

    private Graph graph(String secret) {
        String uri = simulator.uri().toString();
        return Graph.of(uri, uri, "v26.0", GraphSimulator.APP_ID, secret, "proof");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    /** Goes where the admin is sent, and comes back with what the network says. */
    private Map<String, String> consent() throws IOException, InterruptedException {
        CodeAuthorizer.Challenge.Redirect redirect =
                (CodeAuthorizer.Challenge.Redirect) signIn.begin(simulator.uri(), CALLBACK, "the-state");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(redirect.to()).build(), HttpResponse.BodyHandlers.discarding());
        String back = answer.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(CALLBACK.toString());
        return Arrays.stream(URI.create(back).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private Connection complete(String code) {
        return signIn.complete(simulator.uri(), CALLBACK, new Secret("ticket"), new CodeAuthorizer.Grant(code));
    }

    @Test
    void letsAPersonChooseAPage() throws Exception {
        Map<String, String> back = consent();
        assertThat(back).containsEntry("state", "the-state");
        Connection.Choice choice = (Connection.Choice) complete(back.get("code"));
        assertThat(choice.candidates())
                .extracting(Connection.Candidate::title)
                .containsExactly("Herald Press", "Herald Sports");
        String chosen = choice.candidates().get(1).remoteId();
        Connection.Connected connected = (Connection.Connected) signIn.choose(simulator.uri(), choice.ticket(), chosen);
        assertThat(connected.remoteId()).isEqualTo(chosen);
        assertThat(connected.handle()).isEqualTo("Herald Sports");
        simulator.clock().advance(Duration.ofDays(200));
        MemoryAccount account = new MemoryAccount(simulator.uri(), chosen, connected.secret());
        assertThat(signIn.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(signIn.choose(simulator.uri(), choice.ticket(), "1")).isInstanceOf(Connection.Denied.class);
        assertThat(simulator.calls()).allSatisfy(call -> assertThat(call.uri().toString())
                .doesNotContain(
                        GraphSimulator.APP_SECRET,
                        connected.secret().reveal(),
                        choice.ticket().reveal()));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void takesTheOnlyPageThatMayBePostedOn() throws Exception {
        Page second = new Page("100000000000102", "Herald Sports", "", "", List.of("ANALYZE"));
        simulator.put(second);
        assertThat(complete(consent().get("code")))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.handle())
                        .isEqualTo("Herald Press"));
        simulator.put(new Page(simulator.page().id(), "Herald Press", "", "", List.of("ANALYZE")));
        assertThat(complete(consent().get("code")))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.why())
                        .contains("no page"));
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysWhichPermissionIsMissing() throws Exception {
        simulator.withhold(Set.of("pages_manage_engagement"));
        assertThat(complete(consent().get("code"))).isInstanceOfSatisfying(Connection.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(denied.why()).contains("pages_manage_engagement");
        });
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aCodeIsTakenOnceAndNotLater() throws Exception {
        String code = consent().get("code");
        assertThat(complete(code)).isInstanceOf(Connection.Choice.class);
        assertThat(complete(code)).isInstanceOfSatisfying(Connection.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Reason.AUTHORISATION);
            assertThat(denied.why()).doesNotContain(code);
        });
        simulator.denySignIn();
        assertThat(consent()).containsEntry("error", "access_denied");
    }

    @Test
    void saysThatTheAppsSecretIsWrong() throws Exception {
        String code = consent().get("code");
        FacebookSignIn wrong = new FacebookSignIn(http, graph("wrong"), simulator.clock());
        assertThat(wrong.complete(simulator.uri(), CALLBACK, new Secret("t"), new CodeAuthorizer.Grant(code)))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.why())
                        .contains("app's secret"));
    }

    @Test
    void asksByTheAppsLoginConfiguration() throws Exception {
        FacebookSignIn business = new FacebookSignIn(http, graph.login(GraphSimulator.LOGIN_ID), simulator.clock());
        CodeAuthorizer.Challenge.Redirect redirect =
                (CodeAuthorizer.Challenge.Redirect) business.begin(simulator.uri(), CALLBACK, "the-state");
        assertThat(redirect.to().getQuery()).contains("config_id=").doesNotContain("scope=");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(redirect.to()).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("code=");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void withoutAnAppNobodySignsIn() {
        Graph bare = Graph.of("https://graph.facebook.com", "https://www.facebook.com", "v26.0", "", "", "");
        assertThat(new FacebookSignIn(http, bare, simulator.clock()).begin(simulator.uri(), CALLBACK, "s"))
                .isInstanceOfSatisfying(
                        CodeAuthorizer.Challenge.Unavailable.class,
                        unavailable -> assertThat(unavailable.why()).contains("developers.facebook.com"));
    }

    @Test
    void takesAPagesTokenAndNoPersons() {
        String token = simulator.connectToken(simulator.page().id());
        assertThat(signIn.signIn(simulator.uri(), "", new Secret(token)))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.remoteId())
                        .isEqualTo(simulator.page().id()));
        assertThat(simulator.violations()).isEmpty();
        String person = simulator.personToken(FacebookSimulator.SCOPES, true);
        assertThat(signIn.signIn(simulator.uri(), "", new Secret(person)))
                .isInstanceOfSatisfying(
                        Connection.Denied.class,
                        denied -> assertThat(denied.why()).contains("page").doesNotContain(person));
        assertThat(signIn.signIn(simulator.uri(), "", new Secret("made up"))).isInstanceOf(Connection.Denied.class);
        assertThat(signIn.signIn(simulator.uri(), "", new Secret("made-up")))
                .isInstanceOfSatisfying(Connection.Denied.class, denied -> assertThat(denied.reason())
                        .isEqualTo(Reason.AUTHORISATION));
    }

    @Test
    void hearsOfNewComments() throws Exception {
        Endpoint endpoint = new Endpoint(connector);
        URI hook = endpoint.uri();
        assertThat(simulator.subscribe(hook, "guess")).isFalse();
        assertThat(simulator.subscribe(hook, "proof")).isTrue();
        Connection.Choice choice = (Connection.Choice) complete(consent().get("code"));
        String page = simulator.page().id();
        Connection.Connected connected = (Connection.Connected) signIn.choose(simulator.uri(), choice.ticket(), page);
        MemoryAccount account = new MemoryAccount(simulator.uri(), page, connected.secret());
        RemoteRef post = ((org.herald.spi.Outcome.Done) connector.publish(
                        account,
                        Post.of("k", "Hello", simulator.clock().instant()).build()))
                .ref();
        simulator.reply(post.id(), "Rita", "Schön \uD83D\uDE00");
        assertThat(endpoint.receipts).last().isEqualTo(new Receipt.News(Map.of(page, Set.of(post.id()))));
        assertThat(simulator.violations()).isEmpty();
        endpoint.close();
    }

    @Test
    void believesNobodyWithoutTheSignature() {
        String body = "{\"object\":\"page\",\"entry\":[]}";
        for (String signature : new String[] {"sha256=00", "", "sha1=00"}) {
            Push push = new Push(
                    "POST", Map.of("x-hub-signature-256", signature), Map.of(), body.getBytes(StandardCharsets.UTF_8));
            assertThat(connector.receive(push)).isInstanceOf(Receipt.Forged.class);
        }
        Map<String, String> script =
                Map.of("hub.mode", "subscribe", "hub.verify_token", "proof", "hub.challenge", "<script>");
        assertThat(connector.receive(new Push("GET", Map.of(), script, new byte[0])))
                .isInstanceOf(Receipt.Forged.class);
    }
}
