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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job, as people play it: share, get the conversation back, approve, answer. */
class StoryIT {
    private static final String ARTICLE = "/content/herald-demo/en/bees";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    @BeforeAll
    static void start() {
        Environment.start();
        Cms.admin().forgetProfiles();
        Cms.user("adam", "authors", "herald-admins");
        Cms.user("edith", "authors", "herald-editors");
        Cms.user("mona", "authors", "herald-moderators");
    }

    @Test
    void anArticleIsSharedAndItsConversationComesBack() {
        try (Browser browser = new Browser()) {
            connectProfiles(browser);
            shareInTheDialog(browser);
            JsonNode status = Snac.person("alice").latest("The bees came back");
            JsonNode record = Bluesky.latest(Bluesky.person("lindenhof").did, "fourteen kinds");
            assertThat(status.at("/media_attachments/0/description").asText())
                    .isEqualTo("Honeycomb cells in yellow and brown");
            assertThat(record.at("/value/embed/external/title").asText()).isEqualTo("The bees came back");
            assertThat(record.at("/value/embed/external/thumb/mimeType").asText())
                    .isEqualTo("image/jpeg");
            assertThat(record.at("/value/text").asText())
                    .isNotEqualTo(status.path("content").asText());

            JsonNode first = Snac.person("bob")
                    .reply(status.path("id").asText(), "@alice Lovely! Are dogs welcome on Sundays?", "public");
            Snac.person("bob").reply(first.path("id").asText(), "@alice And on Mondays?", "unlisted");
            JsonNode question = Bluesky.person("clara").reply(record, record, "How many hives are there? 🐝");

            reviewAndAnswer(browser);
            readersSeeIt(browser);
            await().atMost(SOON).untilAsserted(() -> assertThat(Bluesky.person("clara")
                            .thread(record.path("uri").asText())
                            .toString())
                    .contains("Four hives, and fourteen kinds of wild bees."));
            JsonNode answer = Bluesky.latest(Bluesky.person("lindenhof").did, "Four hives");
            assertThat(answer.at("/value/reply/parent/uri").asText())
                    .isEqualTo(question.path("uri").asText());
            assertThat(answer.at("/value/reply/root/uri").asText())
                    .isEqualTo(record.path("uri").asText());
            inFrench(browser);
        }
    }

    private void connectProfiles(Browser browser) {
        Page page = browser.signedIn("adam", Cms.password("adam"), "en-US");
        page.locator(".toggle-Manage").click();
        page.click(".nav-link-Social-profiles");
        Walk walk = Walk.begin(page, "bluesky");
        walk.dialog.getByText("Another server").click();
        walk.byToken()
                .fill("server", Environment.PDS)
                .fill("handle", Bluesky.person("lindenhof").handle)
                .fill("secret", "wrong")
                .next();
        assertThat(walk.message()).containsText("Check account and password");
        Browser.picture(page, "walk-connect");
        Browser.accessible(page, "dialog");
        walk.fill("secret", Bluesky.password("lindenhof")).next();
        walk.is(3);
        walk.fill("title", "Lindenhof on Bluesky");
        Browser.picture(page, "walk-account");
        Browser.accessible(page, "dialog");
        walk.finish();
        assertThat(Walk.row(page, "Lindenhof on Bluesky")).containsText("works");
        connectByCode(page);
        Browser.picture(page, "profiles");
        Browser.accessible(page, ".herald");
        page.context().close();
    }

    /** OAuth: to the server's own page and back. */
    private void connectByCode(Page page) {
        Walk walk = Walk.begin(page, "mastodon");
        assertThat(page.locator("[name=server]")).hasValue(""); // not the one that another network offered
        walk.fill("server", Environment.SNAC).next();
        page.waitForURL("**/oauth/authorize**");
        page.fill("[name=login]", "alice");
        page.fill("[name=passwd]", Snac.password("alice"));
        page.click("input[type=submit]");
        page.waitForURL("**/cms/herald/profiles.html**");
        walk.is(3);
        walk.fill("title", "Lindenhof on Mastodon").finish();
        assertThat(Walk.row(page, "Lindenhof on Mastodon").locator(".herald-sign[data-state=OK]"))
                .isVisible(PATIENTLY);
    }

