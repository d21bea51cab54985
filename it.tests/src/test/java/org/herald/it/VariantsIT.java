package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes out beyond one text and one picture: threads, first comments, several pictures, videos; signed. */
class VariantsIT {
    private static final String SITE = "/content/herald-demo/en";
    private static final String PICTURES = "/static/clientlibs/herald-demo";
    private static final Cms ADMIN = Cms.admin();
    private static final String RUN = "-" + UUID.randomUUID().toString().substring(0, 8);
    private static String mastodon;
    private static String bluesky;
    private static String rehearsal;

    @BeforeAll
    static void start() throws IOException {
        Environment.start();
        ADMIN.forgetProfiles();
        mastodon = ADMIN.profile(
                "Variants on Mastodon",
                "mastodon",
                Environment.SNAC,
                "alice",
                Snac.person("alice").token());
        Bluesky.person("variants");
        bluesky = ADMIN.profile(
                "Variants on Bluesky", "bluesky", Environment.PDS, "variants.test", Bluesky.password("variants"));
        rehearsal = Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("network").asText().equals("rehearsal"))
                .map(p -> p.path("id").asText())
                .findFirst()
                .orElseThrow();
        Cms.user("vera.lang", "authors", "herald-editors");
        settings(Map.of(), Map.of());
        byte[] film = Files.readAllBytes(Environment.root().resolve("bundles/core/src/test/resources/film.mp4"));
        Web.upload(Environment.CMS + PICTURES, "film.mp4", "video/mp4", film, ADMIN.headers());
        Web.upload(
                Environment.CMS + PICTURES,
                "film.en.vtt",
                "text/vtt",
                "WEBVTT\n\n00:00.000 --> 00:02.000\nA test picture.\n".getBytes(),
                ADMIN.headers());
    }

    @AfterAll
    static void forget() {
        settings(Map.of(), Map.of());
        ADMIN.forgetProfiles();
    }

    private static void settings(Map<String, String> templates, Map<String, String> links) {
        Web.Reply saved = ADMIN.send(
                "PUT",
                "/settings",
                Map.of("site", SITE, "templates", templates, "gate", Map.of(), "parameters", links));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static Map<String, Object> variant(String profile, String text, Map<String, Object> more) {
        Map<String, Object> variant = new HashMap<>(more);
        variant.put("profile", profile);
        variant.put("text", text);
        variant.putIfAbsent("attachment", "NONE");
        return variant;
    }

    /** An article that nothing was shared of, also where the tests run again on the same CMS. */
    private static String article(String name, String title) {
        return ADMIN.article(name + RUN, title);
    }

    private static String share(String article, List<Map<String, Object>> variants) {
        return ADMIN.ok(202, "/shares", Map.of("path", article, "variants", variants, "again", true))
                .path("id")
                .asText();
    }

    private static String story(String mark) {
        return ("The " + mark + " came back to the garden this spring, and with them the children who count them. "
                        + "Fourteen kinds live between the beds; some nest in the old wall, others in reeds. ")
                .repeat(8)
                .strip();
    }

    @Test
    void aLongTextBecomesAThreadOnBothNetworksAndIsTakenBackWhole() {
        String article = article("thread", "Bees in a thread");
        Map<String, Object> thread = Map.of("thread", true);
        String bees = "mason bees" + RUN;
        String text = story(bees);
        String share = share(
                article,
                List.of(
                        variant(mastodon, text + "\n---\nSecond.\n---\nThird.", thread),
                        variant(bluesky, text, thread)));
        Map<String, JsonNode> sent = ADMIN.settled(share);
        assertThat(sent.get(mastodon).path("state").asText()).isEqualTo("SENT");
        assertThat(sent.get(bluesky).path("state").asText()).isEqualTo("SENT");
        int posts = sent.get(bluesky).path("parts").size();
        assertThat(posts).isGreaterThan(4);
        assertThat(sent.get(bluesky).path("posted").asInt()).isEqualTo(posts);

        String did = Bluesky.person("variants").did;
        String first = Bluesky.posts(did).stream()
                .filter(r -> r.toString().contains(bees) && r.toString().contains("(1/"))
                .map(r -> r.path("uri").asText())
                .findFirst()
                .orElseThrow();
        List<JsonNode> records = Bluesky.posts(did).stream()
                .filter(r -> r.toString().contains(first))
                .sorted(java.util.Comparator.comparing(
                        r -> r.at("/value/createdAt").asText()))
                .toList();
        assertThat(records).hasSize(posts);
        for (int i = 1; i < posts; i++) {
            assertThat(records.get(i).at("/value/text").asText()).endsWith("(" + (i + 1) + "/" + posts + ")");
            assertThat(records.get(i).at("/value/reply/root/uri").asText())
                    .isEqualTo(records.get(0).path("uri").asText());
            assertThat(records.get(i).at("/value/reply/parent/uri").asText())
                    .isEqualTo(records.get(i - 1).path("uri").asText());
        }
        String url = sent.get(mastodon).path("url").asText();
        List<JsonNode> statuses = Snac.person("alice").statuses();
        JsonNode root = statuses.stream()
                .filter(status -> status.path("url").asText().equals(url))
                .findFirst()
                .orElseThrow(() -> new AssertionError(url + " is not among " + statuses));
        int below = sent.get(mastodon).path("parts").size() - 1;
        assertThat(below).isEqualTo(2);
        assertThat(Snac.person("alice").below(root.path("id").asText())).hasSize(below);

        // an answer to a later part is an answer to our post; the parts themselves are nobody's answer
        Snac.person("bob")
                .reply(
                        Snac.person("alice")
                                .below(root.path("id").asText())
                                .get(0)
                                .path("id")
                                .asText(),
                        "@alice How many?",
                        "public");
        List<JsonNode> items = ADMIN.collect(mastodon, article, 1);
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("text").asText()).contains("How many?");

        for (String profile : List.of(mastodon, bluesky)) {
            ADMIN.ok(202, "/shares/" + share + "/" + profile, Map.of("act", "WITHDRAW"));
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ADMIN.settled(share).values())
                        .allMatch(v -> v.path("state").asText().equals("WITHDRAWN")));
        assertThat(Bluesky.posts(did).toString()).doesNotContain(first);
        assertThat(Snac.person("alice").statuses().toString()).doesNotContain(bees);
    }

    @Test
    void theEditorSeesEachPostOfAThreadAndTheFirstComment() {
        String article = article("screen", "Bees on the screen");
        try (Browser browser = new Browser()) {
            Page page = composer(browser, "en-US", article);
            page.fill("#herald-common", story("wool bees"));
            Locator column = column(page, "Variants on Bluesky");
            column.locator("[id$=-chosen]").check();
            assertThat(column.locator(".herald-preview")).hasCount(1);
            column.locator("input[id$=-thread]").check();
            assertThat(column.locator(".herald-counter")).containsText("posts, the longest");
            assertThat(column.locator(".herald-preview--below").first()).isVisible();
            assertThat(column.locator(".herald-preview--below").last()).containsText("kinds live");
            assertThat(column.locator(".herald-counter--over")).hasCount(0);
            Locator first = column(page, "Rehearsal");
            first.locator("[id$=-chosen]").check();
            first.locator(".herald-variant__comment").fill("More in the article.");
            assertThat(first.locator(".herald-preview--comment")).containsText("More in the article.");
            Browser.pictures(page, "composer-thread");
            Browser.accessible(page, ".herald");
            page.locator("[id$=-chosen]").all().forEach(box -> box.uncheck());
            first.locator("[id$=-chosen]").check();
            column.locator("[id$=-chosen]").check();
            Browser.share(page);
            assertThat(page.locator(".herald-delivery[data-state=SENT]"))
                    .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(40_000));
            assertThat(page.locator(".herald-delivery__posts").first())
                    .containsText(Pattern.compile("(\\d+) of \\1 posts"));
            Browser.pictures(page, "social-thread");
            page.context().close();
        }
        String timeline = Web.get(Environment.CMS + "/bin/herald-rehearsal/timeline", ADMIN.headers())
                .text();
        assertThat(timeline).contains("More in the article.");
    }

    private static Locator column(Page page, String title) {
        return page.locator(".herald-variant").filter(new Locator.FilterOptions().setHasText(title));
    }

    private static Page composer(Browser browser, String language, String article) {
        Page page = browser.signedIn("vera.lang", Cms.password("vera.lang"), language);
        page.navigate(Environment.CMS + "/cms/herald/share.html" + article);
        assertThat(page.locator(".herald-variant").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        return page;
    }

    @Test
    void picturesAreChosenFromTheCmsAndTheirTextsGoAlong() {
        String article = article("album", "An album of the garden");
        Web.form(
                Environment.CMS + SITE + "/pictures",
                Map.of("jcr:primaryType", "sling:OrderedFolder"),
                ADMIN.headers());
        for (String name : List.of("bees.jpg", "rain.jpg")) {
            byte[] bytes = Web.bytes(Environment.CMS + PICTURES + "/" + name).body();
            Web.upload(Environment.CMS + SITE + "/pictures", name, "image/jpeg", bytes, ADMIN.headers());
        }
        try (Browser browser = new Browser()) {
            Page page = composer(browser, "fr-FR", article);
            page.locator("[id$=-chosen]").all().forEach(box -> box.uncheck());
            Locator column = column(page, "Variants on Bluesky");
            column.locator("[id$=-chosen]").check();
            column.locator("select[id$=-attachment]").selectOption("MEDIA");
            assertThat(column.locator("[data-rule=mediaNone]")).isVisible();
            assertThat(page.locator(".herald-share__send")).isDisabled();
            for (String name : List.of("bees.jpg", "rain.jpg")) {
                column.locator(".herald-media__add").click();
                Locator dialog = page.locator("dialog[open]");
                assertThat(dialog.locator(".herald-media__where")).hasText(SITE);
                dialog.locator(".herald-media__folders button", new Locator.LocatorOptions().setHasText("pictures/"))
                        .click();
                assertThat(dialog.locator(".herald-media__tile")).hasCount(2);
                if (name.equals("bees.jpg")) {
                    Browser.pictures(page, "media-fr");
                    Browser.accessible(page, "dialog[open]");
                }
                dialog.locator(".herald-media__tile", new Locator.LocatorOptions().setHasText(name))
                        .press("Enter");
            }
            assertThat(column.locator(".herald-media__file")).hasCount(2);
            column.locator("[id$=-alt-0]").fill("Deux abeilles sur une fleur");
            assertThat(column.locator("[data-rule=altMissing]")).hasCount(1);
            column.locator("[id$=-alt-1]").fill("La pluie sur un tonneau");
            assertThat(column.locator("[data-rule=altMissing]")).hasCount(0);
            assertThat(column.locator(".herald-pictures--2 img")).hasCount(2);
            Browser.pictures(page, "composer-pictures-fr");
            Browser.accessible(page, ".herald");
            Browser.share(page);
            assertThat(page.locator(".herald-delivery[data-state=SENT]"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            page.context().close();
        }
        JsonNode images =
                Bluesky.latest(Bluesky.person("variants").did, "Deux abeilles").at("/value/embed/images");
        assertThat(images).hasSize(2);
        assertThat(images.at("/1/alt").asText()).isEqualTo("La pluie sur un tonneau");
    }

    @Test
    void aVideoGoesWithItsCaptions() {
        String article = article("film", "A film of the garden");
        Map<String, Object> film = Map.of(
                "attachment",
                "MEDIA",
                "media",
                List.of(Map.of("path", PICTURES + "/film.mp4", "alt", "A test picture")));
        String text = "Look at the film of the garden.";
        Map<String, JsonNode> sent =
                ADMIN.settled(share(article, List.of(variant(mastodon, text, film), variant(bluesky, text, film))));
        assertThat(sent.values()).allMatch(v -> v.path("state").asText().equals("SENT"));
        JsonNode embed = Bluesky.latest(Bluesky.person("variants").did, "film of the garden")
                .at("/value/embed");
        assertThat(embed.path("$type").asText()).isEqualTo("app.bsky.embed.video");
        assertThat(embed.at("/video/mimeType").asText()).isEqualTo("video/mp4");
        assertThat(embed.at("/aspectRatio/width").asInt()).isEqualTo(320);
        assertThat(embed.at("/captions/0/lang").asText()).isEqualTo("en");
        JsonNode attached = Snac.person("alice").latest("film of the garden").at("/media_attachments/0");
        assertThat(attached.path("type").asText()).isEqualTo("video");
        assertThat(attached.path("description").asText()).isEqualTo("A test picture");

        Map<String, Object> mixed = Map.of(
                "attachment",
                "MEDIA",
                "media",
                List.of(
                        Map.of("path", PICTURES + "/film.mp4", "alt", "A"),
                        Map.of("path", PICTURES + "/bees.jpg", "alt", "B")));
        assertThat(rules(article, variant(bluesky, text, mixed))).contains("mediaMixed");
        Map<String, Object> gone =
                Map.of("attachment", "MEDIA", "media", List.of(Map.of("path", PICTURES + "/gone.jpg", "alt", "A")));
        assertThat(rules(article, variant(bluesky, text, gone))).contains("mediaUnusable");
        Map<String, Object> hidden =
                Map.of("attachment", "MEDIA", "media", List.of(Map.of("path", "/var/herald/profiles", "alt", "A")));
        assertThat(rules(article, variant(bluesky, text, hidden))).contains("mediaUnusable");
    }

    private static List<String> rules(String article, Map<String, Object> variant) {
        return rules(ADMIN, article, variant);
    }

    private static List<String> rules(Cms who, String article, Map<String, Object> variant) {
        Map<String, Object> asked = new HashMap<>(variant);
        asked.put("path", article);
        return Cms.stream(who.ok(200, "/variants/check", asked).path("findings"))
                .map(f -> f.path("rule").asText())
                .toList();
    }

    @Test
    void aPostIsFoundByTheWordInItsLink() {
        String article = article("word", "A word for each post");
        settings(Map.of(), Map.of("utm_content", "${share}"));
        String first = draft(article, mastodon).path("link").asText();
        assertThat(first).matches(".*\\?utm_content=[0-9a-f]{10}");
        assertThat(draft(article, mastodon).path("link").asText())
                .as("as long as nothing is shared, what an editor saw stays")
                .isEqualTo(first);
        String share = ADMIN.share(article, mastodon, bluesky);
        ADMIN.settled(share);
        assertThat(Snac.person("alice")
                        .latest("A word for each post")
                        .path("content")
                        .asText())
                .contains(first);
        assertThat(draft(article, mastodon).path("link").asText()).isNotEqualTo(first);
        JsonNode found =
                ADMIN.get("/shares?word=" + first.replaceAll(".*=", "")).json().path("shares");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/id").asText()).isEqualTo(share);
        assertThat(ADMIN.get("/shares?word=%27%20or%201").status()).isEqualTo(400);
        settings(Map.of(), Map.of());
    }

    private static JsonNode draft(String article, String profile) {
        return Cms.stream(ADMIN.get("/variants?path=" + article).json().path("drafts"))
                .filter(d -> d.path("profileId").asText().equals(profile))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aProfileSpeaksAsItsAdminSays() {
        String article = article("voice", "A voice of its own");
        JsonNode profile = Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("id").asText().equals(bluesky))
                .findFirst()
                .orElseThrow();
        Map<String, Object> wanted = new HashMap<>();
        profile.fields().forEachRemaining(f -> wanted.put(f.getKey(), f.getValue()));
        wanted.put("voice", Map.of("language", "fr", "tone", "FORMAL", "signature", "INITIALS"));
        assertThat(ADMIN.send("PUT", "/profiles/" + bluesky, wanted).status()).isEqualTo(200);
        Cms vera = Cms.user("vera.lang", "authors", "herald-editors");
        JsonNode draft = Cms.stream(vera.get("/variants?path=" + article).json().path("drafts"))
                .filter(d -> d.path("profileId").asText().equals(bluesky))
                .findFirst()
                .orElseThrow();
        assertThat(draft.path("text").asText()).endsWith("^VL");
        String english = "Come and see what the garden gave us this year, everybody is welcome. ^VL";
        assertThat(rules(vera, article, variant(bluesky, english, Map.of()))).contains("language");
        String familiar = "Viens voir avec ta famille ce que le jardin nous a donné cette année. ^VL";
        assertThat(rules(vera, article, variant(bluesky, familiar, Map.of())))
                .contains("tone")
                .doesNotContain("language", "signatureMissing");
        String unsigned = "Venez voir avec votre famille ce que le jardin nous a donné cette année.";
        assertThat(rules(vera, article, variant(bluesky, unsigned, Map.of())))
                .contains("signatureMissing")
                .doesNotContain("language", "tone");
        Web.Reply refused = vera.post(
                "/shares", Map.of("path", article, "variants", List.of(variant(bluesky, unsigned, Map.of()))));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asText()).isEqualTo("signatureMissing");
        String share = vera.ok(
                        202,
                        "/shares",
                        Map.of("path", article, "variants", List.of(variant(bluesky, unsigned + " ^VL", Map.of()))))
                .path("id")
                .asText();
        assertThat(ADMIN.settled(share).get(bluesky).path("state").asText()).isEqualTo("SENT");
        assertThat(Bluesky.latest(Bluesky.person("variants").did, "Venez voir")
                        .at("/value/langs/0")
                        .asText())
                .isEqualTo("fr");
        wanted.put("voice", Map.of("language", "not a language", "tone", "ANY", "signature", "BRAND"));
        assertThat(ADMIN.send("PUT", "/profiles/" + bluesky, wanted).status()).isEqualTo(400);
        wanted.put("voice", Map.of("language", "", "tone", "ANY", "signature", "BRAND"));
        assertThat(ADMIN.send("PUT", "/profiles/" + bluesky, wanted).status()).isEqualTo(200);
    }

    @Test
    void anArticleWithoutAPictureGetsOneDrawnAndNobodyGuessesWhere() throws IOException {
        String article = article("drawn", "Été : le jardin sans image");
        String address = draft(article, bluesky).path("cardImage").asText();
        HttpResponse<byte[]> open = Web.bytes(Environment.CMS + address);
        assertThat(open.statusCode()).as("a network signs in nowhere").isEqualTo(200);
        assertThat(open.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(open.body()));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(630);
        for (String guess : List.of(
                address.replace("drawn", "thread"),
                address.replace("/card/", "/bluesky/"),
                address.replaceFirst("pictures/..", "pictures/00"),
                "/herald/pictures/",
                "/herald/pictures/../../var/herald")) {
            assertThat(Web.get(Environment.CMS + guess).status()).as(guess).isIn(400, 401, 403, 404);
        }
        String share = share(article, List.of(variant(bluesky, "Look.", Map.of("attachment", "CARD"))));
        ADMIN.settled(share);
        JsonNode external =
                Bluesky.latest(Bluesky.person("variants").did, "sans image").at("/value/embed/external");
        assertThat(external.at("/thumb/mimeType").asText()).isEqualTo("image/jpeg");
        JsonNode ref = external.at("/associatedRefs/0");
        JsonNode document = Bluesky.record(ref.path("uri").asText());
        assertThat(document.path("cid").asText()).isEqualTo(ref.path("cid").asText());
        assertThat(document.at("/value/title").asText()).isEqualTo("Été : le jardin sans image");
        assertThat(document.at("/value/site").asText()
                        + document.at("/value/path").asText())
                .isEqualTo(external.path("uri").asText().replaceFirst("\\?.*", ""));
        ADMIN.ok(202, "/shares/" + share + "/" + bluesky, Map.of("act", "WITHDRAW"));
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(
                        Bluesky.record(ref.path("uri").asText()).path("error").asText())
                .as("the record goes with the last post that refers to it")
                .isEqualTo("RecordNotFound"));
    }

    @Test
    void aSiteWithoutItsUrlIsFoundByTheMappingsOfTheCms() {
        String site = "/content/herald-demo/mapped";
        String[] admin = ADMIN.headers();
        Web.form(Environment.CMS + site, Map.of("jcr:primaryType", "sling:Site", "jcr:title", "Mapped"), admin);
        Web.form(
                Environment.CMS + site + "/bees",
                Map.of(
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/jcr:title", "Mapped bees"),
                admin);
        Web.form(Environment.CMS + "/etc/map", Map.of("jcr:primaryType", "sling:Folder"), admin);
        Web.form(Environment.CMS + "/etc/map/http", Map.of("jcr:primaryType", "sling:Folder"), admin);
        Web.form(
                Environment.CMS + "/etc/map/http/herald-mapped.example.80",
                Map.of("jcr:primaryType", "sling:Mapping", "sling:internalRedirect", site),
                admin);
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            draft(site + "/bees", mastodon).path("link").asText())
                    .isEqualTo("http://herald-mapped.example/bees.html"));
        } finally {
            Web.form(Environment.CMS + "/etc/map/http/herald-mapped.example.80", Map.of(":operation", "delete"), admin);
        }
    }

    @Test
    void aFirstCommentIsProposedByTheSitesTemplate() {
        String article = article("comment", "Said in the comment");
        settings(Map.of("comment:rehearsal", "Read on: ${url}"), Map.of());
        JsonNode draft = draft(article, rehearsal);
        assertThat(draft.path("comment").asText()).startsWith("Read on: http");
        String share = share(
                article,
                List.of(variant(
                        rehearsal,
                        "Said here.",
                        Map.of("comment", draft.path("comment").asText()))));
        JsonNode sent = ADMIN.settled(share).get(rehearsal);
        assertThat(Cms.stream(sent.path("parts")).map(JsonNode::asText).collect(Collectors.toList()))
                .containsExactly("Said here.", draft.path("comment").asText());
        assertThat(rules(article, variant(mastodon, "x", Map.of("comment", "No."))))
                .contains("commentNotTaken");
        settings(Map.of(), Map.of());
    }
}
