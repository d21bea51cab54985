package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every screen of the CMS with Herald on it, and every dialog that its actions open: no script throws, no request ends
 * in a 500 ({@link CmsStories} looks), and Herald's bell is there.
 */
@ExtendWith(CmsStories.class)
class CmsScreensIT {
    private static StorySite site;

    @BeforeAll
    static void makeContent() {
        site = new StorySite();
        site.make(site.path + "/folder", "jcr:primaryType", "sling:OrderedFolder", "jcr:content/jcr:title", "Folder");
        byte[] bees = Web.bytes(Environment.CMS + "/static/clientlibs/herald-demo/bees.jpg")
                .body();
        Web.upload(
                Environment.CMS + site.path,
                "bees.jpg",
                "image/jpeg",
                bees,
                Cms.admin().headers());
    }

    @AfterAll
    static void takeItAway() {
        site.close();
    }

    /** Opens the dialogs of some actions, one after the other. */
    private static void openEach(Tab tab, String actions) {
        List<String> titles = tab.page.locator(actions).all().stream()
                .map(action -> action.getAttribute("data-title"))
                .toList();
        for (String title : titles) {
            Locator dialog = tab.press(title);
            assertThat(dialog.locator(".modal-message").count())
                    .as("refused: %s", title)
                    .isZero();
            dialog.locator(".modal-close").click();
            assertThat(tab.page.locator(".modal")).hasCount(0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "start.html",
                "site/sites.html/content",
                "site/sites.html/content/herald-demo",
                "site/content.html/content/herald-demo/en",
                "site/content.table.html/content/herald-demo/en",
                "static/content.html/static",
                "taxonomy/list.html/etc/taxonomy",
                "config/configs.html/conf",
                "config/buckets.html/conf/global",
                "config/bucket.html/conf/global/site",
                "config/edit.html/conf/global/site/templates",
                "template/edit.html/conf/herald-demo/site/templates/article",
                "transformations/edit.html/conf/global/files/transformations/sling-cms-thumbnail",
                "usergenerated/content.html/etc/usergenerated",
                "admin/bulkreplace.html",
                "admin/loadcontent.html",
                "admin/querydebug.html",
                "auth/list.html/home/users",
                "auth/list.html/home/groups",
                "i18n/dictionaries.html/etc/i18n",
                "jobs/list.html",
                "mappings/list.html/etc/map",
                "publication/home.html",
                "publication/agents.html",
                "publication/exporters.html",
                "publication/importers.html",
                "page/edit.html/content/herald-demo/en/index"
            })
    void aScreen(String screen, Tab tab) {
        assertThat(tab.open("/cms/" + screen)).isEqualTo(200);
        if (screen.startsWith("page/")) {
            tab.see(".herald-share-action");
            return;
        }
        tab.see(".herald-bell");
        openEach(tab, ".level .buttons a.Fetch-Modal");
    }

    /** As the CMS opens a site; its own dialogs load the cards anew. */
    @Test
    void shareStandsBelowTheCardOfEachPage(Tab tab) {
        assertThat(tab.open("/cms/site/content.html" + site.path)).isEqualTo(200);
        Locator share = tab.page.locator(".card-footer [data-herald-share]");
        assertThat(share).hasCount(1);
        assertThat(share).isVisible();
        tab.page.evaluate("() => document.querySelector('.card-footer [data-herald-share]').remove()");
        assertThat(share).hasCount(1);
        Browser.picture(tab.page, "cards");
        share.focus();
        tab.page.keyboard().press("Enter");
        assertThat(tab.page.locator("dialog.herald-dialog")).isVisible();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"index", "folder", "bees.jpg"})
    void whatCanBeDoneWith(String name, Tab tab) {
        assertThat(tab.open("/cms/site/content.html" + site.path)).isEqualTo(200);
        tab.mark(site.path + "/" + name);
        openEach(tab, ".actions-target a.Fetch-Modal");
    }
}
