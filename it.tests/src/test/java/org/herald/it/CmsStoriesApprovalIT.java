package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The CMS's stories about pages on a site that asks for approvals: what is refused says why where the person looks, by
 * words and not by a number; everything else is as it was.
 */
@ExtendWith(CmsStories.class)
class CmsStoriesApprovalIT {
    private static final String NOT_APPROVED = "this site publishes only what was approved";
    private static final String SEEN = "readers see this page as it was approved";
    private static ApprovalSite site;

    @BeforeAll
    static void makeContent() {
        site = new ApprovalSite("stories");
    }

    @AfterAll
    static void takeItAway() {
        site.policy(false, java.util.List.of());
        ApprovalSite.form(site.admin, site.path, Map.of(":operation", "delete"));
    }

    private static Tab content(Tab tab) {
        assertThat(tab.open("/cms/site/content.html" + site.path)).isEqualTo(200);
        return tab;
    }

    /** An article with a line of text, as readers see it. */
    private static String published(String name) {
        String article = site.article(name);
        ApprovalSite.form(
                site.anna,
                article + "/jcr:content/container",
                Map.of(
                        "jcr:primaryType", "nt:unstructured",
                        "sling:resourceType", "sling-cms/components/general/container",
                        "line/sling:resourceType", "sling-cms/components/general/textelement",
                        "line/level", "p",
                        "line/text", "As approved"));
        site.approve(article, Map.of());
        ApprovalSite.done(site.rita, article, "PUBLISH");
        return article;
    }

    private static Tab publish(Tab tab, String article) {
        content(tab).page.click(".card[data-value='" + article + "'] a[data-title='Publish']");
        tab.dialog().locator("[type=submit]").click();
        return tab;
    }

    @Test
    void theButtonOfADraftSaysThatItWasNotApproved(Tab tab) {
        String article = site.article("draft");
        assertThat(publish(tab, article).refusal()).containsIgnoringCase(NOT_APPROVED);
        assertThat(site.isPublic(article)).isFalse();
    }

    @Test
    void theButtonOfAnApprovedPagePublishesIt() {
        String article = site.article("approved");
        site.approve(article, Map.of());
        try (Browser browser = new Browser()) {
            Tab tab = new Tab(browser.signedIn("rita", Cms.password("rita"), "en-US")
                    .context()); // who administers the CMS is no author of this site
            publish(tab, article).done();
            assertThat(tab.faults()).isEmpty();
            tab.close();
        }
        assertThat(site.isPublic(article)).isTrue();
        assertThat(site.stage(article)).isEqualTo("PUBLISHED");
    }

    @Test
    void aLineThatReadersSeeIsNotChangedInTheEditor(Tab tab) {
        String article = published("line");
        String line = article + "/jcr:content/container/line";
        tab.open("/cms/page/edit.html" + article);
        FrameLocator wrapper = tab.page.frameLocator("iframe.page-wrapper-frame");
        Locator pencil = wrapper.locator(".action-button[href^='/cms/editor/edit.html" + line + "']")
                .first();
        // until the CMS's script has bound it, it is a link that leads away
        pencil.evaluate("() => new Promise(done => { const look = () => window.CMSEditor"
                + " && document.readyState === 'complete' ? done() : setTimeout(look, 50); look(); })");
        pencil.dispatchEvent("click");
        FrameLocator form = wrapper.frameLocator(".modal-frame");
        form.locator("[name=text]").fill("As nobody approved");
        form.locator("[type=submit]").click();
        assertThat(tab.refusal()).containsIgnoringCase(SEEN);
        assertThat(form.locator("[name=text]").inputValue())
                .as("what was typed is still there")
                .isEqualTo("As nobody approved");
        assertThat(StorySite.read(line).path("text").asText()).isEqualTo("As approved");
    }

    @Test
    void thePropertiesOfAPageThatReadersSeeStay(Tab tab) {
        String article = published("properties");
        content(tab).mark(article);
        Locator dialog = tab.press("Edit Page Properties");
        dialog.locator("[name='jcr:content/jcr:title'], [name='jcr:title']").fill("As nobody approved");
        dialog.locator("[type=submit]").click();
        assertThat(tab.refusal()).containsIgnoringCase(SEEN);
    }

    @Test
    void nothingThatReadersSeeIsReplaced(Tab tab) {
        String article = published("replaced");
        tab.open("/cms/admin/bulkreplace.html" + article);
        tab.page.fill("[name=updateProperties]", "text");
        tab.page.fill("[name=find]", "As approved");
        tab.page.fill("[name=replace]", "As nobody approved");
        tab.page.click("main [type=submit]");
        assertThat(tab.refusal()).containsIgnoringCase(SEEN);
    }

    @Test
    void nothingPublicIsLoaded(Tab tab) {
        String folder = site.path;
        tab.open("/cms/admin/loadcontent.html" + folder);
        tab.page.fill(
                "textarea[name=':content']",
                "{\"loaded\":{\"jcr:primaryType\":\"sling:Page\",\"jcr:content\":"
                        + "{\"jcr:primaryType\":\"nt:unstructured\",\"sling:published\":true}}}");
        tab.page.click("main [type=submit]");
        assertThat(tab.refusal()).containsIgnoringCase(NOT_APPROVED);
        assertThat(StorySite.exists(folder + "/loaded")).isFalse();
    }

    @Test
    void aPageIsAddedAndDeletedAsBefore(Tab tab) {
        String article = site.path + "/added";
        Locator dialog = content(tab).press("Add Page");
        dialog.locator("[name=pageTemplate]").selectOption(new SelectOption().setLabel("Article"));
        dialog.locator("[name=title]").fill("Added");
        dialog.locator("[name=':name']").fill("added");
        dialog.locator(".is-primary").click();
        tab.done();
        tab.see(".card[data-value='" + article + "']");
        assertThat(site.stage(article)).isEqualTo("DRAFT");
        content(tab).mark(article);
        tab.press("Delete the specified page").locator(".is-primary").click();
        tab.done();
        assertThat(StorySite.exists(article)).isFalse();
    }
}
