package org.herald.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.connectors.MemoryAccount;
import org.herald.connectors.meta.Graph;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.instagram.InstagramSimulator;
import org.herald.simulators.meta.GraphSimulator;
import org.herald.simulators.meta.Page;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstagramSignInTest {
    private static final URI CALLBACK = URI.create(GraphSimulator.REDIRECT);
    private final InstagramSimulator simulator = new InstagramSimulator(0);
    private final Http http =
            new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final Graph graph = Graph.of(
            simulator.uri().toString(),
            simulator.uri().toString(),
            "v26.0",
            GraphSimulator.APP_ID,
            GraphSimulator.APP_SECRET,
            "proof");
    private final InstagramSignIn signIn = new InstagramSignIn(http, graph, simulator.clock());

    @AfterEach
    void close() {
        simulator.close();
    }

    private Connection signedIn() throws Exception {
        CodeAuthorizer.Challenge.Redirect redirect =
                (CodeAuthorizer.Challenge.Redirect) signIn.begin(simulator.uri(), CALLBACK, "the-state");
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(redirect.to()).build(), HttpResponse.BodyHandlers.discarding());
        String code = answer.headers().firstValue("Location").orElseThrow().replaceFirst(".*code=([^&]+).*", "$1");
        return signIn.complete(simulator.uri(), CALLBACK, redirect.ticket(), new CodeAuthorizer.Grant(code));
    }

    @Test
    void connectsTheOnlyAccount() throws Exception {
        Connection.Connected connected = (Connection.Connected) signedIn();
        assertThat(connected.remoteId()).isEqualTo(simulator.page().instagram());
        assertThat(connected.handle()).isEqualTo("herald.press");
        simulator.clock().advance(Duration.ofDays(200));
        MemoryAccount account = new MemoryAccount(simulator.uri(), connected.remoteId(), connected.secret());
        assertThat(signIn.check(account)).isInstanceOf(Connection.Connected.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void letsAPersonChooseAnAccount() throws Exception {
        simulator.put(
                new Page("100000000000102", "Herald Sports", "17841400000000102", "herald.sports", Page.ALL_TASKS));
        Connection.Choice choice = (Connection.Choice) signedIn();
        assertThat(choice.candidates())
                .extracting(Connection.Candidate::title)
                .containsExactly("@herald.press", "@herald.sports");
        assertThat(signIn.choose(simulator.uri(), choice.ticket(), "17841400000000102"))
                .isInstanceOfSatisfying(Connection.Connected.class, connected -> assertThat(connected.handle())
                        .isEqualTo("herald.sports"));
        assertThat(signIn.choose(simulator.uri(), choice.ticket(), "1")).isInstanceOf(Connection.Denied.class);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        simulator.withhold(Set.of("instagram_content_publish"));
        assertThat(signedIn()).asString().contains("instagram_content_publish");
        simulator.withhold(Set.of());
        simulator.put(new Page(simulator.page().id(), "Herald Press", "", "", Page.ALL_TASKS));
        assertThat(signedIn()).asString().contains("professional");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void takesThePagesToken() {
        assertThat(signIn.signIn(simulator.uri(), "", new Secret(simulator.connectToken())))
                .isInstanceOf(Connection.Connected.class);
        String bare = simulator.connectToken("100000000000102", InstagramSimulator.SCOPES);
        assertThat(signIn.signIn(simulator.uri(), "", new Secret(bare)))
                .asString()
                .contains("professional");
        assertThat(signIn.signIn(simulator.uri(), "", new Secret("made-up"))).isInstanceOf(Connection.Denied.class);
        assertThat(simulator.violations()).isEmpty();
    }

    private static String signature(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(GraphSimulator.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void hearsOfNewComments() throws GeneralSecurityException {
        InstagramConnector connector = new InstagramConnector(http, graph, simulator.clock());
        String body = "{\"object\":\"instagram\",\"entry\":[{\"id\":\"178\",\"time\":1,\"changes\":["
                + "{\"field\":\"comments\",\"value\":{\"id\":\"1\",\"media\":{\"id\":\"179\"}}},"
                + "{\"field\":\"mentions\",\"value\":{\"media_id\":\"180\"}}]}]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Push signed = new Push("POST", Map.of("X-Hub-Signature-256", signature(body)), Map.of(), bytes);
        assertThat(connector.receive(signed)).isEqualTo(new Receipt.News(Map.of("178", Set.of("179"))));
        Push other = new Push("POST", Map.of("X-Hub-Signature-256", signature(body + " ")), Map.of(), bytes);
        assertThat(connector.receive(other)).isInstanceOf(Receipt.Forged.class);
        Map<String, String> proof =
                Map.of("hub.mode", "subscribe", "hub.verify_token", "proof", "hub.challenge", "1158201444");
        assertThat(connector.receive(new Push("GET", Map.of(), proof, new byte[0])))
                .isEqualTo(new Receipt.Greeting("1158201444", "text/plain"));
    }
}
