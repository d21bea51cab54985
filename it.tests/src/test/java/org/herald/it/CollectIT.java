package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people answer on real servers arrives: once, threaded, harmless, and shown only when it may be. */
class CollectIT {
    private static final Cms ADMIN = Cms.admin();
    private static String mastodon;
    private static String bluesky;

    @BeforeAll
    static void start() {
        Environment.start();
        mastodon = ADMIN.profile(
                "Lindenhof on Mastodon",
                "mastodon",
                Environment.SNAC,
                "alice",
                Snac.person("alice").token());
        Bluesky.person("lindenhof");
        bluesky = ADMIN.profile(
                "Lindenhof on Bluesky", "bluesky", Environment.PDS, "lindenhof.test", Bluesky.password("lindenhof"));
    }

    private static JsonNode shareOnMastodon(String name, String title) {
        String article = ADMIN.article(name, title);
        ADMIN.settled(ADMIN.share(article, mastodon));
        return Snac.person("alice").latest(title);
    }

    private static JsonNode shareOnBluesky(String name, String title) {
        String article = ADMIN.article(name, title);
        ADMIN.settled(ADMIN.share(article, bluesky));
        return Bluesky.latest(Bluesky.person("lindenhof").did, title);
    }

    @Test
    void oneReplyIsStoredOnceAlsoWhenCollectionsOverlap() throws Exception {
        JsonNode post = shareOnBluesky("once", "Once and only once");
        for (int i = 0; i < 12; i++) {
            Bluesky.person("clara").reply(post, post, "Reply number " + i);
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> collections = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            collections.add(() ->
                    ADMIN.post("/profiles/" + bluesky + "/collect", Map.of()).status());
        }
        ADMIN.get("/session");
        ADMIN.post("/profiles/" + bluesky + "/collect", Map.of());
        pool.invokeAll(collections);
        pool.shutdown();
        List<JsonNode> items = ADMIN.collect(bluesky, "/content/herald-demo/en/once", 12);
        assertThat(items).hasSize(12);
        ADMIN.collect(bluesky, "/content/herald-demo/en/once", 12);
        assertThat(ADMIN.inboxOf("/content/herald-demo/en/once")).hasSize(12);
        assertThat(items.stream().map(i -> i.path("text").asText()).distinct()).hasSize(12);
    }

    @Test
    void aReplyToAReplyIsThreadedUnderIt() {
        JsonNode post = shareOnBluesky("deep", "Deep thread");
        JsonNode parent = post;
        for (int depth = 1; depth <= 8; depth++) {
            parent = Bluesky.person(depth % 2 == 0 ? "clara" : "dora").reply(post, parent, "Level " + depth);
        }
        List<JsonNode> items = ADMIN.collect(bluesky, "/content/herald-demo/en/deep", 8);
        for (JsonNode item : items) {
            int level = Integer.parseInt(item.path("text").asText().replaceAll("\\D", ""));
            String above = items.stream()
                    .filter(i -> i.path("text").asText().contains("Level " + (level - 1)))
                    .map(i -> i.path("id").asText())
                    .findFirst()
                    .orElse("");
            assertThat(item.path("parentId").asText()).isEqualTo(above);
        }
        ADMIN.ok(
                200,
                "/inbox/review",
                Map.of("ids", items.stream().map(i -> i.path("id").asText()).toList(), "state", "APPROVED"));
        Document page = page("/content/herald-demo/en/deep");
        assertThat(page.select(".herald-conversation__text").eachText())
                .containsExactly(
                        "Level 1", "Level 2", "Level 3", "Level 4", "Level 5", "Level 6", "Level 7", "Level 8");
    }

