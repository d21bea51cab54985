package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.herald.simulators.x.XSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Connecting a profile is a guided walk, and no way through it gives a profile another's account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Console CONSOLE = new Console(Environment.CMS);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String FACEBOOK = "org.herald.connectors.facebook.FacebookConnector";
    private List<ClosedNetwork> networks;

    @BeforeAll
    void start() {
        Environment.start();
        ADMIN.forgetProfiles(); // of other tests: an account is connected once
        networks = ClosedNetwork.all();
    }

    @AfterAll
    void stop() {
        ADMIN.forgetProfiles();
        networks.forEach(ClosedNetwork::close);
    }

    private ClosedNetwork network(String id) {
        return networks.stream().filter(one -> one.id.equals(id)).findFirst().orElseThrow();
    }

    private static Page board(Browser browser, String language) {
        Page page = browser.signedIn("admin", "admin", language);
        page.navigate(Environment.CMS + "/cms/herald/profiles.html");
        return page;
    }

    private static JsonNode profile(String title) {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(one -> one.path("profile"))
                .filter(one -> one.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** From the first step to the last without a mouse; the token is checked before anything else is asked. */
    @Test
    void aBotsTokenIsCheckedAtOnceAndTheKeyboardIsEnough() {
        ClosedNetwork telegram = network("telegram");
        String title = "Channel " + RUN;
        try (Browser browser = new Browser()) {
            Page page = board(browser, "en-US");
            page.locator(".herald-profiles__add").focus();
            page.keyboard().press("Enter");
            Walk walk = new Walk(page);
            walk.is(1);
            Locator tile = walk.dialog.locator("input[value=telegram]");
            page.keyboard().press("Space");
            for (int i = 0; i < 12 && !tile.isChecked(); i++) {
                page.keyboard().press("ArrowDown");
            }
            page.keyboard().press("Enter");
            walk.is(2);
            page.keyboard().type(telegram.credentials().get(0));
            keys(page, "Tab");
            page.keyboard().type("4242:wrong");
            keys(page, "Tab", "Tab", "Enter", "Tab", "Control+a");
            page.keyboard().type(telegram.simulator.uri().toString());
            page.keyboard().press("Enter");
            Locator secret = walk.dialog.locator("[name=secret][aria-invalid=true]");
            assertThat(secret).isFocused();
            String described = secret.getAttribute("aria-describedby");
            assertThat(page.locator("[id='" + described + "']")).containsText("@BotFather");
            Browser.accessible(page, "dialog");
            walk.back().is(1);
            walk.next().is(2);
            assertThat(walk.dialog.locator("[name=handle]"))
                    .hasValue(telegram.credentials().get(0));
            walk.dialog.locator("[name=secret]").focus();
            keys(page, "Control+a");
            page.keyboard().type(telegram.credentials().get(1));
            page.keyboard().press("Enter");
            walk.is(3);
            keys(page, "Control+a");
            page.keyboard().type(title);
            page.keyboard().press("Enter");
            walk.is(4);
            assertThat(profileOf("telegram").path("enabled").asBoolean())
                    .as("nobody has rights yet, and nobody can use it")
                    .isFalse();
            choose(page, "sites", "Apache");
            choose(page, "rights.publish", "EDIT");
            assertThat(walk.dialog.locator("[data-picker='rights.publish'] .herald-token"))
                    .hasText("herald-editors×");
            choose(page, "rights.publish", "herald-a");
            page.keyboard().press("Backspace");
            assertThat(walk.dialog.locator("[data-picker='rights.publish'] .herald-token"))
                    .hasCount(1);
            Browser.picture(page, "walk-place");
            Browser.accessible(page, "dialog");
            walk.next().is(5);
            walk.fill("times", "25:00").next();
            assertThat(walk.dialog.locator("[name=times][aria-invalid=true]")).isFocused();
            walk.fill("times", "09:00").next();
            assertThat(Walk.row(page, title).locator(".herald-sign[data-state=OK]"))
                    .isVisible();
            edited(page, title);
        }
        JsonNode made = profile(title);
        assertThat(made.path("enabled").asBoolean()).isTrue();
        assertThat(made.at("/rights/publish").toString()).isEqualTo("[\"herald-editors\"]");
        assertThat(made.path("sites")).hasSize(1);
        assertThat(made.at("/rhythm/times").toString()).contains("09:00");
    }

    private static JsonNode profileOf(String network) {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(one -> one.path("profile"))
                .filter(one -> one.path("network").asText().equals(network))
                .findFirst()
                .orElseThrow();
    }

    private static void keys(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private static void choose(Page page, String name, String text) {
        page.locator("dialog [name='" + name + "']").focus();
        page.keyboard().type(text);
        assertThat(page.locator("[data-picker='" + name + "'] [role=option]").first())
                .isVisible();
        keys(page, "ArrowDown", "Enter");
    }

    /** What the walk asked for, in tabs; another form that is open stays, and what was typed in it. */
    private static void edited(Page page, String title) {
        Locator other = page.locator(".herald-profile").filter(new Locator.FilterOptions().setHasNotText(title));
        other.getByText("Edit", new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();
        Locator typed = other.locator(".herald-profile-form [name=title]");
        typed.fill("Half typed");
        Walk.row(page, title)
                .getByText("Edit", new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator form = Walk.row(page, title).locator(".herald-profile-form");
        form.getByText("Account", new Locator.GetByTextOptions().setExact(true)).focus();
        keys(page, "ArrowRight");
        assertThat(form.locator("[data-picker='rights.publish'] .herald-token")).hasText("herald-editors×");
        Browser.picture(page, "profile-edit");
        Browser.accessible(page, ".herald");
        form.locator(".herald-profile-form__save").click();
        assertThat(form).hasCount(0);
        assertThat(typed).hasValue("Half typed");
        other.getByText("Cancel", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".herald-profile-form")).hasCount(0);
        assertThat(page.locator(".herald-profile:focus")).hasCount(1);
    }

    @Test
    void whatIsMissingIsSaidAndOfSeveralAccountsOneIsChosen() {
        ClosedNetwork facebook = network("facebook");
        CONSOLE.set(FACEBOOK, Map.of("appId", "", ".appSecret", ""));
        String title = "Press " + RUN;
        try (Browser browser = new Browser()) {
            Page page = board(browser, "fr-FR");
            Walk walk = Walk.begin(page, "facebook");
            Locator lacks = walk.dialog.locator(".herald-callout--wait");
            assertThat(lacks).containsText("appId");
            assertThat(lacks).containsText(".appSecret");
            assertThat(lacks).containsText(FACEBOOK);
            assertThat(lacks.locator("a")).hasAttribute("href", "https://developers.facebook.com/apps/");
            Browser.picture(page, "walk-unconfigured-fr");
            Browser.accessible(page, "dialog");
            facebook.settings.forEach(CONSOLE::set);
            assertThat(lacks).isVisible();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        if (lacks.count() > 0) { // the connector starts anew with its configuration
                            lacks.locator(".herald-walk__look").click();
                            page.waitForTimeout(500);
                        }
                        return lacks.count() == 0;
                    });
            walk.back().is(1);
            walk.next().is(2); // the server is the connector's, which moved
            page.reload();
            walk.is(2);
            walk.there();
            walk.is(3);
            Browser.picture(page, "walk-choice-fr");
            Browser.accessible(page, "dialog");
            walk.dialog.locator("[name=account]").first().check();
            walk.fill("title", title).finish();
            assertThat(Walk.row(page, title).locator(".herald-sign[data-state=OK]"))
                    .isVisible();

            Walk.row(page, title).locator(".herald-profile__connect").click();
            walk.is(2);
            assertThat(walk.dialog.locator(".herald-callout").first()).containsText("restent");
            walk.there();
            walk.is(3);
            assertThat(walk.dialog.locator("[name=account]:not([disabled])")).hasCount(1);
            refusedByTheDoorOfTheChoice(page, "otherAccount");
            walk.next();
            assertThat(page.locator(".herald-message")).containsText("Herald Press");

            Walk second = Walk.begin(page, "facebook");
            second.there();
            second.is(3);
            assertThat(second.dialog.locator(".herald-pick__why")).containsText(title);
            second.dialog.locator(".herald-walk__close").click();
            assertThat(second.dialog).hasCount(0);
            assertThat(page.locator(".herald-profile .herald-speaker")
                            .filter(new Locator.FilterOptions().setHasText("Facebook")))
                    .hasCount(1); // nothing is left of the second
        }
        assertThat(profile(title).path("handle").asText()).isEqualTo("Herald Press");
    }

    /** Whoever goes past the screen meets the same rule. */
    private static void refusedByTheDoorOfTheChoice(Page page, String code) {
        String choice = page.evaluate("JSON.parse(sessionStorage.getItem('herald-walk')).choice")
                .toString();
        Locator other = page.locator("dialog [name=account][disabled]").first();
        Web.Reply reply =
                ADMIN.send("POST", "/oauth/choices/" + choice, Map.of("account", other.getAttribute("value")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
    }

    @Test
    void anotherAccountIsRefusedByItsNamesThroughTokenAndCodeFlow() {
        ClosedNetwork x = network("x");
        XSimulator server = (XSimulator) x.simulator;
        x.settings.forEach(CONSOLE::set);
        String title = "Gazette " + RUN;
        try (Browser browser = new Browser()) {
            Page page = board(browser, "fr-FR");
            server.browsing("gazette", true);
            Walk walk = Walk.begin(page, "x");
            walk.dialog.locator("details").last().locator("summary").click();
            walk.fill("server", server.uri().toString());
            walk.there();
            walk.is(2);
            assertThat(walk.message()).containsText("refusé");
            server.browsing("gazette", false);
            walk.there();
            walk.is(3);
            walk.fill("title", title).finish();

            server.browsing("nora", false);
            Walk.row(page, title).locator(".herald-profile__connect").click();
            walk.is(2);
            walk.there();
            walk.is(2);
            namesBoth(walk, title);
            Browser.picture(page, "walk-other-account-fr");
            walk.dialog.locator("details").first().locator("summary").click();
            walk.fill("secret", server.connectToken("nora").access()).next();
            assertThat(walk.dialog.locator("[name=secret][aria-invalid=true]")).isFocused();
            namesBoth(walk, title);
            walk.dialog.locator(".herald-walk__close").click();

            JsonNode kept = profile(title);
            Web.Reply form = ADMIN.send(
                    "PUT",
                    "/profiles/" + kept.path("id").asText(),
                    Map.of(
                            "title",
                            title,
                            "network",
                            "x",
                            "server",
                            server.uri().toString(),
                            "secret",
                            server.connectToken("nora").access()));
            assertThat(form.json().path("code").asText()).isEqualTo("otherAccount");
            assertThat(profile(title)).isEqualTo(kept);
        }
    }

    private static void namesBoth(Walk walk, String title) {
        assertThat(walk.message()).containsText("nora");
        assertThat(walk.message()).containsText("gazette");
        assertThat(walk.message()).containsText(title);
    }
}
