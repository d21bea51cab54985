package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The README's first five minutes, as they stand there, in the CMS's default view. */
class FirstStepsIT {
    private static final String ARTICLE = "/content/herald-demo/en/bees";
    private static final String TITLE = "The bees came back";
    private static final Duration MOST = Duration.ofSeconds(90); // of a person 40, on a busy machine more

    @BeforeAll
    static void start() {
        Environment.start();
    }

    private static String newcomer(String... groups) {
        String name = "newcomer-" + UUID.randomUUID().toString().substring(0, 8);
        Cms.user(name, groups);
        return name;
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** The start screen, with one of these steps in hand. */
    private static void startScreen(Page page, String... current) {
        page.navigate(Environment.CMS + "/cms/start.html");
        Locator inHand = page.locator(".herald-first [aria-current=step]");
        assertThat(inHand)
                .hasAttribute(
                        "data-step",
                        Pattern.compile(String.join("|", current)),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(30_000));
    }

    /** What is pressed here is what the README says to press. */
    private static void readmeSays(String... pressed) {
        try {
            String readme =
                    Files.readString(Environment.root().resolve("README.md")).replaceAll("\\s+", " ");
            for (String one : pressed) {
                assertThat(readme).contains("*" + one + "*");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theReadmesStepsArePlayedInShortTime() {
        String person = newcomer("authors", "herald-editors", "herald-moderators");
        readmeSays(
                "Open Lindenhof English",
                "Share now as Rehearsal",
                "Open the rehearsal network",
                "Let three readers answer",
                "Open the inbox",
                "Collect now",
                "Approve",
                "Open “" + TITLE + "”");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn(person, Cms.password(person), "en-US");
            for (String screen : List.of(
                    "site/content.html/content/herald-demo/en",
                    "herald-rehearsal/timeline.html",
                    "herald/inbox.html")) {
                page.navigate(Environment.CMS + "/cms/"
                        + screen); // the CMS compiles its screens when they are asked for first
            }
            startScreen(page, "SHARE");
            Browser.picture(page, "first-steps");
            Browser.accessible(page, ".herald-first");
            Instant began = Instant.now();

            press(page, "Open Lindenhof English");
            page.locator(".card-footer [data-herald-share='" + ARTICLE + "']").click();
            Locator rehearsal = page.locator(".herald-variant")
                    .filter(new Locator.FilterOptions().setHasText("Rehearsal"))
                    .first();
            rehearsal.locator(".herald-variant__head input").check();
            assertThat(page.locator(".herald-share__send")).hasText("Share now as Rehearsal");
            Browser.share(page);
            assertThat(page.locator(".herald-delivery[data-state=SENT]").first())
                    .isVisible(patiently());

            startScreen(page, "SEE");
            press(page, "Open the rehearsal network");
            Locator post =
                    page.locator(".rehearsal__timeline > .rehearsal__post").first();
            assertThat(post).containsText(TITLE);
            startScreen(page, "ANSWER");
            press(page, "Open the rehearsal network");
            page.getByText("Let three readers answer").first().click();
            assertThat(post.locator(".rehearsal__post").nth(2)).isVisible();

            startScreen(page, "ANSWER", "APPROVE"); // where they were collected meanwhile, it is further
            press(page, "Open the inbox");
            page.getByText("Collect now").click();
            Locator item = page.locator(".herald-item[data-state=PENDING]").first();
            assertThat(item).isVisible(patiently());
            String said = item.locator(".herald-item__text").textContent().strip();
            item.getByText("Approve").click();
            assertThat(page.locator(".herald-item[data-state=APPROVED]").first())
                    .isVisible(patiently());

            startScreen(page, "READ");
            Browser.picture(page, "first-steps-last");
            press(page, "Open “" + TITLE + "”");
            assertThat(page.locator(".herald-conversation")).containsText(said);
            assertThat(Duration.between(began, Instant.now())).isLessThan(MOST);

            page.navigate(Environment.CMS + "/cms/start.html");
            assertThat(page.locator(".herald-tile__box")).isVisible(patiently());
            assertThat(page.locator(".herald-first")).hasCount(0);
        }
    }

    @Test
    void whoDismissesItIsLeftInPeaceAndWhoMayNotShareNeverSeesIt() {
        String person = newcomer("authors", "herald-editors");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn(person, Cms.password(person), "fr-FR");
            startScreen(page, "SHARE");
            Browser.picture(page, "first-steps-fr");
            page.locator(".herald-first__dismiss").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".herald-first")).hasCount(0);
            assertThat(page.locator("h1").first()).isFocused();
            page.reload();
            assertThat(page.locator(".herald-tile__box")).isVisible(patiently());
            assertThat(page.locator(".herald-first")).hasCount(0);
            page.context().close();
        }
        JsonNode told = Cms.user("no-newcomer", "authors", "herald-moderators")
                .get("/first-steps")
                .json();
        assertThat(told.path("shown").asBoolean()).isFalse();
        assertThat(List.of(told.path("done").size(), told.path("articlePath").asText()))
                .isEqualTo(List.of(0, ""));
    }
}
