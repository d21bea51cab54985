package org.herald.simulators.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.Mood;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadsSignInTest extends Asking {
    private static final String CALLBACK = "https://cms.example/callback";

    @BeforeEach
    void visit() {
        threads.allowRedirect(URI.create(CALLBACK));
        threads.visitor("press", false);
        token = "";
    }

    private static Map<String, String> window() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", ThreadsSimulator.APP_ID);
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "threads_basic,threads_content_publish");
        query.put("response_type", "code");
        query.put("state", "a b");
        return query;
    }

    private HttpResponse<byte[]> authorize(Map<String, String> query) {
        return raw(HttpRequest.newBuilder(threads.uri().resolve("/oauth/authorize?" + encoded(query))));
    }

    private String code() {
        String location = authorize(window()).headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?code=").endsWith("&state=a+b#_");
        return location.replaceFirst(".*code=([^&]*)&.*", "$1");
    }

    private Map<String, String> exchange(String code) {
        return new HashMap<>(Map.of(
                "client_id",
                ThreadsSimulator.APP_ID,
                "client_secret",
                ThreadsSimulator.APP_SECRET,
                "grant_type",
                "authorization_code",
                "redirect_uri",
                CALLBACK,
                "code",
                code));
    }

    private String shortLived() {
        Said said = post("/oauth/access_token", exchange(code()));
        assertThat(said.body().path("user_id").isNumber()).isTrue();
        return said.body().path("access_token").asText();
    }

    private Said lasting(String kept) {
        return get("/access_token?grant_type=th_exchange_token&client_secret=" + ThreadsSimulator.APP_SECRET
                + "&access_token=" + kept);
    }

    private Said refreshed(String kept) {
        return get("/refresh_access_token?grant_type=th_refresh_token&access_token=" + kept);
    }

    @Test
    void changesACodeIntoATokenOfSixtyDays() {
        Said said = lasting(shortLived());
        assertThat(said.body().path("expires_in").asLong()).isEqualTo(5_184_000);
        token = said.body().path("access_token").asText();
        assertThat(get("/v1.0/me?fields=id,username").body().path("username").asText())
                .isEqualTo("press");
        threads.clock().advance(Duration.ofDays(59));
        assertThat(get("/v1.0/me").status()).isEqualTo(200);
        threads.clock().advance(Duration.ofDays(1));
        assertThat(get("/v1.0/me").code()).isEqualTo(Errors.TOKEN);
        assertThat(get("/v1.0/me").subcode()).isEqualTo(Errors.TOKEN_EXPIRED);
        keptTheContract();
    }

    @Test
    void aShortTokenLivesForAnHour() {
        token = shortLived();
        threads.clock().advance(Duration.ofHours(1));
        assertThat(get("/v1.0/me").subcode()).isEqualTo(Errors.TOKEN_EXPIRED);
        assertThat(lasting(token).subcode()).isEqualTo(Errors.TOKEN_EXPIRED);
    }

    @Test
    void aCodeWorksOnceAndForAnHour() {
        String code = code();
        assertThat(post("/oauth/access_token", exchange(code)).status()).isEqualTo(200);
        Said again = post("/oauth/access_token", exchange(code));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body().path("error_message").asText()).contains("was not found or was already used");
        String late = code();
        threads.clock().advance(Duration.ofHours(1));
        assertThat(post("/oauth/access_token", exchange(late)).status()).isEqualTo(400);
        keptTheContract();
    }

    @Test
    void aCodeBelongsToItsRedirectAddress() {
        Map<String, String> form = exchange(code());
        form.put("redirect_uri", CALLBACK + "/other");
        assertThat(post("/oauth/access_token", form)
                        .body()
                        .path("error_message")
                        .asText())
                .contains("redirect_uri");
    }

    @ParameterizedTest
    @CsvSource({"client_id,1", "client_secret,guess", "grant_type,password", "code_verifier,abc"})
    void exchangesNoCodeFor(String name, String value) {
        Map<String, String> form = exchange(code());
        form.put(name, value);
        assertThat(post("/oauth/access_token", form).status()).isEqualTo(400);
        assertThat(threads.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "client_id,1",
        "redirect_uri,https://evil.example/",
        "response_type,token",
        "scope,threads_content_publish",
        "scope,threads_basic threads_everything",
        "code_challenge,abc"
    })
    void opensNoWindowFor(String name, String value) {
        Map<String, String> query = window();
        query.put(name, value);
        assertThat(authorize(query).statusCode()).isEqualTo(400);
        assertThat(threads.violations()).hasSize(1);
    }

    @Test
    void tellsThatThePersonRefused() {
        threads.visitor("press", true);
        assertThat(authorize(window()).headers().firstValue("Location"))
                .hasValueSatisfying(location ->
                        assertThat(location).contains("error=access_denied&error_reason=user_denied", "state=a+b"));
    }

    @Test
    void refreshesATokenThatIsADayOldAndNotOver() {
        String kept = threads.connectToken("press");
        assertThat(refreshed(kept).code()).isEqualTo(Errors.PARAMETER);
        brokeTheContract("at least 24 hours old");
        threads.clock().advance(Duration.ofHours(24));
        Said said = refreshed(kept);
        assertThat(said.body().path("expires_in").asLong()).isEqualTo(5_184_000);
        assertThat(said.body().path("access_token").asText()).isNotEqualTo(kept);
        threads.clock().advance(Duration.ofDays(60));
        assertThat(refreshed(kept).subcode()).isEqualTo(Errors.TOKEN_EXPIRED);
    }

    @Test
    void refreshesNoShortToken() {
        assertThat(refreshed(shortLived()).code()).isEqualTo(Errors.PARAMETER);
        brokeTheContract("only a long-lived token");
    }

    @Test
    void exchangesNoLongToken() {
        assertThat(lasting(threads.connectToken("press")).code()).isEqualTo(Errors.PARAMETER);
        brokeTheContract("only a short-lived token");
    }

    @Test
    void tellsWhichTokenDoesNotWork() {
        assertThat(get("/v1.0/me").code()).isEqualTo(Errors.NO_TOKEN);
        brokeTheContract("no access token");
        token = "THQWguess";
        assertThat(get("/v1.0/me").code()).isEqualTo(Errors.TOKEN);
        token = threads.connectToken("press");
        threads.revokeToken("press");
        assertThat(get("/v1.0/me").subcode()).isEqualTo(Errors.PASSWORD_CHANGED);
        token = threads.connectToken("press");
        threads.mood(Mood.REVOKED, "/me", 1);
        assertThat(get("/v1.0/me").code()).isEqualTo(Errors.TOKEN);
        assertThat(get("/v1.0/me").status()).isEqualTo(200);
    }

    @Test
    void takesTheTokenAsAParameterToo() {
        String kept = threads.connectToken("press");
        assertThat(get("/v1.0/me?access_token=" + kept).status()).isEqualTo(200);
        keptTheContract();
    }
}