    private void shareInTheDialog(Browser browser) {
        Page page = browser.signedIn("edith", Cms.password("edith"), "en-US");
        page.navigate(Environment.CMS + "/cms/site/content.html/content/herald-demo/en");
        page.locator(".card-footer [data-herald-share='" + ARTICLE + "']").click(); // the CMS's default view
        Locator dialog = page.locator("dialog.herald-dialog");
        assertThat(dialog.locator(".herald-variant"))
                .hasCount(3, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        Locator mastodon = variant(dialog, "Lindenhof on Mastodon");
        assertThat(mastodon).containsText("alice@localhost:8001");
        assertThat(dialog.locator(".herald-variant__head input:checked")).hasCount(0); // she never shared here
        mastodon.locator(".herald-variant__head input").check();
        variant(dialog, "Lindenhof on Bluesky")
                .locator(".herald-variant__head input")
                .check();
        Locator text = mastodon.locator("textarea");
        String proposed = text.inputValue();
        text.fill("x".repeat(120_000));
        assertThat(mastodon.locator(".herald-counter--over")).isVisible(PATIENTLY);
        assertThat(dialog.locator(".herald-share__send")).isDisabled();
        text.fill(proposed + " 🐝");
        assertThat(dialog.locator(".herald-share__send")).isEnabled();
        assertThat(dialog.locator(".herald-share__send")).hasText("Share now as 2 profiles");
        assertThat(dialog.locator(".herald-share__accounts")).containsText("alice@localhost:8001");
        Browser.picture(page, "share");
        Browser.accessible(page, ".herald-dialog");
        Browser.share(page);
        // the newest: the first steps of somebody else were played with this article, too
        assertThat(dialog.locator(".herald-social__share").first().locator(".herald-delivery[data-state=SENT]"))
                .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
        assertThat(dialog.locator(".herald-delivery a").first())
                .hasAttribute("href", java.util.regex.Pattern.compile("https?://.*"));
        Browser.picture(page, "social");
        Browser.accessible(page, ".herald-dialog");
        page.navigate(Environment.CMS + "/cms/page/edit.html" + ARTICLE);
        page.locator(".herald-share-action").click();
        assertThat(page.locator("dialog.herald-dialog .herald-variant"))
                .hasCount(3, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        assertThat(page.locator("dialog.herald-dialog")).containsText("shared 1× already");
        page.context().close();
    }

    private static Locator variant(Locator dialog, String title) {
        return dialog.locator(".herald-variant").filter(new Locator.FilterOptions().setHasText(title));
    }

    private void reviewAndAnswer(Browser browser) {
        Page page = browser.signedIn("mona", Cms.password("mona"), "en-US");
        page.navigate(Environment.CMS + "/cms/herald/inbox.html?article=" + ARTICLE);
        await().atMost(SOON).until(() -> {
            page.locator(".herald-inbox__collect-now").click();
            assertThat(page.locator(".herald-inbox__collect-now"))
                    .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(60_000));
            return Stream.of("dogs welcome on Sundays", "And on Mondays", "How many hives")
                    .allMatch(text -> item(page, text).count() > 0);
        });
        Locator sundays = item(page, "dogs welcome on Sundays");
        sundays.locator("[data-review=APPROVED]").click();
        assertThat(item(page, "dogs welcome on Sundays")).hasAttribute("data-state", "APPROVED");
        Locator hives = item(page, "How many hives");
        hives.locator("[data-review=APPROVED]").click();
        assertThat(item(page, "How many hives")).hasAttribute("data-state", "APPROVED");
        item(page, "How many hives").locator(".herald-item__open").click();
        item(page, "How many hives").locator("textarea").fill("Four hives, and fourteen kinds of wild bees.");
        Browser.picture(page, "inbox");
        Browser.accessible(page, ".herald");
        item(page, "How many hives").locator(".herald-item__send").click();
        assertThat(page.locator(".herald-item__answered[data-state=SENT]")).isVisible(PATIENTLY);
        Browser.picture(page, "inbox-answered");
        page.context().close();
    }

    private static Locator item(Page page, String text) {
        return page.locator(".herald-item")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(".herald-item__text").getByText(text)));
    }

    private void readersSeeIt(Browser browser) {
        Page page = browser.reader();
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            page.navigate(Environment.CMS + ARTICLE + ".html");
            String said = page.locator(".herald-conversation").textContent();
            return Stream.of(
                            "Are dogs welcome on Sundays?",
                            "How many hives are there? 🐝",
                            "Four hives, and fourteen kinds")
                    .allMatch(said::contains);
        });
        Locator conversation = page.locator(".herald-conversation");
        assertThat(conversation).containsText("Are dogs welcome on Sundays?");
        assertThat(conversation).containsText("How many hives are there? 🐝");
        assertThat(conversation).containsText("Our answer");
        assertThat(conversation).not().containsText("And on Mondays");
        assertThat(page.content()).contains("https://schema.org/Comment").contains("ugc nofollow");
        Browser.picture(page, "page");
        Browser.accessible(page, ".herald-conversation");
        page.context().close();
    }

    private void inFrench(Browser browser) {
        Page page = browser.signedIn("admin", "admin", "fr-FR");
        for (String screen : List.of("inbox", "profiles", "share")) {
            page.navigate(
                    Environment.CMS + "/cms/herald/" + screen + ".html" + ("share".equals(screen) ? ARTICLE : ""));
            assertThat(page.locator(".herald-busy"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
            Browser.picture(page, screen + "-fr");
            Browser.accessible(page, ".herald");
        }
        assertThat(page.locator(".herald-share__send"))
                .containsText("Partager"); // as whom, if admin shared here before
        page.locator("#herald-tab-social").click();
        assertThat(page.locator(".herald-delivery").first()).containsText("envoyé");
        Browser.picture(page, "social-fr");
        page.navigate(Environment.CMS + "/cms/herald/profiles.html");
        page.locator(".herald-profiles__add").click();
        Browser.picture(page, "walk-network-fr");
        Browser.accessible(page, "dialog");
        page.context().close();
    }
}
