package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A tab with the CMS in it, used as an editor does; and what went wrong in it, seen or unseen. */
final class Tab implements AutoCloseable {
    /** On a loaded machine the CMS compiles a screen's scripts for a while when it is asked for first. */
    private static final double PATIENCE = 60_000;

    final Page page;
    private final List<String> faults = new CopyOnWriteArrayList<>();

    Tab(BrowserContext context) {
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(error -> faults.add("uncaught at " + page.url() + ": " + error));
        page.onResponse(response -> {
            if (response.status() >= 500) {
                faults.add(response.status() + " for " + response.request().method() + " " + response.url());
            }
        });
    }

    /** Goes to an address of the CMS, and returns its status. */
    int open(String path) {
        int status = page.navigate(Environment.CMS + path).status();
        settled();
        return status;
    }

    /** Waits until something is on the screen. */
    Locator see(String selector) {
        Locator found = page.locator(selector).first();
        found.waitFor();
        return found;
    }

    /** Marks a card or a row, whose actions then stand above. */
    void mark(String path) {
        page.click(".card[data-value='" + path + "'] .card-image, tr[data-resource='" + path + "'] .Cell-Static");
        see(".is-selected");
    }

    /** Presses an action above the content; its dialog opens. Returns that. */
    Locator press(String title) {
        page.click(".level .buttons a[data-title='" + title + "']");
        return dialog();
    }

    /** The dialog that is open, once it is loaded. */
    Locator dialog() {
        Locator dialog = page.locator(".modal.is-active").last();
        dialog.locator(".modal-title").waitFor();
        return dialog;
    }

    /** Waits for the CMS's word that it is done, confirms it, and waits for what it then shows. */
    void done() {
        assertThat(word()).isEqualTo("success");
        page.click(".modal .close-modal.is-primary");
        settled();
    }

    /** The heading of the CMS's short message: "success", or what went wrong. */
    String word() {
        return page.locator(".modal:has(.modal-message) .modal-title")
                .textContent()
                .strip();
    }

    /** Why Herald refused it, as it stands on the screen; confirms that it was read. */
    String refusal() {
        assertThat(word()).as("what stands where a number stood").isEqualTo("Refused");
        String why = page.locator(".modal .modal-message").textContent().strip();
        assertThat(why).doesNotContain("<");
        page.locator(".modal .close-modal.is-primary").last().click();
        return why;
    }

    /** Waits until nothing is loading any more. */
    void settled() {
        page.waitForFunction("() => window.Sling?.CMS && !document.querySelector('.modal .loader')");
    }

    /** Takes a picture of what a failed story left open. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Environment.WORK.resolve("left-open-" + name + ".png")));
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        page.close();
    }
}
