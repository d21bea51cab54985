package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.herald.simulators.Mood;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The closed networks, each by its simulator: connected, shared to, answered, taken back, and never said twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworksIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Console CONSOLE = new Console(Environment.CMS);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String SITE = "/content/herald-demo/networks-" + RUN;
    private static final String PICTURE = "/static/clientlibs/herald-demo/bees.jpg";
    /** A container is asked for again after half a minute, and a look-up after one. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    private List<ClosedNetwork> networks;

    @BeforeAll
    void start() {
        Environment.start();
        ADMIN.forgetProfiles(); // of other tests: an account is connected once
        networks = ClosedNetwork.all();
        networks.forEach(network -> network.settings.forEach(CONSOLE::set));
        Web.form(
                Environment.CMS + SITE,
                Map.of(
                        "jcr:primaryType", "sling:Site",
                        "jcr:title", "Networks",
                        "jcr:language", "en",
                        "sling:url", Environment.CMS + SITE),
                ADMIN.headers());
        networks.forEach(this::connect);
    }

    @AfterAll
    void stop() {
        for (JsonNode one : ADMIN.get("/profiles").json().path("profiles")) {
            if (one.at("/profile/title").asText().endsWith(RUN)) {
                ADMIN.send("DELETE", "/profiles/" + one.at("/profile/id").asText(), Map.of());
            }
        }
        networks.forEach(ClosedNetwork::close);
    }

    Stream<ClosedNetwork> networks() {
        return networks.stream();
    }

    private static String title(ClosedNetwork network) {
        return "Gazette on " + network.id + " " + RUN;
    }

    private void connect(ClosedNetwork network) {
        network.browsing();
        if (!network.credentials().isEmpty()) {
            ADMIN.profile(
                    title(network),
                    network.id,
                    network.simulator.uri().toString(),
                    network.credentials().get(0),
                    network.credentials().get(1));
            return;
        }
        ADMIN.ok(
                201,
                "/profiles",
                Map.of(
                        "title",
                        title(network),
                        "network",
                        network.id,
                        "server",
                        network.simulator.uri().toString(),
                        "handle",
                        "",
                        "collectEvery",
                        0));
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/herald/profiles.html");
            Locator row = Walk.row(page, title(network));
            row.locator(".herald-profile__connect").click();
            Walk walk = new Walk(page);
            walk.is(2);
            try {
                walk.there();
            } catch (AssertionError e) {
                throw new AssertionError(
                        page.url() + "\n" + row.allInnerTexts() + "\n" + network.simulator.violations(), e);
            }
            walk.is(3);
            Locator choice = walk.dialog.locator("[name=account]");
            if (choice.count() > 0) {
                Browser.picture(page, "choice-" + network.id);
                Browser.accessible(page, "dialog");
                choice.first().check();
            }
            walk.finish();
            assertThat(row.locator(".herald-sign[data-state=OK]")).isVisible(PATIENTLY);
        }
    }

    private String profile(ClosedNetwork network) {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(one -> one.path("profile"))
                .filter(one -> one.path("title").asText().equals(title(network)))
                .map(one -> one.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** One click; the editor sees ten ends. */
    @Test
    void anArticleReachesAllTenAtOnce() {
        List<Integer> before =
                networks.stream().map(network -> network.posts().size()).toList();
        Bluesky.person("tenth");
        String bluesky = ADMIN.profile(
                "Gazette on bluesky " + RUN, "bluesky", Environment.PDS, "tenth.test", Bluesky.password("tenth"));
        String mastodon = ADMIN.profile(
                "Gazette on mastodon " + RUN,
                "mastodon",
                Environment.SNAC,
                "alice",
                Snac.person("alice").token());
        assertThat(bluesky).isNotEqualTo(mastodon);
        String article = article("ten", "Ten networks, one click");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            page.navigate(Environment.CMS + "/cms/herald/share.html" + article);
            assertThat(page.locator(".herald-busy"))
                    .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
            for (Locator variant : page.locator(".herald-variant").all()) {
                boolean ours =
                        variant.innerText().contains(RUN) || variant.innerText().contains("Rehearsal");
                variant.locator(".herald-variant__head input").setChecked(ours);
            }
            Browser.pictures(page, "share-ten");
            assertThat(page.locator(".herald-share__send"))
                    .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(30_000));
            page.locator(".herald-share__send").click();
            assertThat(page.locator(".herald-look__doubt[data-why=MANY]")).containsText("10 profiles");
            Browser.pictures(page, "look-ten");
            page.locator(".herald-look__go").click();
            assertThat(page.locator(".herald-delivery[data-state=SENT]"))
                    .hasCount(10, new LocatorAssertions.HasCountOptions().setTimeout(180_000));
            Browser.pictures(page, "social-ten");
            Browser.accessible(page, ".herald");
        }
        for (int i = 0; i < networks.size(); i++) {
            assertThat(networks.get(i).posts()).as(networks.get(i).id).hasSize(before.get(i) + 1);
            assertThat(networks.get(i).simulator.violations())
                    .as(networks.get(i).id)
                    .isEmpty();
        }
    }

    private static String article(String name, String title) {
        String page = SITE + "/" + name;
        Web.Reply made = Web.form(
                Environment.CMS + page,
                Map.of(
                        "_charset_", "UTF-8",
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/jcr:title", title,
                        "jcr:content/herald:image", PICTURE,
                        "jcr:content/herald:imageAlt", "Two bees on a flower",
                        "jcr:content/sling:resourceType", "herald-demo/components/page",
                        "jcr:content/sling:published", "true",
                        "jcr:content/sling:published@TypeHint", "Boolean"),
                ADMIN.headers());
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        return page;
    }

    private String share(ClosedNetwork network, String article, String text) {
        Map<String, Object> variant = Map.of(
                "profile",
                profile(network),
                "text",
                text + " " + Environment.CMS + article + ".html",
                "attachment",
                "MEDIA",
                "media",
                List.of(Map.of("path", PICTURE, "alt", "Two bees on a flower")));
        return ADMIN.ok(202, "/shares", Map.of("path", article, "variants", List.of(variant), "again", true))
                .path("id")
                .asText();
    }

    private JsonNode settled(ClosedNetwork network, String share) {
        return ADMIN.settled(share, PATIENCE).get(profile(network));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("networks")
    void anArticleIsSharedAnsweredAndTakenBack(ClosedNetwork network) {
        String article = article("story-" + network.id, "Bees & wasps");
        String share = share(network, article, "Bees & wasps <3 (a story)");
        JsonNode sent = settled(network, share);
        assertThat(sent.path("state").asText()).as(sent.toString()).isEqualTo("SENT");
        assertThat(sent.path("message").asText())
                .as("nothing was changed on the way")
                .isEmpty();
        List<String> posts = network.posts();
        assertThat(posts).hasSize(1);
        String post = posts.get(0);
        assertThat(network.shown(post)).contains("story-" + network.id + ".html");
        assertThat(network.state().toString())
                .contains(network.id.equals("telegram") ? "photo" : "Two bees on a flower");

        network.answer(post, "How many <b>kinds</b> are there?");
        List<JsonNode> items = ADMIN.collect(profile(network), article, 1);
        assertThat(items).hasSize(1);
        assertThat(items.get(0).toString()).contains("How many").doesNotContain("<b>");

        String item = items.get(0).path("id").asText();
        ADMIN.ok(200, "/inbox/review", Map.of("ids", List.of(item), "state", "APPROVED"));
        long seen = ADMIN.inboxOf(article).get(0).path("version").asLong();
        JsonNode answer = ADMIN.ok(202, "/inbox/" + item + "/answer", Map.of("text", "Fourteen kinds.", "seen", seen));
        JsonNode answered = ADMIN.settled(answer.path("id").asText(), PATIENCE)
                .values()
                .iterator()
                .next();
        assertThat(answered.path("state").asText()).as(answered.toString()).isEqualTo("SENT");
        assertThat(network.hasAnswer("Fourteen kinds.")).isTrue();

        ADMIN.ok(202, "/shares/" + share + "/" + profile(network), Map.of("act", "WITHDRAW"));
        if (network.takesBack()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(network.posts()).isEmpty());
        } else {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            ADMIN.variants(share).at("/0/message").asText())
                    .contains("Instagram"));
            assertThat(ADMIN.variants(share).at("/0/state").asText()).isEqualTo("SENT");
        }
        assertThat(network.simulator.violations()).isEmpty();
    }

    private JsonNode view(ClosedNetwork network) {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .filter(one -> one.at("/profile/title").asText().equals(title(network)))
                .findFirst()
                .orElseThrow();
    }

    private BigDecimal used(ClosedNetwork network) {
        return new BigDecimal(view(network).at("/used/month").asText());
    }

    private static BigDecimal charged(ClosedNetwork network) {
        return new BigDecimal(network.state().path("spent").asText());
    }

    private void budget(ClosedNetwork network, BigDecimal perMonth) {
        JsonNode profile = view(network).path("profile");
        Map<String, Object> changed = Map.of(
                "title",
                profile.path("title").asText(),
                "network",
                network.id,
                "server",
                profile.path("server").asText(),
                "handle",
                profile.path("handle").asText(),
                "collectEvery",
                0,
                "budget",
                perMonth == null ? Map.of() : Map.of("perMonth", perMonth));
        Web.Reply reply = ADMIN.send("PUT", "/profiles/" + profile(network), changed);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private String said(ClosedNetwork network, String article, String text) {
        Map<String, Object> variant = Map.of(
                "profile",
                profile(network),
                "text",
                text + " https://example.org/bees", // X takes this machine's address for no link, and charges less
                "attachment",
                "NONE");
        return ADMIN.ok(202, "/shares", Map.of("path", article, "variants", List.of(variant), "again", true))
                .path("id")
                .asText();
    }

    /** X charges: a post is paid, the next one asks and is let through, what is read counts, and reading ends. */
    @Test
    void theMonthsMoneyIsSpentAskedForAndNotPassed() {
        ClosedNetwork x =
                networks.stream().filter(one -> one.id.equals("x")).findFirst().orElseThrow();
        BigDecimal link = new BigDecimal("0.2");
        int before = x.posts().size();
        BigDecimal begun = used(x);
        BigDecimal charged = charged(x);
        budget(x, begun.add(new BigDecimal("0.25")));
        String article = article("money", "What bees cost");
        String first = said(x, article, "Paid");
        assertThat(settled(x, first).path("state").asText()).isEqualTo("SENT");
        assertThat(used(x)).isEqualByComparingTo(begun.add(link));

        String second = said(x, article, "Too dear");
        JsonNode asks = settled(x, second);
        assertThat(asks.path("state").asText()).isEqualTo("REFUSED");
        assertThat(asks.path("reason").asText()).isEqualTo("BUDGET");
        assertThat(asks.path("message").asText()).contains("This costs 0.20 USD");
        assertThat(x.posts()).as("nothing went out").hasSize(before + 1);
        ADMIN.ok(202, "/shares/" + second + "/" + profile(x), Map.of("act", "LET_THROUGH"));
        JsonNode sent = settled(x, second);
        assertThat(sent.path("state").asText()).as(sent.toString()).isEqualTo("SENT");
        assertThat(used(x)).isEqualByComparingTo(begun.add(link).add(link));
        assertThat(x.posts()).hasSize(before + 2);

        x.answer(x.posts().get(before + 1), "And what do they earn?");
        ADMIN.ok(202, "/profiles/" + profile(x) + "/collect", Map.of());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(view(x).at("/profile/health").asText())
                        .contains("collects nothing now", "X charges for reading"));
        assertThat(ADMIN.inboxOf(article)).isEmpty();
        budget(x, begun.add(BigDecimal.ONE));
        assertThat(ADMIN.collect(profile(x), article, 1)).hasSize(1);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(view(x).at("/profile/health").asText()).isEmpty());
        BigDecimal cent = new BigDecimal("0.01"); // the account itself is read when it is checked
        assertThat(used(x).subtract(begun))
                .isGreaterThan(link.add(link))
                .isCloseTo(charged(x).subtract(charged), within(cent));
        for (String share : List.of(first, second)) {
            ADMIN.ok(202, "/shares/" + share + "/" + profile(x), Map.of("act", "WITHDRAW"));
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(x.posts()).hasSize(before));
        budget(x, null);
        assertThat(x.simulator.violations()).isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("networks")
    void whatIsLostOnTheWayBackIsNeverSaidTwice(ClosedNetwork network) {
        String article = article("lost-" + network.id, "Lost and found");
        int before = network.posts().size();
        network.simulator.mood(Mood.LOST_AFTER, network.posting, 1);
        String share = share(network, article, "Lost and found");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode variant = ADMIN.variants(share).get(0);
            boolean found = variant.path("state").asText().equals("SENT");
            boolean asks = variant.path("state").asText().equals("UNCERTAIN")
                    && variant.path("attempts").asInt() > 0;
            assertThat(found || asks).as(variant.toString()).isTrue();
        });
        assertThat(network.posts()).hasSize(before + 1);
        assertThat(network.simulator.violations()).isEmpty();
    }
}
