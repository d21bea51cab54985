package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spelling and grammar, which come and go with their bundle. */
class LanguageIT {
    private static final Console CONSOLE = new Console(Environment.CMS);
    private static final Cms ADMIN = Cms.admin();
    private static final String ENGLISH = "/content/herald-demo/en/harvest";
    private static final String FRENCH = "/content/herald-demo/fr/harvest";
    private static String profile;

    @BeforeAll
    static void start() {
        Environment.start();
        profile = await().atMost(Duration.ofSeconds(60)) // it is made a moment after the CMS is ready
                .until(LanguageIT::rehearsal, id -> !id.isEmpty());
        CONSOLE.install("herald.language");
    }

    private static String rehearsal() {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("network").asText().equals("rehearsal"))
                .map(p -> p.path("id").asText())
                .findFirst()
                .orElse("");
    }

    @AfterAll
    static void withoutItEverythingElseWorks() {
        CONSOLE.uninstall("herald.language");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                        mistakes(ENGLISH, "Come and see the gardn on Saturday."))
                .isEmpty());
    }

    private static List<JsonNode> mistakes(String article, String text) {
        JsonNode check = ADMIN.ok(
                200,
                "/variants/check",
                Map.of("path", article, "profile", profile, "text", text, "attachment", "NONE"));
        return Cms.stream(check.path("findings"))
                .filter(f -> f.path("rule").asText().equals("spelling"))
                .toList();
    }

    @Test
    void mistakesAreToldInTheLanguageOfTheText() {
        String english = "Come and see the gardn on Saturday. #Squsah @gardn https://example.org/gardn";
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(mistakes(ENGLISH, english)).hasSize(1);
                    assertThat(mistakes(FRENCH, "Venez voir le jardyn samedi.")).hasSize(1);
                });
        JsonNode mistake = mistakes(ENGLISH, english).get(0);
        assertThat(english.substring(
                        mistake.path("start").asInt(), mistake.path("end").asInt()))
                .isEqualTo("gardn");
        assertThat(mistake.at("/values/instead").asText()).contains("garden");
        assertThat(mistakes(FRENCH, "Les abeille sont là depuis le printemps.")
                        .get(0)
                        .at("/values/instead")
                        .asText())
                .contains("abeilles");
        assertThat(mistakes(FRENCH, "Venez nombreux au jardin samedi prochain !"))
                .isEmpty();

        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "fr-FR");
            page.navigate(Environment.CMS + "/cms/herald/share.html" + FRENCH);
            Locator column = page.locator(".herald-variant").first();
            assertThat(column).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            if (!column.locator("input[id$=-chosen]").isChecked()) {
                column.locator("input[id$=-chosen]").check();
            }
            column.locator("textarea").first().fill("Venez voir le jardyn samedi.");
            assertThat(column.locator("[data-rule=spelling]")).containsText("jardin");
            assertThat(column.locator(".herald-mark")).hasText("jardyn");
            Browser.pictures(page, "composer-spelling-fr");
            page.context().close();
        }
    }
}
