package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The composer and what stands behind its proposals, as an editor and an admin meet them. */
class ComposerIT {
    private static final String SITE = "/content/herald-demo/en";
    private static final String ARTICLE = SITE + "/compost";
    private static final Cms ADMIN = Cms.admin();
    private static String mastodon;
    private static String bluesky;

    @BeforeAll
    static void start() {
        Environment.start();
        mastodon = ADMIN.profile(
                "Composer on Mastodon",
                "mastodon",
                Environment.SNAC,
                "bob",
                Snac.person("bob").token());
        Bluesky.person("composer");
        bluesky = ADMIN.profile(
                "Composer on Bluesky", "bluesky", Environment.PDS, "composer.test", Bluesky.password("composer"));
        Cms.user("carla", "authors", "herald-editors");
        forget();
    }

    @AfterAll
    static void forget() {
        settings(Map.of(), Map.of(), Map.of());
    }

    private static void settings(Map<String, String> templates, Map<String, String> gate, Map<String, String> links) {
        Web.Reply saved = ADMIN.send(
                "PUT", "/settings", Map.of("site", SITE, "templates", templates, "gate", gate, "parameters", links));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static JsonNode draft(String profile) {
        return Cms.stream(ADMIN.get("/variants?path=" + ARTICLE).json().path("drafts"))
                .filter(d -> d.path("profileId").asText().equals(profile))
                .findFirst()
                .orElseThrow();
    }

    private static Locator column(Page page, String title) {
        return page.locator(".herald-variant").filter(new Locator.FilterOptions().setHasText(title));
    }

    private static Page composer(Browser browser, String language) {
        Page page = browser.signedIn("carla", Cms.password("carla"), language);
        page.navigate(Environment.CMS + "/cms/herald/share.html" + ARTICLE);
        assertThat(page.locator(".herald-variant").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        page.locator("[id$=-chosen]").all().forEach(box -> box.check());
        return page;
    }

    @Test
    void oneTextForAllAndOneThatWentItsOwnWay() {
        forget();
        try (Browser browser = new Browser()) {
            Page page = composer(browser, "en-US");
            Locator first = column(page, "Composer on Mastodon");
            Locator second = column(page, "Composer on Bluesky");
            String proposed = first.locator("textarea").inputValue();
            page.fill("#herald-common", "Rain is welcome. " + "It fills the barrels, and the frogs sing. ".repeat(12));
            assertThat(first.locator("textarea"))
                    .hasValue(Pattern.compile("Rain is welcome\\.[\\s\\S]*compost\\.html"));
            assertThat(second.locator("textarea")).hasValue(Pattern.compile("Rain is welcome\\.[\\s\\S]*"));
            assertThat(second.locator("textarea").inputValue().length()).isLessThanOrEqualTo(300);
            assertThat(second.locator(".herald-counter--over")).hasCount(0);

            second.locator("textarea")
                    .fill("The frogs are back! CLICK HERE NOW EVERYBODY 🎉🎉🎉🎉🎉 #communitygardening");
            assertThat(second.locator("[data-rule=shouting]")).isVisible();
            assertThat(second.locator("[data-rule=emojiRun]")).isVisible();
            assertThat(second.locator("[data-rule=hashtagCase]")).isVisible();
            assertThat(second.locator(".herald-mark")).hasCount(3); // “click here” lies within what shouts
            assertThat(second.locator(".herald-preview__link")).hasText("#communitygardening");
            second.locator("[data-rule=hashtagCase] button").press("Enter");
            assertThat(second.locator("textarea").evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)"))
                    .isEqualTo("#communitygardening");
            Browser.pictures(page, "composer");
            Browser.accessible(page, ".herald");

            page.fill("#herald-common", "Short and good.");
            assertThat(first.locator("textarea")).hasValue(Pattern.compile("Short and good\\.[\\s\\S]*"));
            assertThat(second.locator("textarea")).hasValue(Pattern.compile("The frogs are back.*"));
            first.locator(".herald-variant__undo").click();
            assertThat(first.locator("textarea")).hasValue(Pattern.compile("Rain is welcome[\\s\\S]*"));
            second.locator(".herald-variant__follow").click();
            assertThat(second.locator("textarea")).hasValue(Pattern.compile("Short and good\\.[\\s\\S]*"));
            page.fill("#herald-common", "");
            assertThat(first.locator("textarea")).hasValue(proposed);
            second.locator("input[id$=-dark]").check();
            assertThat(second.locator(".herald-preview--dark")).isVisible();
            Browser.pictures(page, "composer-dark");
            Browser.accessible(page, ".herald");
            page.context().close();
        }
    }

    @Test
    void onAPhoneTheProfilesAreTabsAndEverythingGoesByKeyboard() {
        forget();
        try (Browser browser = new Browser()) {
            Page page = composer(browser, "fr-FR");
            page.setViewportSize(400, 900);
            assertThat(page.locator(".herald-variant:visible")).hasCount(1);
            Locator tab = page.locator(".herald-composer__tab")
                    .filter(new Locator.FilterOptions().setHasText("Composer on Bluesky"));
            tab.focus();
            page.keyboard().press("Enter");
            assertThat(column(page, "Composer on Bluesky")).isVisible();
            assertThat(column(page, "Composer on Mastodon")).isHidden();
            Browser.pictures(page, "composer-fr");
            Browser.accessible(page, ".herald");
            page.setViewportSize(1400, 900);
            column(page, "Composer on Mastodon").locator("textarea").focus();
            page.keyboard().press("Control+a");
            page.keyboard().type("Par le clavier, " + "🎉".repeat(5));
            assertThat(column(page, "Composer on Mastodon").locator("[data-rule=emojiRun]"))
                    .containsText("émojis de suite");
            for (int i = 0;
                    i < 60
                            && !page.locator(".herald-share__send")
                                    .evaluate("e => e === document.activeElement")
                                    .equals(true);
                    i++) {
                page.keyboard().press("Tab");
            }
            assertThat(page.locator(".herald-share__send")).isFocused();
            page.context().close();
        }
    }

    @Test
    void anAdminSaysHowASiteSpeaks() {
        forget();
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/herald/settings.html?site=" + SITE);
            choosePage(page, "#herald-trial-path", "BELONGS comp", ARTICLE);
            page.selectOption("#herald-trial-profile", mastodon);
            page.fill("#herald-template-mastodon", "${title|quote} by ${author}\n\n${tags|hashtags:2}\n\n${url}");
            assertThat(page.locator(".herald-trial__result")).containsText("“");
            assertThat(page.locator(".herald-trial__result")).containsText("The article has nothing for: author");
            page.fill("#herald-template-mastodon", "${titel}");
            assertThat(page.locator(".herald-trial__result")).containsText("there is no “titel”");
            enterInWhatIsNotSavedSavesNothing(page);
            page.fill("#herald-template-mastodon", "${title|quote}\n\n${tags|hashtags:2}\n\n${url}");
            page.selectOption("#herald-gate-emojiRun", "BLOCK");
            page.fill("#herald-utm_source", "${network}");
            page.fill("#herald-utm_medium", "social");
            page.locator("#herald-template-mastodon").focus();
            assertThat(page.locator(".herald-trial__result")).containsText("“What belongs");
            Browser.pictures(page, "settings");
            Browser.accessible(page, ".herald");
            page.locator(".herald-settings__save").click();
            assertThat(page.locator(".herald-message")).containsText("Saved.");
            page.context().close();
            Page french = browser.signedIn("admin", "admin", "fr-FR");
            french.navigate(Environment.CMS + "/cms/herald/settings.html?site=" + SITE);
            assertThat(french.locator("h1")).hasText("La voix des sites");
            assertThat(french.locator("#herald-template-mastodon"))
                    .hasValue(Pattern.compile(".*title.*", Pattern.DOTALL));
            Browser.pictures(french, "settings-fr");
            Browser.accessible(french, ".herald");
            french.context().close();
        }
        JsonNode draft = draft(mastodon);
        assertThat(draft.path("text").asText()).startsWith("“").contains("?utm_medium=social&utm_source=mastodon");
        assertThat(draft.path("link").asText()).endsWith("utm_source=mastodon");
        assertThat(draft(bluesky).path("link").asText()).endsWith("utm_source=bluesky");
        Web.Reply refused = ADMIN.post(
                "/shares",
                Map.of(
                        "path",
                        ARTICLE,
                        "variants",
                        List.of(Map.of("profile", mastodon, "text", "🎉🎉🎉🎉🎉", "attachment", "NONE"))));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asText()).isEqualTo("emojiRun");
    }

