package org.herald.simulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsTest {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String CALLBACK = "https://cms.example/callback";
    private static final String BASIC = XSimulator.CLIENT + ":" + XSimulator.CLIENT_SECRET;
    private final XSimulator x = new XSimulator(0);
    private final Client client = new Client(x, "");

    @BeforeEach
    void register() {
        x.callback(URI.create(CALLBACK));
        x.browsing("press", false);
    }

    @AfterEach
    void close() {
        x.close();
    }

    private static Map<String, String> authorization() {
        Map<String, String> query = new HashMap<>();
        query.put("response_type", "code");
        query.put("client_id", XSimulator.CLIENT);
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "tweet.read tweet.write users.read media.write offline.access");
        query.put("state", "s-1");
        query.put("code_challenge", CHALLENGE);
        query.put("code_challenge_method", "S256");
        return query;
    }

    private Client.Got authorize(Map<String, String> query) {
        StringBuilder path = new StringBuilder("/i/oauth2/authorize?");
        query.forEach((name, value) ->
                path.append(name).append('=').append(Client.encoded(value)).append('&'));
        return client.get(path.toString());
    }

    private String code() {
        return authorize(authorization()).header("Location").replaceFirst("^.*[?&]code=", "");
    }

    private Map<String, String> exchange(String code) {
        return new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER));
    }

    @Test
    void aCodeBecomesATokenOnce() {
        String code = code();
        Client.Got token = client.form("/2/oauth2/token", BASIC, exchange(code));
        assertThat(token.at("/expires_in")).isEqualTo("7200");
        client.token(token.at("/access_token"));
        assertThat(client.get("/2/users/me").at("/data/username")).isEqualTo("press");
        assertThat(client.form("/2/oauth2/token", BASIC, exchange(code)).status())
                .isEqualTo(400);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void aCodeDiesAfterThirtySeconds() {
        String code = code();
        x.clock().advance(Duration.ofSeconds(31));
        assertThat(client.form("/2/oauth2/token", BASIC, exchange(code)).at("/error"))
                .isEqualTo("invalid_request");
    }

    @Test
    void aPersonCanRefuse() {
        x.browsing("press", true);
        Client.Got got = authorize(authorization());
        assertThat(got.status()).isEqualTo(302);
        assertThat(got.header("Location")).isEqualTo(CALLBACK + "?error=access_denied&state=s-1");
        assertThat(x.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "client_id,other",
        "redirect_uri,https://elsewhere.example/callback",
        "response_type,token",
        "state,''",
        "code_challenge,short",
        "code_challenge_method,plain",
        "scope,everything"
    })
    void refusesAWrongAuthorization(String name, String value) {
        Map<String, String> query = authorization();
        query.put(name, value);
        assertThat(authorize(query).status()).isEqualTo(400);
        assertThat(x.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"redirect_uri,https://elsewhere.example", "code_verifier,wrong", "grant_type,password"})
    void refusesAWrongExchange(String name, String value) {
        Map<String, String> form = exchange(code());
        form.put(name, value);
        assertThat(client.form("/2/oauth2/token", BASIC, form).status()).isEqualTo(400);
        assertThat(x.violations()).hasSize(1);
    }

    @Test
    void refusesAClientThatIsNotAuthenticated() {
        assertThat(client.form("/2/oauth2/token", "herald-client:wrong", exchange(code()))
                        .status())
                .isEqualTo(401);
        assertThat(x.violations()).hasSize(1);
    }

    @Test
    void aRefreshTokenWorksOnce() {
        XSimulator.Token token = x.connectToken("press");
        Map<String, String> form = Map.of("grant_type", "refresh_token", "refresh_token", token.refresh());
        Client.Got fresh = client.form("/2/oauth2/token", BASIC, form);
        assertThat(fresh.at("/refresh_token")).isNotEmpty().isNotEqualTo(token.refresh());
        assertThat(client.form("/2/oauth2/token", BASIC, form).status()).isEqualTo(400);
    }

    @Test
    void withoutOfflineAccessThereIsNoRefreshToken() {
        assertThat(x.connectToken("press", "tweet.read users.read").refresh()).isEmpty();
    }

    @Test
    void tokensDieAfterTwoHours() {
        client.token(x.connectToken("press").access());
        assertThat(client.get("/2/users/me").status()).isEqualTo(200);
        x.clock().advance(Duration.ofHours(2));
        assertThat(client.get("/2/users/me").status()).isEqualTo(401);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void tokensAreRevoked() {
        XSimulator.Token token = x.connectToken("press");
        client.token(token.access());
        client.form("/2/oauth2/revoke", BASIC, Map.of("token", token.access()));
        assertThat(client.get("/2/users/me").status()).isEqualTo(401);
        client.token(x.connectToken("press").access());
        x.revokeTokens("press");
        assertThat(client.get("/2/users/me").status()).isEqualTo(401);
    }

    @Test
    void aTokenMustHaveTheScope() {
        client.token(x.connectToken("press", "tweet.read users.read").access());
        assertThat(client.get("/2/users/me").status()).isEqualTo(200);
        assertThat(client.tweet("Hello").status()).isEqualTo(403);
        assertThat(x.violations()).hasSize(1);
        client.token("");
        assertThat(client.get("/2/users/me").status()).isEqualTo(401);
        assertThat(x.violations()).hasSize(2);
    }
}
