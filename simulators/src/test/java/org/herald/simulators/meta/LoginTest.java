package org.herald.simulators.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.meta.GraphClient.Got;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final String[] NOTHING = {};
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final GraphClient nobody = new GraphClient(simulator.uri(), "");

    @AfterEach
    void close() {
        simulator.close();
    }

    private Got dialog(String... more) {
        return nobody.get(
                "dialog/oauth",
                with(
                        more,
                        "client_id",
                        GraphSimulator.APP_ID,
                        "redirect_uri",
                        GraphSimulator.REDIRECT,
                        "state",
                        "s t"));
    }

    private static String[] with(String[] more, String... first) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private String code() {
        Got got = dialog("scope", String.join(",", FacebookSimulator.SCOPES), "response_type", "code");
        assertThat(got.status()).isEqualTo(302);
        Map<String, String> parameters = GraphClient.parameters(got.header("Location"));
        assertThat(parameters).containsEntry("state", "s+t");
        return parameters.get("code");
    }

    private Got exchange(String code, String... more) {
        return nobody.post(
                "oauth/access_token",
                with(
                        more,
                        "client_id",
                        GraphSimulator.APP_ID,
                        "client_secret",
                        GraphSimulator.APP_SECRET,
                        "redirect_uri",
                        GraphSimulator.REDIRECT,
                        "code",
                        code));
    }

    private String longLived(String token) {
        Got got = nobody.get(
                "oauth/access_token",
                "grant_type",
                "fb_exchange_token",
                "client_id",
                GraphSimulator.APP_ID,
                "client_secret",
                GraphSimulator.APP_SECRET,
                "fb_exchange_token",
                token);
        return got.body().path("access_token").asText();
    }

    @Test
    void changesACodeIntoATokenAndThatIntoPages() {
        Got got = exchange(code());
        assertThat(got.body().path("expires_in").asLong()).isEqualTo(7200);
        String token = longLived(got.body().path("access_token").asText());
        JsonNode pages = new GraphClient(simulator.uri(), token)
                .get("me/accounts")
                .body()
                .path("data");
        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).path("tasks").toString()).contains("CREATE_CONTENT");
        GraphClient page = new GraphClient(
                simulator.uri(), pages.get(0).path("access_token").asText());
        simulator.clock().advance(Duration.ofDays(400));
        assertThat(page.get("me", "fields", "id,name").body().path("name").asText())
                .isEqualTo("Herald Press");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aPagesTokenOfAShortOneEndsWithIt() {
        String token = exchange(code()).body().path("access_token").asText();
        Got pages = new GraphClient(simulator.uri(), token).get("me/accounts");
        simulator.clock().advance(Duration.ofHours(3));
        String page = pages.body().path("data").get(0).path("access_token").asText();
        Got late = new GraphClient(simulator.uri(), page).get("me");
        assertThat(late.code()).isEqualTo(190);
        assertThat(late.subcode()).isEqualTo(463);
    }

    @Test
    void aCodeWorksOnce() {
        String code = code();
        exchange(code);
        assertThat(exchange(code).subcode()).isEqualTo(36009);
    }

    @Test
    void aCodeDiesAfterTenMinutes() {
        String code = code();
        simulator.clock().advance(Duration.ofMinutes(11));
        assertThat(exchange(code).subcode()).isEqualTo(36007);
    }

    @Test
    void aCodeIsBoundToItsRedirect() {
        assertThat(exchange(code(), "redirect_uri", "https://evil.example/").subcode())
                .isEqualTo(36008);
    }

    @Test
    void theSecretMustBeTheApps() {
        assertThat(exchange(code(), "client_secret", "guess").code()).isEqualTo(1);
        assertThat(exchange(code(), "client_id", "1").code()).isEqualTo(101);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void theDialogSendsOnlyWhereTheDashboardSays() {
        Got got = dialog("redirect_uri", "https://evil.example/");
        assertThat(got.code()).isEqualTo(191);
        assertThat(dialog("scope", "everything").code()).isEqualTo(100);
        assertThat(dialog("state", "").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(3);
    }

    @Test
    void aConfigurationSaysWhatIsAskedFor() {
        assertThat(dialog("config_id", GraphSimulator.LOGIN_ID).header("Location"))
                .contains("code=");
        assertThat(simulator.violations()).isEmpty();
        assertThat(dialog("config_id", "1").code()).isEqualTo(100);
        assertThat(dialog("config_id", GraphSimulator.LOGIN_ID, "scope", "email")
                        .code())
                .isEqualTo(100);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void aPersonMaySayNo() {
        simulator.denySignIn();
        assertThat(dialog(NOTHING).header("Location")).contains("error=access_denied", "state=s+t");
    }

    @Test
    void aPersonMayLeaveOutAPermission() {
        simulator.withhold(Set.of("pages_show_list"));
        String token = exchange(code()).body().path("access_token").asText();
        assertThat(new GraphClient(simulator.uri(), token).get("me/accounts").code())
                .isEqualTo(200);
    }

    @Test
    void tellsWhatATokenIs() {
        String token = simulator.connectToken(simulator.page().id());
        GraphClient app = new GraphClient(simulator.uri(), GraphSimulator.APP_ID + "|" + GraphSimulator.APP_SECRET);
        JsonNode data = app.get("debug_token", "input_token", token).body().path("data");
        assertThat(data.path("is_valid").asBoolean()).isTrue();
        assertThat(data.path("type").asText()).isEqualTo("PAGE");
        assertThat(data.path("expires_at").asLong(-1)).isZero();
        simulator.revokeToken(token, 460);
        assertThat(app.get("debug_token", "input_token", token)
                        .body()
                        .path("data")
                        .path("is_valid")
                        .asBoolean())
                .isFalse();
        assertThat(nobody.get("debug_token", "input_token", token).code()).isEqualTo(100);
    }

    @Test
    void demandsProofWhereTheAppSaysSo() {
        String token = simulator.connectToken(simulator.page().id());
        GraphClient page = new GraphClient(simulator.uri(), token);
        simulator.demandProof();
        assertThat(page.get("me").code()).isEqualTo(100);
        String proof = Tokens.hex(token, GraphSimulator.APP_SECRET);
        assertThat(page.get("me", "appsecret_proof", proof).status()).isEqualTo(200);
        assertThat(page.get("me", "appsecret_proof", "00").code()).isEqualTo(100);
    }

    @Test
    void refusesTokensThatDoNotWork() {
        assertThat(nobody.get("me").code()).isEqualTo(2500);
        assertThat(new GraphClient(simulator.uri(), "made-up").get("me").code()).isEqualTo(190);
        String token = simulator.connectToken(simulator.page().id());
        simulator.revokeToken(token, 458);
        assertThat(new GraphClient(simulator.uri(), token).get("me").subcode()).isEqualTo(458);
    }

    @Test
    void versionsEnd() {
        String token = simulator.connectToken(simulator.page().id());
        assertThat(new GraphClient(simulator.uri(), "v12.0", token).get("me").code())
                .isEqualTo(2635);
        assertThat(new GraphClient(simulator.uri(), "v99.0", token).get("me").code())
                .isEqualTo(2500);
        simulator.clock().advance(Duration.ofDays(3650));
        assertThat(new GraphClient(simulator.uri(), "v21.0", token).get("me").code())
                .isEqualTo(2635);
    }
}