    /** Enter in the fields to try a template and to find a post saved all settings of the site. */
    private static void enterInWhatIsNotSavedSavesNothing(Page page) {
        List<String> saved = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("PUT")) {
                saved.add(request.url());
            }
        });
        page.locator("#herald-trial-path").press("Enter");
        page.fill("#herald-word", "0000000000");
        page.locator("#herald-word").press("Enter");
        assertThat(page.locator(".herald-finder [aria-live] > *")).hasCount(1);
        assertThat(saved).isEmpty();
    }

    /** By the keyboard alone: some words of the title, an arrow, Enter. */
    private static void choosePage(Page page, String field, String words, String path) {
        Locator input = page.locator(field);
        input.focus();
        page.keyboard().type(words);
        assertThat(page.locator(field + "-options [data-value='" + path + "']")).isVisible();
        assertThat(input).hasAttribute("aria-expanded", "true");
        Browser.accessible(page, ".herald");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(input).hasValue(path);
        assertThat(input).isFocused();
        assertThat(page.locator(field + "-options")).isHidden();
    }

    private static List<String> pages(String query) {
        return Cms.stream(ADMIN.get("/pages?" + query).json().path("pages"))
                .map(page -> page.path("path").asText())
                .toList();
    }

    /** By the index, which minds no capitals. */
    @Test
    void aPageIsFoundByTheBeginningsOfWordsOfItsTitle() {
        assertThat(pages("q=COMP+belongs+wh&site=" + SITE)).containsExactly(ARTICLE);
        assertThat(pages("q=comp+belongs+wrong")).isEmpty();
        assertThat(pages("q=biblioth%C3%A8que")).contains("/content/herald-demo/fr/seeds");
        assertThat(pages("q=omatoes")).as("the middle of a word").isEmpty();
        assertThat(pages("q=" + SITE + "/com")).containsExactly(ARTICLE);
        assertThat(pages("q=%27+%22+*+-x")).isEmpty();
        assertThat(pages("")).isNotEmpty();
    }

    @Test
    void theInboxIsNarrowedToAPageThatIsFoundOrTyped() {
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/herald/inbox.html");
            choosePage(page, "#herald-article", "BELONGS comp", ARTICLE);
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains("article=" + ARTICLE.replace("/", "%2F")));
            assertThat(page.locator("#herald-article")).hasValue(ARTICLE);
            page.locator("#herald-article").fill("/content/herald-demo/en/no-such-page");
            page.keyboard().press("Enter");
            page.waitForURL(url -> url.contains("no-such-page"));
            assertThat(page.locator(".herald-inbox__more")).containsText("Nothing found");
            page.locator("#herald-article").fill("no path");
            page.keyboard().press("Enter");
            assertThat(page.locator("#herald-article:invalid")).hasCount(1);
            page.context().close();
        }
    }

    @Test
    void onlyAnAdminSaysHowASiteSpeaks() {
        Cms editor = Cms.user("carla", "authors", "herald-editors");
        Map<String, Object> wanted =
                Map.of("site", SITE, "templates", Map.of("", "x"), "gate", Map.of(), "parameters", Map.of());
        assertThat(editor.send("PUT", "/settings", wanted).status()).isEqualTo(403);
        Map<String, Object> elsewhere =
                Map.of("site", "/var/herald", "templates", Map.of(), "gate", Map.of(), "parameters", Map.of());
        assertThat(ADMIN.send("PUT", "/settings", elsewhere).status()).isEqualTo(404);
        Map<String, Object> wrong =
                Map.of("site", SITE, "templates", Map.of("", "${oops"), "gate", Map.of(), "parameters", Map.of());
        assertThat(ADMIN.send("PUT", "/settings", wrong).status()).isEqualTo(400);
        assertThat(Web.get(Environment.CMS + "/bin/herald/settings?site=" + SITE)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void thePageTellsTheNetworksWhatItIs() {
        var head = org.jsoup.Jsoup.parse(Web.get(Environment.CMS + "/content/herald-demo/fr/harvest.html")
                        .text())
                .head();
        assertThat(head.select("meta[property=og:title]").attr("content")).isNotBlank();
        assertThat(head.select("meta[property=og:url]").attr("content")).endsWith("/harvest.html");
        assertThat(head.select("meta[property=og:image]").attr("content"))
                .startsWith("http")
                .contains("/herald/pictures/")
                .endsWith("harvest.jpg");
        assertThat(head.select("meta[property=og:image:alt]").attr("content"))
                .isEqualTo("Des fruits ronds orange sur fond rose");
        assertThat(head.select("meta[property=og:locale]").attr("content")).isEqualTo("fr");
        assertThat(head.select("meta[name=twitter:card]").attr("content")).isEqualTo("summary_large_image");
    }

    @Test
    void theCmsTellsHowReadyAPageIs() {
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/shared/insights.html/content/herald-demo/en/harvest");
            Locator insight =
                    page.locator(".message").filter(new Locator.FilterOptions().setHasText("Social readiness"));
            assertThat(insight).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
            assertThat(insight).containsText("Ready to be shared.");
            assertThat(insight).containsText("100%");
            page.navigate(Environment.CMS + "/cms/shared/insights.html" + ADMIN.article("bare", "Bare"));
            assertThat(page.locator(".message").filter(new Locator.FilterOptions().setHasText("Social readiness")))
                    .containsText("Choose a picture");
            page.context().close();
        }
    }

    @Test
    void whatWasSaidBeforeIsPointedOut() {
        forget();
        String words = "Fourteen barrels stand below the roofs of the garden, and each of them holds a week of water.";
        String other = ADMIN.article("barrels", "Fourteen barrels");
        Map<String, String> variant = Map.of("profile", mastodon, "text", words, "attachment", "NONE");
        String share = ADMIN.ok(202, "/shares", Map.of("path", other, "variants", List.of(variant), "again", true))
                .path("id")
                .asText();
        ADMIN.settled(share);
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60)) // what was said is read again every half minute
                .pollInterval(java.time.Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(rules(words)).contains("duplicate"));
        assertThat(rules(words.replace("Fourteen", "Fifteen"))).contains("nearDuplicate");
        assertThat(rules("Nothing like it at all was ever said by anybody here."))
                .doesNotContain("nearDuplicate");
    }

    private static List<String> rules(String text) {
        return Cms.stream(ADMIN.ok(
                                200,
                                "/variants/check",
                                Map.of("path", ARTICLE, "profile", mastodon, "text", text, "attachment", "NONE"))
                        .path("findings"))
                .map(f -> f.path("rule").asText())
                .toList();
    }
}
