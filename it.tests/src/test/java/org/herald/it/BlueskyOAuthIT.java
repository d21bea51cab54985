package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A profile is connected in the browser, at the very page that Bluesky's own server shows, and posts. The server gives
 * tokens for a minute and a half, so that each use renews them; a refresh token that came twice would end the sign-in.
 */
class BlueskyOAuthIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Console CONSOLE = new Console(Environment.CMS);
    private static final String CONNECTOR = "org.herald.connectors.bluesky.BlueskyConnector";
    private static final String RUN = UUID.randomUUID().toString().substring(0, 6);
    private static final String NAME = "oauth" + RUN;
    private static final String TITLE = "Gazette in the browser " + RUN;
    private static final int MANY = 20;
    private static TlsDoor door;

    @BeforeAll
    static void start() {
        Environment.start();
        door = new TlsDoor();
        CONSOLE.set(CONNECTOR, Map.of("directory", "http://localhost:2582"));
        address(door.address());
    }

    @AfterAll
    static void stop() {
        ADMIN.send("PUT", "/mail", Map.of("host", ""));
        CONSOLE.set(CONNECTOR, Map.of("directory", "https://plc.directory"));
        door.close();
    }

    private static void address(String cms) {
        Web.Reply set = ADMIN.send(
                "PUT",
                "/mail",
                Map.of(
                        "host",
                        "localhost",
                        "port",
                        Mailbox.PORT,
                        "user",
                        Mailbox.USER,
                        "password",
                        Mailbox.PASSWORD,
                        "from",
                        "herald@localhost",
                        "cms",
                        cms));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    @Test
    void aProfileIsConnectedInTheBrowserPostsAndIsRenewed() throws Exception {
        Bluesky person = Bluesky.person(NAME);
        String profile = ADMIN.profile(TITLE, "bluesky", Environment.PDS, person.handle, Bluesky.password(NAME));
        String first = ADMIN.share(ADMIN.article("oauth-a-" + RUN, "With a password " + RUN), profile);
        assertThat(ADMIN.settled(first).get(profile).path("state").asText()).isEqualTo("SENT");
        theCmsTellsWhoItIs();
        connectInTheBrowser();
        assertThat(ADMIN.variants(first).path(0).path("state").asText())
                .as("the history stays")
                .isEqualTo("SENT");
        String before = session(profile);
        String second = ADMIN.share(ADMIN.article("oauth-b-" + RUN, "In the browser " + RUN), profile);
        JsonNode sent = ADMIN.settled(second).get(profile);
        assertThat(sent.path("state").asText()).as(sent.toString()).isEqualTo("SENT");
        assertThat(Bluesky.latest(person.did, "In the browser " + RUN)).isNotNull();
        assertThat(session(profile)).as("renewed, and kept").isNotEqualTo(before);
        manyAtOnceAreRenewedOneAfterTheOther(profile);
        ADMIN.send("DELETE", "/profiles/" + profile, Map.of());
    }

    private static void theCmsTellsWhoItIs() {
        JsonNode client =
                Web.get(Environment.CMS + "/herald/about/bluesky/client.json").json();
        assertThat(client.path("client_id").asText()).isEqualTo(door.address() + "/herald/about/bluesky/client.json");
        Web.Reply keys = Web.get(Environment.CMS + "/herald/about/bluesky/keys.json");
        assertThat(keys.json().path("keys")).hasSize(1);
        assertThat(keys.text()).doesNotContain("\"d\"");
        assertThat(keys.header("Cache-Control")).contains("public");
        assertThat(Web.get(Environment.CMS + "/herald/about/bluesky/other.json").status())
                .isEqualTo(404);
    }

    private static void connectInTheBrowser() {
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("admin", "admin", "en-US");
            Browser.alsoAt(door.address(), page);
            page.navigate(door.address() + "/cms/herald/profiles.html");
            Locator row = Walk.row(page, TITLE);
            row.locator(".herald-profile__connect").click();
            Walk walk = new Walk(page);
            walk.is(2);
            walk.next();
            page.waitForURL(url -> url.startsWith(Environment.PDS + "/oauth/authorize"));
            page.fill("input[name=password]", Bluesky.password(NAME));
            page.locator("button[type=submit]").click();
            page.locator("button[type=submit]")
                    .filter(new Locator.FilterOptions().setHasText("Authorize"))
                    .click();
            page.waitForURL(url -> url.startsWith(door.address() + "/cms/herald/profiles.html"));
            assertThat(page.locator(".herald-message")).containsText("is connected as");
            assertThat(page.url()).doesNotContain("code=");
            assertThat(row.locator(".herald-sign[data-state=OK]")).isVisible();
            Browser.picture(page, "bluesky-connected");
        }
    }

    /** As the repository keeps it: encrypted. */
    private static String session(String profile) {
        JsonNode secret = Web.get(Environment.CMS + "/var/herald/profiles/" + profile + "/secret.json", ADMIN.headers())
                .json();
        assertThat(secret.path("herald:session").asText()).isNotEmpty().doesNotContain("refresh", "eyJ");
        return secret.path("herald:session").asText();
    }

    private static void manyAtOnceAreRenewedOneAfterTheOther(String profile) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(MANY);
        try {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                calls.add(() ->
                        ADMIN.post("/profiles/" + profile + "/test", Map.of()).json());
            }
            for (Future<JsonNode> one : callers.invokeAll(calls)) {
                assertThat(one.get().at("/profile/health").asText("-"))
                        .as(one.get().toString())
                        .isEmpty();
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
