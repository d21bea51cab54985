package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The CMS's seven stories about sites and pages, on a site that asks for no approval. */
@ExtendWith(CmsStories.class)
class CmsStoriesAuthoringIT {
    private static StorySite site;

    @BeforeAll
    static void makeContent() {
        site = new StorySite();
    }

    @AfterAll
    static void takeItAway() {
        site.close();
    }

    private static String index() {
        return site.path + "/index";
    }

    private static Tab content(Tab tab) {
        assertThat(tab.open("/cms/site/content.html" + site.path)).isEqualTo(200);
        return tab;
    }

    @Test
    void thePageOpensInTheEditor(Tab tab) {
        tab.open("/cms/page/edit.html" + index());
        assertThat(tab.page
                        .frameLocator("iframe.page-wrapper-frame")
                        .locator("body")
                        .textContent())
                .contains("index");
        Browser.accessible(tab.page, ".herald-share-action");
    }

    @Test
    void theSitesAreListed(Tab tab) {
        assertThat(tab.open("/cms/site/sites.html/content")).isEqualTo(200);
        tab.see("[data-value='/content/herald-demo'], tr[data-resource='/content/herald-demo']");
    }

    @Test
    void theSitesOfAGroupAreListed(Tab tab) {
        assertThat(tab.open("/cms/site/sites.html/content/herald-demo")).isEqualTo(200);
        tab.see("[data-value='" + site.path + "'], tr[data-resource='" + site.path + "']");
    }

    @Test
    void aPageIsAddedAndDeleted(Tab tab) {
        String page = site.path + "/added";
        Locator dialog = content(tab).press("Add Page");
        dialog.locator("[name=pageTemplate]")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Article"));
        dialog.locator("[name=title]").fill("Added");
        dialog.locator("[name=':name']").fill("added");
        dialog.locator(".is-primary").click();
        tab.done();
        tab.see(".card[data-value='" + page + "']");
        assertThat(StorySite.read(page + "/jcr:content").path("jcr:title").asText())
                .isEqualTo("Added");
        content(tab).mark(page);
        tab.press("Delete the specified page").locator(".is-primary").click();
        tab.done();
        assertThat(tab.page.locator(".card[data-value='" + page + "']").count()).isZero();
        assertThat(StorySite.exists(page)).isFalse();
    }

    @Test
    void theReferencesOfAPageAreShown(Tab tab) {
        content(tab).mark(index());
        assertThat(tab.press("References").locator(".modal-title").textContent())
                .isEqualTo("View References");
    }

    @Test
    void thePageGetsVersions(Tab tab) {
        content(tab).mark(index());
        tab.press("Manage Versions")
                .locator(".versionmanager > form [type=submit]")
                .click();
        tab.done();
        content(tab).mark(index());
        Locator create = tab.press("Manage Versions").locator(".versionmanager > form [type=submit]");
        assertThat(create.textContent().strip()).isEqualTo("Create Version");
        create.click();
        tab.done();
        content(tab).mark(index());
        assertThat(tab.press("Manage Versions").locator(".load-versions > tr").count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void thePageCanBeMovedOrCopied(Tab tab) {
        content(tab).mark(index());
        Locator dialog = tab.press("Move / Copy Page");
        assertThat(dialog.locator("input[name=':dest']").count()).isEqualTo(1);
        assertThat(dialog.locator("[name=':operation']").count()).isPositive();
    }
}
