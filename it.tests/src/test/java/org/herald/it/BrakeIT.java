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
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The wrong account: nothing chosen beforehand, a second look, and a while to undo it; by the keyboard alone. */
class BrakeIT {
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String WORD = "brake" + RUN;
    private static final Cms ADMIN = Cms.admin();
    private static StorySite site;
    private static StorySite shop;
    private static String rehearsal;
    private static String person;
    /** What the profile said for another site. */
    private static String sent;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new StorySite();
        shop = new StorySite();
        undo(site.path, 20);
        undo(shop.path, 0);
        person = "bruno-" + RUN;
        Cms.user(person, "herald-editors", "authors");
        rehearsal = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                                .map(view -> view.path("profile"))
                                .filter(p -> p.path("network").asText().equals("rehearsal"))
                                .map(p -> p.path("id").asText())
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
        sent = ADMIN.ok(202, "/shares", wanted(shop.page("first"), "At the shop"))
                .path("id")
                .asText();
        ADMIN.settled(sent);
    }

    @AfterAll
    static void stop() {
        site.close();
        shop.close();
    }

    private static void undo(String path, int seconds) {
        assertThat(ADMIN.send("PUT", "/settings", Map.of("site", path, "undoSeconds", seconds))
                        .status())
                .isEqualTo(200);
    }

    private static Map<String, Object> wanted(String article, String text, Object... more) {
        Map<String, Object> body = new java.util.HashMap<>(Map.of(
                "path",
                article,
                "variants",
                List.of(Map.of("profile", rehearsal, "text", text + " " + WORD, "attachment", "NONE"))));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i].toString(), more[i + 1]);
        }
        return body;
    }

    private static String timeline() {
        return Web.get(Environment.CMS + "/bin/herald-rehearsal/timeline", ADMIN.headers())
                .text();
    }

    private static int shares(String article) {
        return ADMIN.get("/shares?path=" + article).json().path("shares").size();
    }

    /** What a program does that knows nothing of it, and what it is told. */
    @Test
    void aProfileOfAnotherSiteIsLookedAtTwiceByWhoever() {
        String article = site.page("strange");
        Web.Reply refused = ADMIN.send("POST", "/shares", wanted(article, "In the garden"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        JsonNode problem = refused.json();
        assertThat(problem.path("code").asText()).isEqualTo("secondLook");
        assertThat(problem.at("/doubts/0/why").asText()).isEqualTo("OTHER_SITE");
        assertThat(problem.path("detail").asText()).contains("other sites");
        for (List<String> wrong : List.of(List.of("MANY/6"), List.of("OTHER_SITE/" + rehearsal, "MANY/6"))) {
            assertThat(ADMIN.send("POST", "/shares", wanted(article, "In the garden", "acknowledged", wrong))
                            .status())
                    .isEqualTo(409);
        }
        assertThat(shares(article)).as("nothing was stored").isZero();
        String key = problem.at("/doubts/0/key").asText();
        Web.Reply made = ADMIN.send("POST", "/shares", wanted(article, "In the garden", "acknowledged", List.of(key)));
        assertThat(made.status()).as(made.text()).isEqualTo(202);
        assertThat(made.json().path("undoSeconds").asInt()).isBetween(1, 20);
        String id = made.json().path("id").asText();
        assertThat(ADMIN.send("DELETE", "/shares/" + id, Map.of())
                        .json()
                        .at("/variants/0/state")
                        .asText())
                .isEqualTo("WITHDRAWN");
        Web.Reply late = ADMIN.send("DELETE", "/shares/" + sent, Map.of());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asText()).isEqualTo("undoOver");
        assertThat(timeline()).doesNotContain("In the garden " + WORD);
    }

    @Test
    void byTheKeyboardAlone() {
        String article = site.page("keys");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn(person, Cms.password(person), "en-US");
            open(page, article);
            assertThat(page.locator(".herald-variant__head input:checked")).hasCount(0);
            assertThat(page.locator(".herald-share__send")).isDisabled();
            Locator column = page.locator(".herald-variant[data-profile='" + rehearsal + "']");
            assertThat(column.locator(".herald-speaker .herald-netsign path")).hasCount(1);
            column.locator("[id$=-chosen]").focus();
            page.keyboard().press("Space");
            column.locator(".herald-editor__area").focus();
            page.keyboard().press("Control+a");
            page.keyboard().type("By keys " + WORD);
            assertThat(page.locator(".herald-share__send")).hasText("Share now as " + title(column));
            assertThat(page.locator(".herald-share__send"))
                    .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(10_000));
            Browser.pictures(page, "brake-composer");
            Browser.accessible(page, ".herald");
            share(page);
            undoByKeys(page, article);
            undo(site.path, 8);
            page.keyboard().press("Enter"); // back to what was written
            assertThat(page.locator("#herald-tab-share")).hasAttribute("aria-selected", "true");
            assertThat(column.locator(".herald-editor__area").first()).hasValue("By keys " + WORD);
            share(page);
            assertThat(page.locator(".herald-undo__left")).containsText(" s");
            page.locator(".herald-delivery[data-state=SENT]").waitFor(new Locator.WaitForOptions().setTimeout(30_000));
            assertThat(timeline()).contains("By keys " + WORD);

            open(page, site.page("next"));
            assertThat(column.locator("[id$=-chosen]")).isChecked();
            assertThat(page.locator(".herald-variant__head input:checked")).hasCount(1);
            open(page, shop.page("elsewhere"));
            assertThat(page.locator(".herald-variant__head input:checked")).hasCount(0);
            page.context().close();
        }
    }

    /** Enter on the button, and then not on the answer that has the focus. */
    private static void share(Page page) {
        page.locator(".herald-share__send").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".herald-look__back"))
                .isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(30_000));
        Browser.picture(page, "look");
        Browser.accessible(page, ".herald-look");
        page.keyboard().press("Tab");
        assertThat(page.locator(".herald-look__go")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".herald-undo__button")).isVisible(visible());
    }

    private static void undoByKeys(Page page, String article) {
        assertThat(page.locator(".herald-undo__line")).isFocused();
        page.keyboard().press("Tab");
        assertThat(page.locator(".herald-undo__button")).isFocused();
        page.waitForTimeout(1_500); // the list below is read anew meanwhile
        assertThat(page.locator(".herald-undo__button")).isFocused();
        Browser.picture(page, "undo");
        assertThat(page.locator(".herald-undo__button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".herald-undo__done")).containsText("nothing was sent");
        assertThat(page.locator(".herald-delivery")).hasAttribute("data-state", "WITHDRAWN");
        assertThat(shares(article)).isEqualTo(1);
        assertThat(timeline()).doesNotContain("By keys " + WORD);
        Browser.accessible(page, ".herald");
        page.keyboard().press("Tab");
        assertThat(page.locator(".herald-undo__resume")).isFocused();
    }

    private static String title(Locator column) {
        return column.locator(".herald-speaker__name").first().textContent();
    }

    private static LocatorAssertions.IsVisibleOptions visible() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    }

    private static void open(Page page, String article) {
        page.navigate(Environment.CMS + "/cms/herald/share.html" + article);
        assertThat(page.locator(".herald-variant").first()).isVisible(visible());
    }
}
