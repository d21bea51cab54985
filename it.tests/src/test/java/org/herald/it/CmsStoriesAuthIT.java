package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The CMS's four stories about signing in and out, each in a window of its own. */
class CmsStoriesAuthIT {
    private static Browser browser;
    private BrowserContext window;
    private Tab tab;

    @BeforeAll
    static void start() {
        Environment.start();
        browser = new Browser();
    }

    @BeforeEach
    void somebodyNew() {
        window = browser.reader().context();
        tab = new Tab(window);
    }

    @AfterEach
    void nothingWentWrong() {
        assertThat(tab.faults()).isEmpty();
        window.close();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void theRootIsForbidden() {
        assertThat(Web.get(Environment.CMS + "/").status()).isEqualTo(403);
    }

    @Test
    void whoIsNotSignedInGetsAPageThatSaysSo() {
        assertThat(tab.open("/")).isEqualTo(403);
        assertThat(tab.see("main").textContent()).isNotBlank();
        assertThat(tab.page.locator("[class*=herald]").count())
                .as("Herald is for who is signed in")
                .isZero();
    }

    @Test
    void itsLinkLeadsToTheSignInAndThatToTheStart() {
        tab.open("/");
        tab.page.click("main a");
        tab.page.waitForURL("**/system/sling/form/login**");
        signIn();
        tab.see(".herald-tile__box");
    }

    private void signIn() {
        tab.page.fill("[name=j_username]", "admin");
        tab.page.fill("[name=j_password]", "admin");
        tab.page.click("[type=submit]");
        tab.page.waitForURL("**/cms/start.html");
        tab.settled();
    }

    @Test
    void somebodySignsOut() {
        tab.page.navigate(Environment.CMS + "/system/sling/form/login");
        signIn();
        tab.page.setViewportSize(1000, 660);
        tab.page.click(".navbar-burger");
        tab.see(".navbar-menu");
        tab.page.click("a[href='/system/sling/logout']");
        tab.page.waitForURL(url -> !url.endsWith("/cms/start.html"));
        tab.page.navigate(Environment.CMS + "/cms/start.html");
        tab.see("[name=j_username]");
    }
}
