package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The public conversation as readers see it: page by page, in the dark, on a phone, without a script. */
class ConversationIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BLOCK = ".herald-conversation";
    private static String bluesky;

    @BeforeAll
    static void start() {
        Environment.start();
        Bluesky.person("lindenhof");
        bluesky = ADMIN.profile(
                "Lindenhof on Bluesky", "bluesky", Environment.PDS, "lindenhof.test", Bluesky.password("lindenhof"));
    }

    private static String article(String language, String name, String title, String closedOn) {
        String path = "/content/herald-demo/" + language + "/" + name;
        Web.Reply made = Web.form(
                Environment.CMS + path,
                Map.of(
                        "_charset_", "UTF-8",
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/jcr:title", title,
                        "jcr:content/jcr:language", language,
                        "jcr:content/sling:resourceType", "herald-demo/components/page",
                        "jcr:content/container/sling:resourceType", "sling-cms/components/general/container",
                        "jcr:content/container/conversation/sling:resourceType", "herald/components/conversation",
                        "jcr:content/container/conversation/herald:closedOn", closedOn),
                ADMIN.headers());
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        return path;
    }

    private static JsonNode shared(String article, String title) {
        ADMIN.settled(ADMIN.share(article, bluesky));
        return Bluesky.latest(Bluesky.person("lindenhof").did, title);
    }

    private static void approve(List<JsonNode> items) {
        for (int from = 0; from < items.size(); from += 50) {
            List<JsonNode> some = items.subList(from, Math.min(from + 50, items.size()));
            ADMIN.ok(
                    200,
                    "/inbox/review",
                    Map.of("ids", some.stream().map(i -> i.path("id").asText()).toList(), "state", "APPROVED"));
        }
    }

    /** Nothing at all, not only nothing serious. */
    private static void barrierFree(Page page, String how) {
        assertThat(new AxeBuilder(page)
                        .include(List.of(BLOCK)).analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": "
                                        + rule.getNodes().get(0).getHtml()))
                .as("barriers %s", how)
                .isEmpty();
    }

    private static Page open(Page page, String article) {
        page.navigate(Environment.CMS + article);
        return page;
    }

    @Test
    void aLongConversationIsReadPageByPage() {
        String article = article("en", "longtalk", "A long talk", "");
        JsonNode post = shared(article, "A long talk");
        JsonNode first = Bluesky.person("clara").reply(post, post, "Which flowers do wild bees like best?");
        JsonNode ours = Bluesky.person("lindenhof").reply(post, first, "Whatever blooms from March to October.");
        JsonNode deep = Bluesky.person("dora").reply(post, ours, "Even dandelions?");
        deep = Bluesky.person("clara").reply(post, deep, "Dandelions above all, they are early.");
        deep = Bluesky.person("dora").reply(post, deep, "Then mine stay.");
        Bluesky.person("clara").reply(post, deep, "Good! https://example.org/dandelions");
        for (int i = 0; i < 50; i++) {
            Bluesky.person(i % 2 == 0 ? "clara" : "dora").reply(post, post, "I saw a bee, number " + i);
        }
        approve(ADMIN.collect(bluesky, article, 56));
        try (Browser browser = new Browser()) {
            Page page = browser.reader();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url()));
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
                open(page, article + ".html");
                return page.locator(BLOCK + "__button").count() == 1;
            });
            assertThat(page.locator(BLOCK + "__title")).hasText("56 comments from the networks");
            assertThat(page.locator(BLOCK + "__sources")).containsText("Bluesky 56");
            assertThat(page.locator(BLOCK + "__button")).hasText("Answer on Bluesky");
            assertThat(page.locator(BLOCK + "__button")).hasAttribute("href", Pattern.compile("https?://.*"));
            assertThat(page.locator(BLOCK + "__comment")).hasCount(50);
            assertThat(page.locator(BLOCK + "__badge")).hasText("Our answer");
            assertThat(page.locator(BLOCK + "__parent").first()).hasText("answers clara.test");
            assertThat(page.locator("link[rel=stylesheet][href*=conversation]")).hasCount(1);
            assertThat(asked).as("nothing is loaded from a network").allMatch(url -> url.startsWith(Environment.CMS));
            looks(page);
            page.locator("a[rel=next]").click();
            assertThat(page.locator(BLOCK + "__comment")).hasCount(6);
            assertThat(page.locator(BLOCK + "__pages")).containsText("Comments 51 to 56 of 56");
            assertThat(page.locator("a[rel=next]")).hasCount(0);
            String permalink = page.locator(BLOCK + "__permalink").last().getAttribute("href");
            assertThat(permalink).startsWith("?comment=");
            linksLeadToTheirPage(browser, article, permalink);
            page.locator("a[rel=prev]").click();
            assertThat(page.locator(BLOCK + "__comment")).hasCount(50);
            page.context().close();
        }
    }

    /** By the forms of the CMS's own Manage Versions. */
    @Test
    void aVersionThatIsRestoredLeavesReadersTheirWords() {
        String article = article("en", "restored", "A page with versions", "");
        form(article, Map.of("jcr:mixinTypes", "mix:versionable", "jcr:mixinTypes@TypeHint", "Name[]"));
        form(article, Map.of(":operation", "checkpoint"));
        JsonNode post = shared(article, "A page with versions");
        Bluesky.person("clara").reply(post, post, "It was better before.");
        approve(ADMIN.collect(bluesky, article, 1));
        form(article, Map.of("jcr:content/jcr:title", "A page with another title"));
        form(article, Map.of(":operation", "restore", ":version", "1.0", ":checkoutPostOp", "true"));
        try (Browser browser = new Browser()) {
            Page page = open(browser.reader(), article + ".html");
            assertThat(page).hasTitle(Pattern.compile("A page with versions"));
            assertThat(page.locator(BLOCK + "__comment")).containsText("It was better before.");
            page.context().close();
        }
    }

    private static void form(String article, Map<String, String> fields) {
        Web.Reply reply = Web.form(Environment.CMS + article, fields, ADMIN.headers());
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
    }

    /** In each light, wide and narrow, by keyboard. */
    private static void looks(Page page) {
        Browser.picture(page, "conversation");
        barrierFree(page, "in the light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Browser.picture(page, "conversation-dark");
        barrierFree(page, "in the dark");
        assertThat(page.evaluate("() => getComputedStyle(document.querySelector('.herald-conversation')).color"))
                .isEqualTo("rgb(232, 233, 228)");
        page.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setForcedColors(ForcedColors.ACTIVE));
        Browser.picture(page, "conversation-forced");
        barrierFree(page, "in forced colours");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        page.setViewportSize(400, 900);
        barrierFree(page, "on a phone");
        Object small = page.evaluate("() => [...document.querySelectorAll('.herald-conversation a')].filter(a =>"
                + " !a.closest('.herald-conversation__text') && a.getBoundingClientRect().height < 24).length");
        assertThat(small).as("targets below 24 px").isEqualTo(0);
        page.setViewportSize(1400, 900);
        page.locator(BLOCK + "__button").focus();
        page.keyboard().press("Tab");
        assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("herald-conversation__permalink");
        assertThat(page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth"))
                .isEqualTo("3px");
    }

    /** Also without a script, and while others come before it. */
    private static void linksLeadToTheirPage(Browser browser, String article, String permalink) {
        Page plain = browser.readerWithoutScript();
        open(plain, article + ".html" + permalink);
        String id = permalink.substring(permalink.indexOf('#'));
        assertThat(plain.locator(id)).isVisible();
        assertThat(plain.locator(id)).isInViewport();
        plain.locator("a[rel=prev]").click();
        assertThat(plain.locator(BLOCK + "__comment")).hasCount(50);
        assertThat(plain.locator(id)).hasCount(0);
        open(plain, article + ".html?comments=9999");
        assertThat(plain.locator(id)).hasCount(1);
        open(plain, article + ".html?comments=%3Cscript%3E&comment=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
        assertThat(plain.locator(BLOCK + "__comment")).hasCount(50);
        plain.context().close();
    }

    @Test
    void whereNobodyAnsweredReadersAreInvitedAndWhereItIsClosedTheyAreTold() {
        String empty = article("en", "silence", "Silence", "");
        shared(empty, "Silence");
        String closed = article("en", "closed", "It is over", "2026-01-31");
        JsonNode over = shared(closed, "It is over");
        Bluesky.person("clara").reply(over, over, "What a pity!");
        approve(ADMIN.collect(bluesky, closed, 1));
        try (Browser browser = new Browser()) {
            Page page = browser.reader();
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
                open(page, empty + ".html");
                return page.locator(BLOCK + "__button").count() == 1;
            });
            assertThat(page.locator(BLOCK + "__empty")).containsText("Yours can be the first.");
            Browser.picture(page, "conversation-empty");
            barrierFree(page, "where nobody answered");
            open(page, closed + ".html");
            Locator notice = page.locator(BLOCK + "__closed");
            assertThat(notice).containsText("Comments closed on January 31, 2026.");
            assertThat(page.locator(BLOCK)).containsText("What a pity!");
            assertThat(page.locator(BLOCK + "__title")).hasText("1 comment from the networks");
            assertThat(page.locator(BLOCK + "__button")).hasCount(0);
            Browser.picture(page, "conversation-closed");
            barrierFree(page, "where it is closed");
            page.context().close();
        }
    }

    /** In the language of the page, whatever the reader's browser speaks. */
    @Test
    void enFrancais() {
        String article = article("fr", "abeilles", "Le retour des abeilles", "");
        JsonNode post = shared(article, "Le retour des abeilles");
        JsonNode first = Bluesky.person("clara").reply(post, post, "Combien de ruches y a-t-il ?");
        Bluesky.person("lindenhof").reply(post, first, "Aucune : les abeilles sauvages vivent seules.");
        approve(ADMIN.collect(bluesky, article, 2));
        try (Browser browser = new Browser()) {
            Page page = browser.reader();
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
                open(page, article + ".html");
                return page.locator(BLOCK + "__button").count() == 1;
            });
            assertThat(page.locator(BLOCK + "__title")).hasText("2 commentaires des réseaux");
            assertThat(page.locator(BLOCK + "__button")).hasText("Répondre sur Bluesky");
            assertThat(page.locator(BLOCK + "__badge")).hasText("Notre réponse");
            assertThat(page.locator(BLOCK)).hasAttribute("lang", "fr");
            Browser.picture(page, "conversation-fr");
            barrierFree(page, "en français");
            page.context().close();
        }
    }
}
