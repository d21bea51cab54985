package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts that the screens are made of, each on one page, used with the mouse and with the keyboard alone. */
class KitIT {
    private static final String PLACE = Environment.CMS + "/static/clientlibs/herald";
    private static final Map<String, String> FILES = Map.of("parts.html", "text/html", "parts.js", "text/javascript");
    private static final Cms ADMIN = Cms.admin();
    private static Browser browser;
    private Page page;

    @BeforeAll
    static void putThemUp() throws IOException {
        Environment.start();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            try (InputStream in = KitIT.class.getResourceAsStream("/kit/" + file.getKey())) {
                Web.upload(PLACE, file.getKey(), file.getValue(), in.readAllBytes(), ADMIN.headers());
            }
        }
        browser = new Browser();
    }

    @AfterAll
    static void takeThemDown() {
        browser.close();
        FILES.keySet().forEach(name -> Web.form(PLACE + "/" + name, Map.of(":operation", "delete"), ADMIN.headers()));
    }

    @BeforeEach
    void open() {
        page = browser.reader();
        page.navigate(PLACE + "/parts.html");
        page.locator("html[data-ready]").waitFor();
    }

    @AfterEach
    void shut() {
        page.context().close();
    }

    private Locator in(String part, String selector) {
        return page.locator("#" + part + " " + selector);
    }

    private void keys(String... keys) {
        Keyboard keyboard = page.keyboard();
        List.of(keys).forEach(keyboard::press);
    }

    @Test
    void chipsAreOnOrOffAndTokensGo() {
        Locator mine = in("chips", ".herald-chip >> nth=1");
        assertThat(in("chips", ".herald-chip >> nth=0")).hasAttribute("aria-pressed", "true");
        mine.click();
        assertThat(mine).hasAttribute("aria-pressed", "true");
        keys("Space");
        assertThat(mine).hasAttribute("aria-pressed", "false");
        assertThat(mine).isFocused();
        page.getByLabel("Remove bees").click();
        assertThat(in("chips", ".herald-token")).hasText(java.util.regex.Pattern.compile("roses.*"));
    }

    @Test
    void aDialogTakesTheFocusKeepsItAndGivesItBack() {
        Locator opener = page.locator(".open-dialog");
        opener.focus();
        keys("Enter");
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).hasAccessibleName("A dialog");
        page.locator("#name").fill("Rita");
        for (int i = 0; i < 6; i++) {
            keys("Tab");
            assertThat(page.evaluate("() => document.activeElement === document.body"
                            + " || !!document.activeElement.closest('dialog')"))
                    .as("the page behind is out of reach")
                    .isEqualTo(true);
        }
        keys("Escape");
        assertThat(dialog).hasCount(0);
        assertThat(page.locator("#told")).hasText("closed with undefined");
        assertThat(opener).isFocused();
        opener.click();
        page.locator("#name").fill("Rita");
        Browser.faultless(page, "dialog[open]");
        dialog.getByText("Take").click();
        assertThat(page.locator("#told")).hasText("closed with Rita");
        assertThat(opener).isFocused();
    }

    @Test
    void aQuestionHasTheFocusOnTheWayBack() {
        Locator opener = page.locator(".open-question");
        opener.focus();
        keys("Enter");
        assertThat(page.locator("dialog[open]")).hasAccessibleName("Delete the post?");
        assertThat(page.locator(".herald-dialog__back")).isFocused();
        Browser.faultless(page, "dialog[open]");
        keys("Enter");
        assertThat(page.locator("#told")).hasText("delete: false");
        assertThat(opener).isFocused();
        opener.click();
        page.locator("dialog[open] .is-danger").click();
        assertThat(page.locator("#told")).hasText("delete: true");
    }

    @Test
    void aMessageCanBeTakenBackAndGoesWhenNobodyIsInIt() {
        Locator opener = page.locator(".open-toast");
        opener.click();
        Locator undo = page.locator(".herald-toast__undo");
        undo.focus();
        Browser.faultless(page, ".herald-toasts");
        keys("Enter");
        assertThat(page.locator("#told")).hasText("taken back");
        assertThat(page.locator(".herald-toast")).hasCount(0);
        assertThat(opener).isFocused();
        page.locator(".open-hint").click();
        page.locator(".herald-toast .delete").focus();
        page.waitForTimeout(3_500);
        assertThat(page.locator(".herald-toast")).hasCount(1);
        page.locator(".open-hint").focus();
        assertThat(page.locator(".herald-toast")).hasCount(0);
        assertThat(page.locator(".open-hint")).isFocused();
    }

    @Test
    void aPickerFindsTakesAndGivesBack() {
        Locator input = page.locator("#things");
        assertThat(input).hasAccessibleName("Groups");
        assertThat(input).hasAccessibleDescription("Who may post.");
        input.focus();
        page.keyboard().type("b");
        assertThat(in("picker", "#things-options [role=option]")).hasCount(2);
        keys("ArrowDown", "ArrowDown");
        assertThat(in("picker", "[aria-selected=true]")).containsText("Bulbs");
        assertThat(input)
                .hasAttribute(
                        "aria-activedescendant",
                        in("picker", "[aria-selected=true]").getAttribute("id"));
        Browser.faultless(page, "#picker");
        keys("Enter");
        assertThat(page.evaluate("() => window.parts.things.values().join()")).isEqualTo("compost,bulbs");
        assertThat(input).isFocused();
        keys("Backspace");
        assertThat(page.evaluate("() => window.parts.things.values().join()")).isEqualTo("compost");
        page.keyboard().type("nowhere");
        assertThat(in("picker", ".herald-options__none")).isVisible();
        keys("Escape");
        assertThat(input).hasValue("");
        assertThat(in("picker", "#things-options")).isHidden();
        input.click();
        in("picker", "#things-options [role=option] >> nth=0").click();
        assertThat(page.evaluate("() => window.parts.things.values().join()")).isEqualTo("compost,allotments");
        in("picker", "[aria-label*=Compost]").click();
        assertThat(page.evaluate("() => window.parts.things.values().join()")).isEqualTo("allotments");
        assertThat(input).isFocused();
    }

    @Test
    void aFinderLeavesWhatWasTyped() {
        Locator input = page.locator("#page");
        input.fill("com");
        assertThat(in("picker", "#page-options [role=option]")).hasCount(1);
        keys("Escape");
        assertThat(input).hasValue("com");
        assertThat(in("picker", "#page-options")).isHidden();
        keys("ArrowDown");
        assertThat(in("picker", "#page-options [role=option]")).hasCount(1);
        keys("ArrowDown", "Enter");
        assertThat(input).hasValue("compost");
        assertThat(input).isFocused();
    }

    @Test
    void enterTakesTheOnlyThingThatIsFound() {
        Locator input = page.locator("#page");
        input.fill("com");
        assertThat(in("picker", "#page-options [role=option]")).hasCount(1);
        keys("Enter");
        assertThat(input).hasValue("compost");
        assertThat(in("picker", "#page-options")).isHidden();
    }

    @Test
    void aFindingLeadsToItsPlaceInTheText() {
        assertThat(in("field", ".herald-mark")).hasCount(2);
        assertThat(in("field", ".herald-counter--over")).isVisible();
        in("field", "[data-rule=shouting] button").focus();
        keys("Enter");
        Locator area = page.locator("#text");
        assertThat(area).isFocused();
        assertThat(area.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)"))
                .isEqualTo("CLICK HERE");
        page.keyboard().type("See here");
        assertThat(page.locator("#told")).containsText("See here for the bees");
        assertThat(in("field", ".herald-mark")).hasCount(0);
    }

    @Test
    void aListGoesOnWhereItEnded() {
        assertThat(in("list", "li")).hasCount(3);
        in("list", ".herald-pager__more").focus();
        keys("Enter");
        assertThat(in("list", "li")).hasCount(6);
        assertThat(in("list", "[data-id='3']")).isFocused();
        in("list", ".herald-pager__more").click();
        assertThat(in("list", "li")).hasCount(7);
        assertThat(in("list", ".herald-pager__more")).hasCount(0);
        assertThat(in("list", "[data-id='6']")).isFocused();
        assertThat(in("list", "[role=status]")).containsText("7");
    }

    @Test
    void whatSomebodyUsesStaysAsItIsHoweverOftenItIsRendered() {
        Locator answer = page.getByLabel("Answer to Comment 2");
        answer.fill("Thank you");
        answer.evaluate("input => { input.setSelectionRange(2, 5); window.before = input; }");
        page.evaluate(
                "() => window.parts.list.change([{ id: 0, text: 'Comment 1, corrected' }, { id: 1, text: 'Comment 2'"
                        + " }])");
        page.evaluate("() => { window.parts.redraw(); window.parts.redraw(); }");
        assertThat(in("list", "[data-id='0']")).containsText("corrected");
        assertThat(answer).isFocused();
        assertThat(answer).hasValue("Thank you");
        assertThat(answer.evaluate(
                        "input => input === window.before && input.selectionStart + '-' + input.selectionEnd"))
                .isEqualTo("2-5");
    }

    @Test
    void nobodyMeetsABarrier() {
        Browser.faultless(page, "#parts");
        Browser.picture(page, "parts");
        page.setViewportSize(400, 900);
        Browser.faultless(page, "#parts");
        page.setViewportSize(700, 450); // as a window of 1400 at 200 %
        Browser.faultless(page, "#parts");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        Browser.faultless(page, "#parts");
        page.setViewportSize(1400, 900);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Environment.WORK.resolve("parts-forced-colours.png"))
                .setFullPage(true));
    }

    @Test
    void everyTargetIsLargeEnough() {
        for (int width : List.of(1400, 400)) {
            page.setViewportSize(width, 900);
            assertThat(page.evaluate(
                            "() => [...document.querySelectorAll('#parts button, #parts input, #parts textarea')]"
                                    + ".filter((e) => e.offsetParent).map((e) => [e, e.getBoundingClientRect()])"
                                    + ".filter(([, box]) => box.width < 24 || box.height < 24)"
                                    + ".map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"))
                    .as("smaller than 24 px at %s", width)
                    .isEqualTo(List.of());
        }
    }
}
