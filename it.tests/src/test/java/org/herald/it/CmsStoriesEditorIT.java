package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The CMS's eight stories about the fields of its editor: each in a form of its own. */
@ExtendWith(CmsStories.class)
class CmsStoriesEditorIT {
    private static StorySite site;

    @BeforeAll
    static void makeContent() {
        site = new StorySite();
        site.make("/apps/" + site.run, "jcr:primaryType", "sling:Folder");
    }

    @AfterAll
    static void takeItAway() {
        site.close();
    }

    /** Opens a form with one field, for the site's first page. */
    private static void form(Tab tab, String field, String... properties) {
        String editor = "/apps/" + site.run + "/" + field.replace('/', '-');
        List<String> form = new ArrayList<>(List.of(
                "jcr:primaryType", "nt:unstructured",
                "sling:resourceType", "sling-cms/components/editor/slingform",
                "button", "Save",
                "fields/jcr:primaryType", "nt:unstructured",
                "fields/sling:resourceType", "sling-cms/components/general/container",
                "fields/field/jcr:primaryType", "nt:unstructured",
                "fields/field/sling:resourceType", "sling-cms/components/editor/fields/" + field));
        for (int i = 0; i < properties.length; i += 2) {
            form.add("fields/field/" + properties[i]);
            form.add(properties[i + 1]);
        }
        site.make(editor, form.toArray(String[]::new));
        assertThat(tab.open("/cms/editor/edit.html" + site.path + "/index/jcr:content?editor=" + editor))
                .isEqualTo(200);
        tab.see("form.Form-Ajax");
    }

    private static void labelled(Tab tab, String selector) {
        assertThat(tab.page.locator("label[for=test]")).hasText("Test");
        assertThat(tab.page.locator(selector).count()).isPositive();
    }

    @Test
    void membersOfAGroup(Tab tab) {
        form(tab, "auth/members", "name", "test");
        assertThat(tab.page.locator("[name=test]").count()).isPositive();
    }

    @Test
    void groupsOfAMember(Tab tab) {
        form(tab, "auth/membership", "name", "test");
        assertThat(tab.page.locator("[name=test]").count()).isPositive();
    }

    @Test
    void aCombobox(Tab tab) {
        form(tab, "combobox", "name", "test", "label", "Test");
        labelled(tab, "input[name=test]");
    }

    @Test
    void aPathIsSearchedForAndChosen(Tab tab) {
        form(tab, "path", "name", "test", "label", "Test", "basePath", "/content", "type", "page");
        labelled(tab, "input[name=test]");
        tab.page.click(".search-button");
        Locator dialog = tab.dialog();
        dialog.locator("[name=term]").fill("tomatoes");
        dialog.locator("[name=type]").selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("All"));
        dialog.locator("[type=submit]").click();
        dialog.locator(".search-select-button[data-path='/content/herald-demo/en/tomatoes']")
                .first()
                .click();
        assertThat(tab.page.locator("input[name=test]")).hasValue("/content/herald-demo/en/tomatoes");
    }

    @Test
    void aValueIsRepeatedAndRemoved(Tab tab) {
        form(tab, "repeating", "name", "test", "label", "Test");
        labelled(tab, "[name=test]");
        Locator values = tab.page.locator(".repeating__container .repeating__item");
        tab.page.click(".repeating__add");
        assertThat(values).hasCount(1);
        values.locator(".repeating__remove").click();
        assertThat(values).hasCount(0);
    }

    @Test
    void aTopicIsAddedAndRemoved(Tab tab) {
        String topic = "/etc/taxonomy/herald-demo/biodiversity";
        form(tab, "taxonomy", "name", "test", "label", "Test", "basePath", "/etc/taxonomy");
        assertThat(tab.page.locator("label[for=test]")).hasText("Test");
        tab.page.fill(".labelfield__field input[type=text]", topic);
        tab.page.click(".labelfield__add");
        tab.page.click("a[title='" + topic + "'] .delete");
        assertThat(tab.page.locator("a[title='" + topic + "']")).hasCount(0);
    }

    @Test
    void aTextIsSaved(Tab tab) {
        form(tab, "text", "name", "test", "label", "Test");
        labelled(tab, "input[name=test]");
        tab.page.fill("input[name=test]", "as typed");
        tab.page.click("form [type=submit]");
        tab.done();
        assertThat(StorySite.read(site.path + "/index/jcr:content").path("test").asText())
                .isEqualTo("as typed");
    }

    @Test
    void aWellOpens(Tab tab) {
        form(tab, "well", "title", "Test", "collapse", "true", "collapse@TypeHint", "Boolean");
        assertThat(tab.page.locator(".card-content")).isHidden();
        tab.page.click(".card-header");
        assertThat(tab.page.locator(".card-content")).isVisible();
    }
}
