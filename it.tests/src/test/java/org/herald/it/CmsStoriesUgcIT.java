package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The CMS's two stories about what readers send in. */
@ExtendWith(CmsStories.class)
class CmsStoriesUgcIT {
    private static final String ROOT = "/etc/usergenerated/";
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
    void aBucketIsAdded(Tab tab) {
        String bucket = ROOT + site.run + "-added";
        site.forget(bucket);
        tab.open("/cms/usergenerated/content.html/etc/usergenerated");
        Locator dialog = tab.press("Add Bucket");
        dialog.locator("[name='jcr:content/jcr:title']").fill("Added");
        dialog.locator("[name=':name']").fill(site.run + "-added");
        dialog.locator("[type=submit]").click();
        tab.done();
        tab.see("tr[data-resource='" + bucket + "']");
    }

    @Test
    void whatAReaderSendsInIsReviewed(Tab tab) {
        String bucket = site.run + "-sent";
        site.forget(ROOT + bucket);
        String form = "jcr:content/container/form/";
        String page = site.page(
                "form",
                "jcr:content/sling:published",
                "true",
                "jcr:content/sling:published@TypeHint",
                "Boolean",
                "jcr:content/container/jcr:primaryType",
                "nt:unstructured",
                "jcr:content/container/sling:resourceType",
                "sling-cms/components/general/container",
                form + "sling:resourceType",
                "reference/components/forms/form",
                form + "submitText",
                "Send",
                form + "successAction",
                "redirect",
                form + "successMessage",
                "Thank you",
                form + "fields/name/sling:resourceType",
                "reference/components/forms/fields/textfield",
                form + "fields/name/name",
                "name",
                form + "fields/name/type",
                "text",
                form + "fields/name/label",
                "Name",
                form + "fields/name/saveAs",
                "string",
                form + "actions/keep/sling:resourceType",
                "reference/components/forms/actions/usergeneratedcontent",
                form + "actions/keep/bucket",
                bucket,
                form + "actions/keep/pathDepth",
                "0",
                form + "actions/keep/contentType",
                "OTHER",
                form + "actions/keep/approveAction",
                "MOVE",
                form + "actions/keep/name",
                "sent",
                form + "actions/keep/preview",
                "Somebody wrote",
                form + "actions/keep/targetPath",
                site.path);
        tab.page.navigate(Environment.CMS + page + ".html");
        tab.page.fill("[name=name]", "A reader");
        tab.page.click("form [type=submit]");
        tab.see("text=Thank you");
        tab.open("/cms/usergenerated/content.html" + ROOT + bucket);
        tab.page.click("main tbody tr:first-child .Cell-Static");
        String review = tab.see(".buttons a[title='Review User Generated Content']")
                .getAttribute("href"); // it opens another tab
        assertThat(tab.open(review)).isEqualTo(200);
        assertThat(tab.see("form[data-callback=handleugc]").isVisible()).isTrue();
    }
}
