package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People are told in the CMS, and by e-mail once somebody set that up. */
class NoticeIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final Cms ADMIN = Cms.admin();
    private static ApprovalSite site;
    private static Cms nora;
    private static Cms otto;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new ApprovalSite("noticed");
        nora = person("nora-" + RUN, "herald-authors");
        otto = person("otto-" + RUN, "herald-authors", "herald-reviewers");
    }

    @AfterAll
    static void forget() {
        for (String who : List.of("nora-", "otto-")) { // reviewers are told of what other tests submit
            Web.form(
                    Environment.CMS + "/system/userManager/user/" + who + RUN + ".delete.html",
                    Map.of(),
                    ADMIN.headers());
        }
    }

    private static Cms person(String name, String... groups) {
        Cms who = Cms.user(
                name,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("authors", "herald-editors"),
                                java.util.Arrays.stream(groups))
                        .toArray(String[]::new));
        Web.Reply reply = Web.form(
                Environment.CMS + "/system/userManager/user/" + name + ".update.json",
                Map.of("profile/email", name + "@localhost"),
                ADMIN.headers());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return who;
    }

    private static List<JsonNode> notices(Cms who, String article) {
        return Cms.stream(who.get("/notices").json().path("items"))
                .filter(item -> item.path("articlePath").asText().equals(article))
                .toList();
    }

    private static List<String> told(Cms who, String article) {
        return notices(who, article).stream().map(n -> n.path("what").asText()).toList();
    }

    private static String article(String name) {
        return site.article(name);
    }

    @Test
    void everybodyIsToldWhatConcernsThemInTheCms() {
        String article = article("told");
        ApprovalSite.done(nora, article, "SUBMIT");
        assertThat(told(otto, article)).containsExactly("SUBMIT");
        assertThat(told(nora, article)).as("not of one's own doing").isEmpty();
        ApprovalSite.done(otto, article, "REQUEST_CHANGES");
        assertThat(told(nora, article)).containsExactly("REQUEST_CHANGES");
        assertThat(notices(nora, article).get(0).path("note").asText()).isEqualTo("As said.");
        ApprovalSite.done(nora, article, "SUBMIT", Map.of("variants", List.of(site.post("Told"))));
        ApprovalSite.done(otto, article, "APPROVE");
        ApprovalSite.done(otto, article, "PUBLISH");
        assertThat(told(nora, article)).containsExactly("PUBLISH", "APPROVE", "REQUEST_CHANGES");
        assertThat(nora.get("/notices").json().path("unread").asInt()).isPositive();
        assertThat(nora.post("/notices/read", Map.of()).status()).isEqualTo(204);
        assertThat(nora.get("/notices").json().path("unread").asInt()).isZero();
        assertThat(otto.get("/notices").json().path("unread").asInt())
                .as("somebody else's are not read by that")
                .isPositive();
    }

    @Test
    void anApprovalThatEndsWithinADayIsTold() {
        ApprovalSite brief = new ApprovalSite("brief");
        brief.policy(true, List.of("herald-reviewers"), 1);
        String article = brief.article("brief");
        ApprovalSite.done(nora, article, "SUBMIT");
        ApprovalSite.done(otto, article, "APPROVE");
        await().atMost(SOON).until(() -> told(nora, article).contains("LAPSE_SOON"));
        assertThat(brief.stage(article)).as("it holds till then").isEqualTo("APPROVED");
    }

    @Test
    void whatFailsIsToldToWhoWaitsForIt() {
        String hidden = ADMIN.article("fails-" + RUN, "Fails");
        nora.post(
                "/shares",
                Map.of(
                        "path",
                        hidden,
                        "variants",
                        List.of(site.post(
                                "Nowhere",
                                "at",
                                ApprovalSite.local(java.time.Instant.now().plusSeconds(3)),
                                "zone",
                                "UTC"))));
        await().atMost(SOON).until(() -> told(nora, hidden).contains("FAILED"));
        assertThat(notices(nora, hidden).get(0).path("note").asText()).contains("not public");
    }

    @Test
    void theBellTheTileAndThePageShowIt() {
        String article = article("on-screen");
        ApprovalSite.done(nora, article, "SUBMIT");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("otto-" + RUN, Cms.password("otto-" + RUN), "en-US");
            assertThat(page.locator(".herald-bell__count"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(page.locator(".herald-tile [data-kind=REVIEW]")).containsText("to be reviewed");
            Browser.pictures(page, "start");
            Browser.accessible(page, ".herald-tile");
            page.locator(".herald-bell").click();
            assertThat(page.locator(".herald-notice--new[data-what=SUBMIT]").first())
                    .containsText("on-screen", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
            Browser.pictures(page, "news");
            Browser.accessible(page, ".herald");
            page.reload();
            assertThat(page.locator(".herald-notice").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(page.locator(".herald-notice--new")).hasCount(0);
            page.context().close();
            Page french = browser.signedIn("otto-" + RUN, Cms.password("otto-" + RUN), "fr-FR");
            assertThat(french.locator(".herald-tile h2").getByText("Mon travail"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            french.navigate(Environment.CMS + "/cms/herald/work.html");
            french.selectOption("#herald-mail", "DIGEST");
            french.locator(".herald-mail__save").click();
            assertThat(french.locator(".herald-news .notification")).containsText("Enregistré");
            Browser.pictures(french, "news-fr");
            french.context().close();
        }
        JsonNode settings = otto.get("/notices").json().path("settings");
        assertThat(settings.path("mail").asText()).isEqualTo("DIGEST");
        assertThat(settings.path("language").asText()).isEqualTo("fr");
        otto.send("PUT", "/notices/settings", Map.of("mail", "EACH", "language", "fr", "zone", "Europe/Zurich"));
    }

    @Test
    void eMailIsSentOnceItIsSetUpAndAsItsReaderWantsIt() {
        String early = article("before");
        ApprovalSite.done(nora, early, "SUBMIT");
        assertThat(nora.get("/notices").json().path("sending").asBoolean()).isFalse();
        otto.send("PUT", "/notices/settings", Map.of("mail", "EACH", "language", "fr", "zone", "Europe/Zurich"));
        nora.send("PUT", "/notices/settings", Map.of("mail", "DIGEST", "language", "en", "zone", "UTC"));
        try (Mailbox mailbox = new Mailbox()) {
            assertThat(nora.send("PUT", "/mail", Map.of("host", "localhost")).status())
                    .as("for administrators")
                    .isEqualTo(403);
            assertThat(ADMIN.send("PUT", "/mail", Map.of("host", "localhost", "from", "herald"))
                            .status())
                    .isEqualTo(400);
            Web.Reply set = ADMIN.send(
                    "PUT",
                    "/mail",
                    Map.of(
                            "host", "localhost",
                            "port", Mailbox.PORT,
                            "user", Mailbox.USER,
                            "password", Mailbox.PASSWORD,
                            "from", "herald@localhost",
                            "cms", Environment.CMS));
            assertThat(set.status()).as(set.text()).isEqualTo(200);
            assertThat(set.text()).doesNotContain(Mailbox.PASSWORD);
            try {
                await().atMost(SOON).untilAsserted(() -> assertThat(
                                nora.get("/notices").json().path("sending").asBoolean())
                        .isTrue());
                String article = article("mailed");
                ApprovalSite.done(nora, article, "SUBMIT");
                String address = "otto-" + RUN + "@localhost";
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(mailbox.of(address)).anySatisfy(mail -> assertThat(mail)
                                .startsWith("À relire\u00a0: «\u00a0mailed\u00a0», de nora-" + RUN)
                                .contains(Environment.CMS + "/cms/herald/share.html" + article + "#review")));
                ApprovalSite.done(otto, article, "APPROVE");
                await().during(Duration.ofSeconds(14)).atMost(SOON).untilAsserted(() -> assertThat(
                                mailbox.of("nora-" + RUN + "@localhost"))
                        .as("a digest waits for the morning")
                        .isEmpty());
                assertThat(mailbox.of(address).stream().filter(mail -> mail.contains("«\u00a0mailed\u00a0»")))
                        .as("once")
                        .hasSize(1);
            } finally {
                ADMIN.send("PUT", "/mail", Map.of("host", ""));
            }
        }
    }
}
