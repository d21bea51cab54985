package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every screen: what somebody uses stays, languages are files, and scripts are light. */
class FrontEndIT {
    private static final String WORDS = Environment.CMS + "/static/clientlibs/herald/i18n";
    private static final int HEAVIEST = 120_000;
    private static final Cms ADMIN = Cms.admin();
    private static final LocatorAssertions.HasCountOptions SOON =
            new LocatorAssertions.HasCountOptions().setTimeout(30_000);
    private static final LocatorAssertions.HasValueOptions LATE =
            new LocatorAssertions.HasValueOptions().setTimeout(30_000);
    private static StorySite site;
    private static String rehearsal;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new StorySite();
        rehearsal = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                                .map(view -> view.path("profile"))
                                .filter(p -> p.path("network").asText().equals("rehearsal"))
                                .map(p -> p.path("id").asText())
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static void plan(String article, String text, String at) {
        ADMIN.ok(
                202,
                "/shares",
                Map.of(
                        "path",
                        article,
                        "again",
                        true,
                        "variants",
                        List.of(Map.of(
                                "profile", rehearsal, "text", text, "attachment", "NONE", "at", at, "zone", "UTC"))));
    }

    /** The tab was written anew whenever anything on it changed: who was typing lost the words and the place. */
    @Test
    void theSocialTabLeavesAloneWhatIsBeingWritten() {
        String article = site.page("typing");
        plan(article, "First", "2031-05-01T10:00");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/herald/share.html" + article + "#social");
            Locator first = page.locator(".herald-delivery").filter(new Locator.FilterOptions().setHasText("First"));
            assertThat(first).hasCount(1, SOON);
            first.locator("summary").last().click();
            Locator moment = first.locator("input[type=datetime-local]");
            moment.fill("2031-06-07T08:30");
            moment.evaluate("input => { window.before = input; }");
            plan(article, "Second", "2031-05-02T10:00");
            assertThat(page.locator(".herald-social__share")).hasCount(2, SOON);
            assertThat(moment).isFocused();
            assertThat(moment).hasValue("2031-06-07T08:30");
            assertThat(moment.evaluate("input => input === window.before")).isEqualTo(true);
            first.locator(".herald-delivery__move button").click();
            assertThat(first.locator("time").first()).hasAttribute("datetime", Pattern.compile("2031-06-0.*"));
            assertThat(page.evaluate("() => document.activeElement !== document.body"))
                    .isEqualTo(true);
            Browser.pictures(page, "social-planned");
            Browser.faultless(page, ".herald-screen");
            page.context().close();
        }
    }

    /** What somebody else moved is not moved back unseen; and one answer that does not come ends nothing. */
    @Test
    void theSocialTabFollowsWhatOthersDo() {
        String article = site.page("followed");
        plan(article, "Followed", "2031-05-01T10:00");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/herald/share.html" + article + "#social");
            Locator post = page.locator(".herald-delivery");
            assertThat(post).hasCount(1, SOON);
            post.locator("summary").last().click();
            Locator moment = post.locator("input[type=datetime-local]");
            String before = moment.inputValue();
            move(article, "2031-05-03T10:00");
            assertThat(moment).hasValue(before.replace("05-01", "05-03"), LATE);

            moment.fill("2031-06-07T08:30");
            page.route("**/bin/herald/shares?path=*", Route::abort);
            Locator refusal = page.locator(".herald-social__trouble .herald-message");
            assertThat(refusal).hasCount(1, SOON);
            Browser.pictures(page, "social-offline");
            assertThat(moment).hasValue("2031-06-07T08:30");
            assertThat(moment).isFocused();
            page.unroute("**/bin/herald/shares?path=*");
            assertThat(refusal).hasCount(0, SOON);

            move(article, "2031-05-04T10:00");
            assertThat(post.locator("time").first())
                    .hasAttribute("datetime", Pattern.compile("2031-05-04.*"), patient());
            assertThat(moment).hasValue("2031-06-07T08:30");
            Locator save = post.locator(".herald-delivery__move button");
            save.click();
            assertThat(post.locator(".herald-retime .herald-message")).containsText("planned for");
            assertThat(post.locator("time").first()).hasAttribute("datetime", Pattern.compile("2031-05-04.*"));
            save.click();
            assertThat(post.locator("time").first()).hasAttribute("datetime", Pattern.compile("2031-06-0.*"));
            page.context().close();
        }
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(30_000);
    }

    private static void move(String article, String at) {
        JsonNode share =
                ADMIN.get("/shares?path=" + article).json().path("shares").get(0);
        String id = String.join(
                ":",
                "share",
                share.path("id").asText(),
                rehearsal,
                share.at("/variants/0/version").asText());
        Web.Reply moved = ADMIN.post("/calendar/move", Map.of("id", id, "at", at, "zone", "UTC"));
        assertThat(moved.status()).as(moved.text()).isEqualTo(204);
    }

    /** A second click opened a second dialog; and where the script did not come, nothing happened. */
    @Test
    void shareOpensOnceAndWithoutItsScriptAsAScreen() {
        String article = site.page("pressed");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/site/content.html" + site.path);
            Locator share = page.locator(".card-footer [data-herald-share='" + article + "']");
            assertThat(share).hasCount(1, SOON);
            share.evaluate("button => { button.click(); button.click(); }");
            assertThat(page.locator(".herald-dialog .herald-tabs")).hasCount(1, SOON);
            page.waitForTimeout(500);
            assertThat(page.locator("dialog[open]")).hasCount(1);
            page.context().route("**/js/share.js", Route::abort);
            page.reload();
            assertThat(share).hasCount(1, SOON);
            share.evaluate("button => button.click()");
            page.waitForURL("**/cms/herald/share.html" + article);
            page.context().close();
        }
    }

    @Test
    void aFurtherLanguageIsOneFile() throws Exception {
        ObjectNode words = (ObjectNode) Web.get(WORDS + "/en.json").json();
        words.put("screen.work", "Meine Aufgaben");
        words.put("problem.notApproved", "Das hat noch niemand genehmigt.");
        Web.upload(
                WORDS,
                "de.json",
                "application/json",
                words.toString().getBytes(StandardCharsets.UTF_8),
                ADMIN.headers());
        ApprovalSite asked = new ApprovalSite("language");
        String draft = asked.article("draft");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "de-CH");
            page.navigate(Environment.CMS + "/cms/herald/work.html");
            assertThat(page.locator("h1")).hasText("Meine Aufgaben");
            assertThat(page.locator("[data-herald-screen]")).hasAttribute("lang", "de");
            page.selectOption("#herald-mail", "DIGEST");
            page.locator(".herald-mail__save").click();
            assertThat(page.locator(".herald-news .notification")).containsText("Saved");
            assertThat(ADMIN.get("/notices").json().at("/settings/language").asText())
                    .isEqualTo("de");
            Web.Reply refused = Web.form(
                    Environment.CMS + draft,
                    Map.of(":operation", "publish"),
                    Stream.of(asked.anna.headers(), new String[] {"Accept-Language", "de-CH,en;q=0.5"})
                            .flatMap(Stream::of)
                            .toArray(String[]::new));
            assertThat(refused.text()).as("%s", refused.status()).contains("Das hat noch niemand genehmigt.");
            Web.form(WORDS + "/de.json", Map.of(":operation", "delete"), ADMIN.headers());
            page.reload();
            assertThat(page.locator("h1")).hasText("My work");
            assertThat(page.locator("[data-herald-screen]")).hasAttribute("lang", "en");
            page.context().close();
        } finally {
            Web.form(WORDS + "/de.json", Map.of(":operation", "delete"), ADMIN.headers());
            ADMIN.send("PUT", "/notices/settings", Map.of("mail", "EACH", "language", "en", "zone", "UTC"));
        }
    }

    /** The CMS tells a file by the time of the build, which two versions may share: a screen was made of both. */
    @Test
    void aScriptOfAnotherVersionIsNeverKept() {
        String place = Environment.CMS + "/static/clientlibs/herald/js";
        byte[] one = "export const one = 1;".getBytes(StandardCharsets.UTF_8);
        Web.upload(place, "probe.js", "text/javascript", one, ADMIN.headers());
        try {
            Web.Reply first = Web.get(place + "/probe.js");
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
            String tag = first.header("ETag");
            assertThat(Web.get(place + "/probe.js", "If-None-Match", tag).status())
                    .isEqualTo(304);
            String later = "Fri, 01 Jan 2100 00:00:00 GMT";
            byte[] two = "export const two = 2;".getBytes(StandardCharsets.UTF_8);
            Web.upload(place, "probe.js", "text/javascript", two, ADMIN.headers());
            Web.Reply second = Web.get(place + "/probe.js", "If-None-Match", tag, "If-Modified-Since", later);
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.text()).contains("two");
            assertThat(second.header("ETag")).isNotEqualTo(tag);
        } finally {
            Web.form(place + "/probe.js", Map.of(":operation", "delete"), ADMIN.headers());
        }
    }

    /** Uncompressed; the calendar's library stands beside its screen's own scripts. */
    @Test
    void theScriptsOfAScreenAreLight() {
        String article = site.page("light");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            for (String screen : List.of(
                    "start.html",
                    "herald/work.html",
                    "herald/inbox.html",
                    "herald/profiles.html",
                    "herald/settings.html",
                    "herald/calendar.html",
                    "herald/share.html" + article)) {
                page.navigate(Environment.CMS + "/cms/" + screen);
                page.locator(".herald-bell").waitFor();
                if (screen.equals("start.html")) {
                    page.locator(".herald-tile__box").waitFor();
                    page.waitForFunction("() => document.querySelector('.herald-first')"
                            + " || !document.querySelector('[data-herald-tile=first-steps]')");
                }
                page.waitForFunction("() => !document.querySelector('.herald-busy')");
                int weight = ((Number) page.evaluate("async () => (await Promise.all(performance"
                                + ".getEntriesByType('resource').map((one) => one.name)"
                                + ".filter((name) => new URL(name).pathname.startsWith('/static/clientlibs/herald/')"
                                + " && name.endsWith('.js') && !name.endsWith('index.global.min.js'))"
                                + ".map(async (name) => (await (await fetch(name)).blob()).size)))"
                                + ".reduce((sum, one) => sum + one, 0)"))
                        .intValue();
                assertThat(weight).as(screen).isBetween(10_000, HEAVIEST);
            }
            page.context().close();
        }
    }
}
