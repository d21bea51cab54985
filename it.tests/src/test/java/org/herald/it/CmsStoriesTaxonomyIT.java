package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The CMS's five stories about topics. */
@ExtendWith(CmsStories.class)
class CmsStoriesTaxonomyIT {
    private static final String ROOT = "/etc/taxonomy/";
    private static StorySite site;

    @BeforeAll
    static void makeContent() {
        site = new StorySite();
    }

    @AfterAll
    static void takeItAway() {
        site.close();
    }

    private static String topic(String name) {
        String topic = ROOT + site.run + name;
        site.make(topic, "jcr:primaryType", "sling:Taxonomy", "jcr:title", name);
        return topic;
    }

    private static Tab list(Tab tab) {
        assertThat(tab.open("/cms/taxonomy/list.html/etc/taxonomy")).isEqualTo(200);
        return tab;
    }

    private static Locator action(Tab tab, String title) {
        return tab.see(".has-addons > a[title='" + title + "']");
    }

    @Test
    void theMenuLeadsToTheTopics(Tab tab) {
        tab.open("/cms/start.html");
        tab.page.click(".toggle-Manage");
        tab.page.click(".nav-link-Taxonomy");
        tab.page.waitForURL("**/cms/taxonomy/list.html/etc/taxonomy");
        tab.see("tr[data-resource='/etc/taxonomy/herald-demo']");
    }

    @Test
    void aMarkedTopicHasActions(Tab tab) {
        String topic = topic("marked");
        list(tab).mark(topic);
        action(tab, "Edit Taxonomy Item");
        action(tab, "Move / Copy Taxonomy Item");
        action(tab, "Delete Taxonomy Item");
    }

    @Test
    void aTopicIsEdited(Tab tab) {
        String topic = topic("edited");
        list(tab).mark(topic);
        action(tab, "Edit Taxonomy Item").click();
        tab.dialog().locator("[name='jcr:title']").fill("Another title");
        tab.page.click(".modal .Form-Ajax [type=submit]");
        tab.done();
        assertThat(StorySite.read(topic).path("jcr:title").asText()).isEqualTo("Another title");
    }

    @Test
    void aTopicIsAdded(Tab tab) {
        String topic = ROOT + site.run + "added";
        site.forget(topic);
        Locator dialog = list(tab).press("Add Taxonomy Item");
        dialog.locator("[name='jcr:title']").fill("A new topic");
        dialog.locator("[name=':name']").fill(site.run + "added");
        dialog.locator("[type=submit]").click();
        tab.done();
        tab.see("tr[data-resource='" + topic + "']");
    }

    @Test
    void aTopicIsDeleted(Tab tab) {
        String topic = topic("deleted");
        list(tab).mark(topic);
        action(tab, "Delete Taxonomy Item").click();
        tab.dialog().locator(".Form-Ajax [type=submit]").click();
        tab.done();
        assertThat(tab.page.locator("tr[data-resource='" + topic + "']").count())
                .isZero();
        assertThat(StorySite.exists(topic)).isFalse();
    }
}
