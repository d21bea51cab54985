package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An article from its author to its readers, on screen and on real servers. */
class EditorialIT {
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final String WORD = UUID.randomUUID().toString().substring(0, 8);
    private static ApprovalSite site;
    private static String article;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new ApprovalSite("editorial");
        Cms admin = Cms.admin();
        admin.forgetProfiles();
        admin.profile(
                "Lindenhof on Mastodon",
                "mastodon",
                Environment.SNAC,
                "alice",
                Snac.person("alice").token());
        admin.profile(
                "Lindenhof on Bluesky",
                "bluesky",
                Environment.PDS,
                Bluesky.person("lindenhof").handle,
                Bluesky.password("lindenhof"));
        article = site.article("orchard");
    }

    private static Locator column(Page page, String title) {
        return page.locator(".herald-variant").filter(new Locator.FilterOptions().setHasText(title));
    }

    private static Page open(Browser browser, String who, String language, String tab) {
        Page page = browser.signedIn(who, Cms.password(who), language);
        page.navigate(Environment.CMS + "/cms/herald/share.html" + article + "#" + tab);
        assertThat(page.locator("#herald-tab-" + tab)).isVisible(PATIENTLY);
        return page;
    }

    @Test
    void anArticleGoesFromItsAuthorToItsReaders() {
        try (Browser browser = new Browser()) {
            theAuthorSubmits(browser);
            theEditorRequestsChanges(browser);
            theAuthorCorrects(browser);
            theEditorComparesAndApprovesWithASchedule(browser);
            theClockReachesIt(browser);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(Snac.person("alice").statuses().stream()
                        .map(s -> s.path("content").asText())
                        .filter(text -> text.contains(WORD)))
                .as("on Mastodon: what was approved, once; not the reminder of next week")
                .singleElement()
                .asString()
                .contains("apples"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Bluesky.posts(Bluesky.person("lindenhof").did).stream()
                                .map(r -> r.at("/value/text").asText())
                                .filter(text -> text.contains(WORD)))
                        .as("on Bluesky")
                        .singleElement()
                        .asString()
                        .contains("apples"));
        assertThat(site.posts(article).stream().map(v -> v.path("state").asText()))
                .containsExactlyInAnyOrder("SENT", "SENT", "PLANNED");
    }

    private void theAuthorSubmits(Browser browser) {
        Page page = open(browser, "anna", "en-US", "share");
        assertThat(column(page, "Lindenhof on Mastodon")).isVisible(PATIENTLY);
        column(page, "Lindenhof on Mastodon")
                .locator(".herald-variant__head input")
                .check();
        column(page, "Lindenhof on Bluesky")
                .locator(".herald-variant__head input")
                .check();
        column(page, "Lindenhof on Mastodon")
                .locator(".herald-editor__area")
                .first()
                .fill("The pears are ripe " + WORD);
        column(page, "Lindenhof on Bluesky")
                .locator(".herald-editor__area")
                .first()
                .fill("Pears, ripe " + WORD);
        column(page, "Lindenhof on Mastodon").locator(".herald-variant__remind").click();
        assertThat(page.locator(".herald-share__send")).isDisabled();
        column(page, "Lindenhof on Mastodon")
                .locator(".herald-reminder .herald-editor__area")
                .fill("Did you taste them? " + WORD);
        assertThat(page.locator(".herald-share__send"))
                .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(10_000));
        Browser.pictures(page, "composer-times");
        Browser.accessible(page, ".herald");
        page.locator(".herald-share__send").click();
        assertThat(page.locator(".herald-review__stage")).containsText("in review");
        assertThat(page.locator(".herald-review")).containsText("7 days after the publication");
        page.context().close();
    }

    private void theEditorRequestsChanges(Browser browser) {
        Page page = browser.signedIn("rita", Cms.password("rita"), "fr-FR");
        assertThat(page.locator(".herald-tile [data-kind=REVIEW]")).isVisible(PATIENTLY);
        page.navigate(Environment.CMS + "/cms/herald/share.html" + article + "#review");
        assertThat(page.locator("[data-step=REQUEST_CHANGES]")).isVisible(PATIENTLY);
        page.fill("#herald-comment", "Ce sont des pommes.");
        page.locator("[data-step=REQUEST_CHANGES]").click();
        assertThat(page.locator(".herald-review__stage")).containsText("modifications demandées");
        page.context().close();
    }

    private void theAuthorCorrects(Browser browser) {
        Page work = browser.signedIn("anna", Cms.password("anna"), "en-US");
        work.locator(".herald-bell").click();
        assertThat(work.locator(".herald-work[data-kind=CORRECT]")
                        .filter(new Locator.FilterOptions().setHasText("Ce sont des pommes."))
                        .first())
                .isVisible(PATIENTLY);
        work.context().close();
        assertThat(ApprovalSite.form(site.anna, article + "/jcr:content", Map.of("jcr:title", "The apples are ripe"))
                        .status())
                .isEqualTo(200);
        Page page = open(browser, "anna", "en-US", "share");
        Locator mastodon = column(page, "Lindenhof on Mastodon");
        assertThat(mastodon.locator(".herald-editor__area").first())
                .hasValue("The pears are ripe " + WORD, new LocatorAssertions.HasValueOptions().setTimeout(30_000));
        assertThat(mastodon.locator(".herald-reminder .herald-editor__area")).hasValue("Did you taste them? " + WORD);
        mastodon.locator(".herald-editor__area").first().fill("The apples are ripe " + WORD);
        column(page, "Lindenhof on Bluesky")
                .locator(".herald-editor__area")
                .first()
                .fill("Ripe apples " + WORD);
        assertThat(page.locator(".herald-share__send"))
                .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(10_000));
        page.waitForTimeout(600); // the debounce of the check
        page.locator(".herald-share__send").click();
        assertThat(page.locator(".herald-review__stage")).containsText("in review");
        page.context().close();
    }

    private void theEditorComparesAndApprovesWithASchedule(Browser browser) {
        Page page = open(browser, "rita", "fr-FR", "review");
        Locator title = page.locator(".herald-change[data-where='jcr:title']");
        assertThat(title.locator("del")).hasText("orchard", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(title.locator("ins")).hasText("The apples are ripe");
        Locator posts = page.locator(".herald-change[data-where^='post:']");
        assertThat(posts).hasCount(2);
        assertThat(posts.first().locator("del")).containsText(WORD);
        Browser.pictures(page, "review-compare-fr");
        Browser.accessible(page, ".herald");
        page.locator("[data-step=APPROVE]").click();
        assertThat(page.locator(".herald-review__stage")).containsText("approuvé");
        page.locator(".herald-retime summary").click();
        String at = LocalDateTime.now(ZoneOffset.UTC)
                .plusSeconds(75)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        page.fill("#herald-retime-at", at);
        page.locator(".herald-retime__save").click();
        assertThat(page.locator(".herald-review__stage")).containsText("planifié");
        assertThat(page.locator(".herald-review__at")).isVisible();
        Browser.pictures(page, "review-scheduled-fr");
        page.context().close();
    }

    private void theClockReachesIt(Browser browser) {
        Page calendar = browser.signedIn("anna", Cms.password("anna"), "en-US");
        calendar.navigate(Environment.CMS + "/cms/herald/calendar.html");
        assertThat(calendar.locator("#herald-filter-site option[value='" + site.path + "']"))
                .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        calendar.selectOption("#herald-filter-site", site.path);
        assertThat(calendar.locator(".herald-event--publication")).hasCount(1);
        assertThat(calendar.locator(".herald-event--post").first()).isVisible();
        calendar.context().close();
        Page reader = browser.reader();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> site.isPublic(article));
        reader.navigate(Environment.CMS + article + ".html");
        assertThat(reader.locator("body")).containsText("The apples are ripe");
        reader.context().close();
        assertThat(site.workflow(article).path("stage").asText()).isEqualTo("PUBLISHED");
        assertThat(Cms.stream(site.workflow(article).path("history"))
                        .map(e -> e.path("what").asText()))
                .isEqualTo(List.of("PUBLISH", "RETIME", "APPROVE", "SUBMIT", "REQUEST_CHANGES", "SUBMIT").stream()
                        .toList());
    }
}
