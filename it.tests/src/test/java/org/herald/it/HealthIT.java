package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.herald.simulators.telegram.TelegramSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A profile whose token is taken away: the board, who watches the CMS, and what is planned with it say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthIT {
    private static final Cms ADMIN = Cms.admin();
    private static final String TITLE = "Gazette that is watched";
    private static final String TOKEN = "42:health";
    private TelegramSimulator telegram;
    private String profile;

    @BeforeAll
    void start() {
        Environment.start();
        telegram = new TelegramSimulator(0);
        telegram.connectToken(TOKEN);
        profile = ADMIN.profile(
                TITLE, "telegram", telegram.uri().toString(), String.valueOf(TelegramSimulator.CHANNEL), TOKEN);
    }

    @AfterAll
    void stop() {
        ADMIN.send("DELETE", "/profiles/" + profile, Map.of());
        telegram.close();
    }

    private JsonNode board() {
        for (JsonNode one : ADMIN.get("/health").json().path("profiles")) {
            if (one.path("id").asText().equals(profile)) {
                return one;
            }
        }
        throw new AssertionError("the board has no " + TITLE);
    }

    private static Web.Reply watched(String tags) {
        return Web.get(
                Environment.CMS + "/system/health.json?forceInstantExecution=true&httpStatus=CRITICAL:503&tags=" + tags,
                ADMIN.headers());
    }

    private static List<String> rules(JsonNode health) {
        return Cms.stream(health.path("points"))
                .map(point -> point.path("rule").asText())
                .toList();
    }

    @Test
    void aTokenThatIsTakenAwayIsSeenByEveryoneWhoMust() {
        assertThat(ADMIN.ok(200, "/profiles/" + profile + "/check", Map.of())
                        .path("state")
                        .asText())
                .isEqualTo("OK");
        assertThat(watched("herald").text()).doesNotContain(TITLE);
        telegram.revokeToken(TOKEN);
        ADMIN.ok(200, "/profiles/" + profile + "/check", Map.of());
        assertThat(rules(board())).contains("SIGN_IN_REFUSED");

        Web.Reply herald = watched("herald");
        assertThat(herald.status()).isEqualTo(503);
        assertThat(herald.text()).contains(TITLE).contains("CRITICAL").doesNotContain(TOKEN);
        for (String ready : List.of("systemalive", "systemready")) {
            assertThat(watched(ready).text()).as("the CMS is in service").doesNotContain(TITLE);
        }

        String article = ADMIN.article("watched", "What is watched");
        Web.form(Environment.CMS + article + "/jcr:content", Map.of("sling:published", "true"), ADMIN.headers());
        JsonNode share = ADMIN.ok(
                202,
                "/shares",
                Map.of(
                        "path",
                        article,
                        "again",
                        true,
                        "variants",
                        List.of(Map.of(
                                "profile",
                                profile,
                                "text",
                                "It is watched",
                                "attachment",
                                "NONE",
                                "at",
                                LocalDateTime.now(ZoneOffset.UTC)
                                        .plusDays(3)
                                        .truncatedTo(ChronoUnit.MINUTES)
                                        .toString(),
                                "zone",
                                "UTC"))));
        assertThat(share.at("/variants/0/foreseen/0/rule").asText()).isEqualTo("SIGN_IN_BROKEN");
        look(article);
        ADMIN.ok(202, "/shares/" + share.path("id").asText() + "/" + profile, Map.of("act", "WITHDRAW"));
    }

    private void look(String article) {
        try (Browser browser = new Browser()) {
            for (String language : List.of("en-US", "fr-FR")) {
                Page page = browser.signedIn("admin", "admin", language);
                page.navigate(Environment.CMS + "/cms/herald/profiles.html");
                Locator row = page.locator(".herald-profile[data-profile='" + profile + "']");
                assertThat(row.locator(".herald-sign[data-state=BROKEN]")).isVisible();
                assertThat(row.locator("[data-rule=SIGN_IN_REFUSED]"))
                        .containsText(
                                language.equals("fr-FR") ? "connexion ne fonctionne pas" : "sign-in does not work");
                row.locator(".herald-profile__check").click();
                assertThat(row.locator(".herald-sign[data-state=BROKEN]")).isVisible();
                String end = language.equals("fr-FR") ? "-fr" : "";
                Browser.picture(page, "health" + end);
                Browser.accessible(page, ".herald");
                page.navigate(Environment.CMS + "/cms/herald/share.html" + article + "#social");
                assertThat(page.locator(".herald-foreseen [data-rule=SIGN_IN_BROKEN]"))
                        .isVisible();
                Browser.picture(page, "foreseen" + end);
                page.context().close();
            }
        }
    }
}
