package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The CMS's eleven stories about its start screen and its tools. */
@ExtendWith(CmsStories.class)
class CmsStoriesAdminIT {
    private static StorySite site;

    @BeforeAll
    static void makeContent() {
        site = new StorySite();
    }

    @AfterAll
    static void takeItAway() {
        site.close();
    }

    @Test
    void theStartHasASearchAndTheMenus(Tab tab) {
        tab.open("/cms/start.html");
        tab.see("nav[aria-label=Manage]");
        tab.see("nav[aria-label=Tools]");
        tab.page.fill("form[action$='recent.search.html'] input[name=q]", "tomatoes");
        tab.page.press("form[action$='recent.search.html'] input[name=q]", "Enter");
        tab.see(".search-result-container .panel-block[title='/content/herald-demo/en/tomatoes']");
        tab.see(".herald-tile__box");
        Browser.accessible(tab.page, ".herald-tile");
        Browser.accessible(tab.page, ".herald-bell");
    }

    @Test
    void theProfileOpensInADialog(Tab tab) {
        tab.open("/cms/start.html");
        tab.page.setViewportSize(1000, 660);
        tab.page.click(".navbar-burger");
        tab.page.click(".navbar a[data-title='User Profile']");
        assertThat(tab.dialog().locator("form").count()).isEqualTo(1);
    }

    @Test
    void wordsAreReplacedEverywhere(Tab tab) {
        String page = site.page("haystack", "jcr:content/haystack", "a needle");
        tab.open("/cms/admin/bulkreplace.html");
        suffix(tab, page);
        tab.page.fill("[name=updateProperties]", "haystack");
        tab.page.selectOption("[name=mode]", "exact");
        tab.page.fill("[name=find]", "a needle");
        tab.page.fill("[name=replace]", "a pin");
        tab.page.click("main [type=submit]");
        tab.done();
        assertThat(StorySite.read(page + "/jcr:content").path("haystack").asText())
                .isEqualTo("a pin");
    }

    /** The first of two steps: which path is meant. */
    private static void suffix(Tab tab, String path) {
        tab.page.fill("[name=suffix]", path);
        tab.page.click("main [type=submit]");
        tab.page.waitForURL("**" + path);
        tab.settled();
    }

    @Test
    void theConfigurationIsThere(Tab tab) {
        List<Entry<String, String>> screens = List.of(
                Map.entry("config/configs.html/conf", "a[data-title='Add Config Context']"),
                Map.entry("config/buckets.html/conf/global", "a[data-title='Add Bucket']"),
                Map.entry("config/bucket.html/conf/global/files", "a[data-title='Add Config']"),
                Map.entry("config/edit.html/conf/global/files/editors", "a.action-button"),
                Map.entry("config/edit.html/conf/global/files/transformations", "a[data-title='Add Transformation']"),
                Map.entry(
                        "transformations/edit.html/conf/global/files/transformations/sling-cms-thumbnail",
                        "a.action-button"),
                Map.entry("config/bucket.html/conf/global/site", "a[data-title='Add Config']"),
                Map.entry("config/edit.html/conf/global/site/policies", "a.action-button"),
                Map.entry("config/edit.html/conf/global/site/rewrite", "a.action-button"),
                Map.entry("config/edit.html/conf/global/site/settings", "a.action-button"),
                Map.entry("config/edit.html/conf/global/site/templates", "a[data-title='Add Template']"),
                Map.entry("template/edit.html/conf/global/site/templates/fragment", "a.action-button"));
        for (Entry<String, String> screen : screens) {
            assertThat(tab.open("/cms/" + screen.getKey())).as(screen.getKey()).isEqualTo(200);
            tab.see(screen.getValue());
        }
    }

    @Test
    void aDictionaryIsOpened(Tab tab) {
        String dictionary = "/etc/i18n/" + site.run;
        site.make(dictionary, "jcr:primaryType", "sling:OrderedFolder", "jcr:content/jcr:title", "Stories");
        tab.open("/cms/i18n/dictionaries.html/etc/i18n");
        tab.see("a[data-title='Add i18n Dictionary']");
        tab.page.click("main td[data-value='" + dictionary + "'] a");
        tab.see("a[data-title='Add Language']");
        tab.see("a[data-title='Add Entry']");
        tab.see("button.is-primary");
    }

    @Test
    void aJobPublishesAPage(Tab tab) {
        String page = site.page("by-job");
        tab.open("/cms/jobs/list.html");
        Locator dialog = tab.press("Add Start Job");
        dialog.locator("select[name=_job]")
                .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("Bulk Publication"));
        dialog.locator(".repeating__add").click();
        dialog.locator(".repeating__container input[name=paths]").fill(page);
        dialog.locator("[type=submit]").click();
        tab.done();
        Locator job = tab.page.locator("main tbody tr:first-child td:nth-child(2) a");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            tab.open("/cms/jobs/list.html");
            return job.count() > 0;
        });
        String id = job.getAttribute("href").replaceFirst("^/cms/jobs/view.html/", "");
        job.click();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            tab.page.reload();
            return tab.see("dl").textContent().contains("Publication complete for path: " + page);
        });
        assertThat(Web.get(Environment.CMS + page + ".html").status()).isEqualTo(200);
        ApprovalSite.form(Cms.admin(), "/bin/cms/removejob", Map.of("id", id));
    }

    @Test
    void contentIsLoaded(Tab tab) {
        String folder = site.path + "/loaded";
        site.make(folder, "jcr:primaryType", "sling:Folder");
        tab.open("/cms/admin/loadcontent.html");
        suffix(tab, folder);
        tab.page.fill("textarea[name=':content']", "{\"in\":{\"jcr:primaryType\":\"sling:Folder\",\"word\":\"read\"}}");
        tab.page.click("main [type=submit]");
        tab.done();
        assertThat(StorySite.read(folder + "/in").path("word").asText()).isEqualTo("read");
    }

    @Test
    void thePublicationIsThere(Tab tab) {
        assertThat(tab.open("/cms/publication/home.html")).isEqualTo(200);
        tab.see("main dl, main .tile, main table");
    }

    @Test
    void aQueryIsExplained(Tab tab) {
        tab.open("/cms/admin/querydebug.html");
        tab.page.fill("[name=statement]", "SELECT * FROM [sling:Page]");
        tab.page.click("main [type=submit]");
        assertThat(tab.see("#query-debug dl dd").textContent()).contains("sling:Page");
    }

    @Test
    void staticFilesCanBeAdded(Tab tab) {
        tab.open("/cms/static/content.html/static/clientlibs/sling-cms");
        tab.see("a[data-title='Add File']");
        tab.see("a[data-title='Add Folder']");
    }

    @Test
    void usersAndGroupsCanBeAdded(Tab tab) {
        tab.open("/cms/auth/list.html/home/users");
        assertThat(tab.press("Add User").locator("[name=':name']").count()).isEqualTo(1);
        tab.open("/cms/auth/list.html/home/groups");
        assertThat(tab.press("Add Group").locator("[name=':name']").count()).isEqualTo(1);
    }
}
