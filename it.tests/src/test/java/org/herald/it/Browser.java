package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;

/** Chromium, signed in to the CMS as somebody; takes pictures and looks for barriers. */
final class Browser implements AutoCloseable {
    private static final int WIDE = 1400;
    private static final int MEDIUM = 800;
    private static final int NARROW = 400;
    private static final int HEIGHT = 900;
    private static final Path TOUR = Path.of(System.getProperty("herald.tour"));
    private final Playwright playwright = Playwright.create(
            new Playwright.CreateOptions().setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getProperty("herald.it.chromium", "/usr/bin/chromium")))
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-sync",
                            "--host-resolver-rules=MAP *" + TlsDoor.DOMAIN + " 127.0.0.1")));

    /** A fresh window, signed in by the CMS's own form. */
    Page signedIn(String user, String password, String language) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setIgnoreHTTPSErrors(true) // of what stands before the CMS
                .setViewportSize(WIDE, HEIGHT));
        Page page = context.newPage();
        page.navigate(Environment.CMS + "/cms/start.html");
        page.fill("[name=j_username]", user);
        page.fill("[name=j_password]", password);
        page.click("[type=submit]");
        page.waitForURL("**/cms/start.html");
        return page;
    }

    /** Signed in at another address of the CMS, too. */
    static void alsoAt(String address, Page page) {
        page.context()
                .addCookies(page.context().cookies(Environment.CMS).stream()
                        .map(cookie -> new Cookie(cookie.name, cookie.value)
                                .setUrl(address)
                                .setHttpOnly(true))
                        .toList());
    }

    /** A window of somebody whose sign-in was kept. */
    BrowserContext again(Path signedIn) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("en-US")
                .setStorageStatePath(signedIn)
                .setViewportSize(WIDE, HEIGHT));
    }

    /** A reader, not signed in. */
    Page reader() {
        return chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(WIDE, HEIGHT))
                .newPage();
    }

    /** A reader whose browser runs no script. */
    Page readerWithoutScript() {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setViewportSize(WIDE, HEIGHT))
                .newPage();
    }

    /** Presses Share, and says yes to what is unusual about it: which accounts that is depends on what ran before. */
    static void share(Page page) {
        page.locator(".herald-share__send").click();
        Locator look = page.locator(".herald-look__go");
        assertThat(look.or(page.locator(".herald-social")).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
        if (look.isVisible()) {
            look.click();
        }
    }

    /** Takes a picture wide and narrow. */
    static void picture(Page page, String name) {
        shoot(page, name + "-wide", WIDE);
        shoot(page, name + "-narrow", NARROW);
        page.setViewportSize(WIDE, HEIGHT);
    }

    /** Takes a picture at three widths. */
    static void pictures(Page page, String name) {
        shoot(page, name + "-medium", MEDIUM);
        picture(page, name);
    }

    private static void shoot(Page page, String name, int width) {
        page.setViewportSize(width, HEIGHT);
        boolean dialog = page.locator("dialog[open]").count() > 0;
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(TOUR.resolve(name + ".png"))
                .setFullPage(!dialog && width == WIDE));
        Object overflow = page.evaluate(
                "() => [...document.querySelectorAll('.herald, .herald-dialog, .herald-conversation')].some(e =>"
                        + " e.scrollWidth > e.clientWidth + 1)");
        assertThat(overflow).as("%s is wider than its window", name).isEqualTo(false);
    }

    /** Looks for serious barriers in a part of the page. */
    static void accessible(Page page, String part) {
        List<Rule> serious = new AxeBuilder(page)
                .include(List.of(part)).analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .toList();
        assertThat(serious.stream()
                        .map(rule ->
                                rule.getId() + ": " + rule.getNodes().get(0).getHtml()))
                .as("barriers in %s", part)
                .isEmpty();
    }

    /** Looks for barriers of any kind in a part of the page. */
    static void faultless(Page page, String part) {
        assertThat(new AxeBuilder(page)
                        .include(List.of(part)).analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": "
                                        + rule.getNodes().get(0).getHtml()))
                .as("barriers in %s", part)
                .isEmpty();
    }

    @Override
    public void close() {
        int[] number = {0};
        chromium.contexts().stream()
                .flatMap(context -> context.pages().stream())
                .forEach(page -> page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Environment.WORK.resolve("left-open-" + number[0]++ + ".png")))); // of a failed test
        playwright.close();
    }
}