    @Test
    void whatWasNotSaidInPublicIsNeverShown() {
        JsonNode post = shareOnMastodon("private", "Private matters");
        Snac.person("bob").reply(post.path("id").asText(), "@alice just for you", "direct");
        Snac.person("bob").reply(post.path("id").asText(), "@alice quietly", "unlisted");
        List<JsonNode> items = ADMIN.collect(mastodon, "/content/herald-demo/en/private", 2);
        JsonNode direct = find(items, "just for you");
        JsonNode quiet = find(items, "quietly");
        assertThat(quiet.path("visibility").asText()).isEqualTo("UNLISTED");
        assertThat(direct.path("visibility").asText()).isIn("DIRECT", "FOLLOWERS");
        Web.Reply refused = ADMIN.post(
                "/inbox/review", Map.of("ids", List.of(direct.path("id").asText()), "state", "APPROVED"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("did not say this in public");
        ADMIN.ok(200, "/inbox/review", Map.of("ids", List.of(quiet.path("id").asText()), "state", "APPROVED"));
        Document page = page("/content/herald-demo/en/private");
        assertThat(page.text()).contains("quietly").doesNotContain("just for you");
    }

    @Test
    void aWarningIsSeenByWhoReviewsAndStaysClosedOnThePage() throws Exception {
        String article = "/content/herald-demo/en/warned";
        JsonNode post = shareOnMastodon("warned", "Warned of");
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
        Snac.person("bob")
                .warn(
                        post.path("id").asText(),
                        "The end of the novel",
                        "@alice the gardener did it",
                        "A gardener in the rain",
                        png.toByteArray());
        JsonNode item = ADMIN.collect(mastodon, article, 1).get(0);
        assertThat(item.path("warning").asText()).isEqualTo("The end of the novel");
        assertThat(item.at("/media/0/description").asText()).isEqualTo("A gardener in the rain");
        try (Browser browser = new Browser()) {
            for (String language : List.of("en-US", "fr-FR")) {
                Page page = browser.signedIn("admin", "admin", language);
                page.navigate(Environment.CMS + "/cms/herald/inbox.html?article=" + article);
                page.locator(".herald-item__warned").waitFor();
                Browser.picture(page, "inbox-warned" + (language.startsWith("fr") ? "-fr" : ""));
                page.context().close();
            }
            ADMIN.ok(200, "/inbox/review", Map.of("ids", List.of(item.path("id").asText()), "state", "APPROVED"));
            Document page = page(article);
            assertThat(page.select("details.herald-conversation__warned > summary")
                            .text())
                    .isEqualTo("The end of the novel");
            assertThat(page.select("details[open]")).isEmpty();
            Page reader = browser.signedIn("admin", "admin", "en-US");
            reader.navigate(Environment.CMS + article + ".html");
            assertThat(reader.locator(".herald-conversation__text").isVisible())
                    .as("behind its warning")
                    .isFalse();
            Browser.picture(reader, "page-warned");
            reader.locator(".herald-conversation__warning").click();
            assertThat(reader.locator(".herald-conversation__text").isVisible()).isTrue();
            Browser.picture(reader, "page-warned-open");
            Browser.accessible(reader, ".herald-conversation");
            reader.context().close();
        }
    }

    @Test
    void hostileTextIsShownAsHarmlessText() {
        JsonNode post = shareOnMastodon("hostile", "Hostile replies");
        List<String> hostile = List.of(
                "@alice one <script>alert(1)</script>",
                "@alice two <img src=x onerror=alert(1)>",
                "@alice three <a href=\"javascript:alert(1)\">click</a>",
                "@alice four <b><i><u>unclosed <div>",
                "@alice five \u202Eevil\u202C \u2066bidi",
                "@alice six </article></section></main><h1>Owned</h1>");
        hostile.forEach(text -> Snac.person("bob").reply(post.path("id").asText(), text, "public"));
        JsonNode small = shareOnBluesky("hostile2", "Hostile on Bluesky");
        Bluesky.person("clara").reply(small, small, "<script>alert(2)</script> & <b>");
        List<JsonNode> items = ADMIN.collect(mastodon, "/content/herald-demo/en/hostile", hostile.size());
        ADMIN.ok(
                200,
                "/inbox/review",
                Map.of("ids", items.stream().map(i -> i.path("id").asText()).toList(), "state", "APPROVED"));
        Document page = page("/content/herald-demo/en/hostile");
        assertThat(page.select("script, [onerror], [onclick], .herald-conversation img, .herald-conversation h1"))
                .isEmpty();
        assertThat(page.select("a[href^=javascript]")).isEmpty();
        assertThat(page.select(".herald-conversation__comment")).hasSize(hostile.size());
        assertThat(page.text()).doesNotContain("\u202E", "\u2066");
        assertThat(page.select(".herald-conversation__text a").eachAttr("rel"))
                .allMatch("ugc nofollow noopener"::equals);
        List<JsonNode> plain = ADMIN.collect(bluesky, "/content/herald-demo/en/hostile2", 1);
        assertThat(plain.get(0).path("text").asText())
                .isEqualTo("<p>&lt;script&gt;alert(2)&lt;/script&gt; &amp; &lt;b&gt;</p>");
    }

    @Test
    void filtersAndPagesMissNothing() {
        JsonNode post = shareOnBluesky("paged", "Page by page");
        for (int i = 0; i < 23; i++) {
            Bluesky.person("dora").reply(post, post, "Page reply " + i);
        }
        String article = "/content/herald-demo/en/paged";
        ADMIN.collect(bluesky, article, 23);
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ADMIN.get("/inbox?size=5&article=" + article + "&after=" + next)
                    .json();
            page.path("items").forEach(i -> seen.add(i.path("id").asText()));
            next = page.path("next").asText();
        } while (!next.isEmpty());
        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
        String first = seen.get(0);
        ADMIN.ok(200, "/inbox/review", Map.of("ids", List.of(first), "state", "SPAM"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        ADMIN.inbox("state=SPAM&network=bluesky&site=/content/herald-demo/en&article=" + article))
                .hasSize(1));
        assertThat(ADMIN.inbox("state=PENDING&article=" + article)).hasSize(22);
        assertThat(ADMIN.inbox("network=mastodon&article=" + article)).isEmpty();
        ADMIN.ok(200, "/inbox/review", Map.of("ids", List.of(first), "state", "DELETED"));
        assertThat(ADMIN.get("/inbox/" + first).json().path("authorHandle").asText())
                .isEmpty();
        assertThat(ADMIN.post("/inbox/review", Map.of("ids", List.of(first), "state", "APPROVED"))
                        .status())
                .isEqualTo(409);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ADMIN.inboxOf(article)).hasSize(22));
        ADMIN.collect(bluesky, article, 22);
        assertThat(ADMIN.inboxOf(article)).hasSize(22);
    }

    @Test
    void aPictureGoesWithItsAlternativeText() {
        String article = "/content/herald-demo/fr/harvest";
        Map<String, Object> variant = Map.of(
                "profile",
                bluesky,
                "text",
                "Venez ! #Récolte",
                "attachment",
                "MEDIA",
                "media",
                List.of(Map.of("path", "/static/clientlibs/herald-demo/harvest.jpg", "alt", "Des courges mûres")));
        String share = ADMIN.ok(202, "/shares", Map.of("path", article, "variants", List.of(variant), "again", true))
                .path("id")
                .asText();
        assertThat(ADMIN.settled(share).get(bluesky).path("state").asText()).isEqualTo("SENT");
        JsonNode record =
                Bluesky.latest(Bluesky.person("lindenhof").did, "Venez !").path("value");
        assertThat(record.at("/embed/images/0/alt").asText()).isEqualTo("Des courges mûres");
        assertThat(record.at("/embed/images/0/aspectRatio/width").asInt()).isEqualTo(1200);
        assertThat(record.at("/langs/0").asText()).isEqualTo("fr");
        assertThat(record.at("/facets/0/features/0/tag").asText()).isEqualTo("Récolte");
    }

    @Test
    void aPostIsTakenBackFromBothNetworks() {
        String article = ADMIN.article("regret", "A joke we regret");
        String share = ADMIN.share(article, mastodon, bluesky);
        ADMIN.settled(share);
        for (String profile : List.of(mastodon, bluesky)) {
            ADMIN.ok(202, "/shares/" + share + "/" + profile, Map.of("act", "WITHDRAW"));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ADMIN.settled(share).values())
                        .allMatch(v -> v.path("state").asText().equals("WITHDRAWN")));
        assertThat(Snac.person("alice").statuses().toString()).doesNotContain("A joke we regret");
        assertThat(Bluesky.posts(Bluesky.person("lindenhof").did).toString()).doesNotContain("A joke we regret");
    }

    private static JsonNode find(List<JsonNode> items, String text) {
        return items.stream()
                .filter(i -> i.path("text").asText().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + text + " in " + items));
    }

    private static Document page(String article) {
        Web.Reply reply = Web.get(Environment.CMS + article + ".html");
        assertThat(reply.status()).isEqualTo(200);
        return Jsoup.parse(reply.text());
    }
}
