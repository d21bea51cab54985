package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

/** Connecting a profile on the screen of profiles, as a person goes it. */
final class Walk {
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    final Page page;
    final Locator dialog;

    Walk(Page page) {
        this.page = page;
        this.dialog = page.locator("dialog.herald-walk");
    }

    /** Begins with a network. */
    static Walk begin(Page page, String network) {
        page.locator(".herald-profiles__add").click();
        Walk walk = new Walk(page);
        walk.is(1);
        walk.dialog.locator(".herald-nettile[data-network=" + network + "]").click();
        walk.next();
        walk.is(2);
        return walk;
    }

    /** Waits until a step is the one to be done. */
    void is(int step) {
        assertThat(dialog.locator(".herald-steps__step:nth-child(" + step + ")[aria-current=step]"))
                .isVisible(PATIENTLY);
    }

    Walk next() {
        dialog.locator(".herald-walk__next").click();
        return this;
    }

    /** Goes to the network, whose stand-in sends the browser back at once. */
    Walk there() {
        page.evaluate("document.body.dataset.left = 'yes'");
        next();
        assertThat(page.locator("body:not([data-left]) dialog.herald-walk, body:not([data-left]) .herald-message")
                        .first())
                .isVisible(PATIENTLY);
        return this;
    }

    /** Opens what is asked for instead of signing in there, where that is offered first. */
    Walk byToken() {
        Locator closed = dialog.locator("details.herald-walk__fold:not([open]):has([name=secret]) summary");
        if (closed.count() > 0) {
            closed.click();
        }
        return this;
    }

    Walk back() {
        dialog.locator(".herald-walk__back").click();
        return this;
    }

    Walk fill(String name, String value) {
        dialog.locator("[name=" + name + "]").fill(value);
        return this;
    }

    Locator message() {
        return dialog.locator(".herald-message");
    }

    /** From the account to the end. */
    void finish() {
        is(3);
        next().is(4);
        next().is(5);
        next();
        assertThat(dialog).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
    }

    /** A profile on the board. */
    static Locator row(Page page, String title) {
        return page.locator(".herald-profile").filter(new Locator.FilterOptions().setHasText(title));
    }
}
