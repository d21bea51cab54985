package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Plays stories in the CMS's own screens: one sign-in for all classes, a browser for each, and a {@link Tab} for each
 * story that takes one. A story fails as well when a script threw something nobody caught, or an answer was a 500.
 *
 * <p>The CMS has stories of its own, 37 about its editor ({@code it/cypress/e2e}, without the parts of its reference
 * site). They are told again here, on content that each class makes and takes away, with Herald on the screens:
 * {@code CmsStoriesAuthIT} (4), {@code CmsStoriesAdminIT} (11), {@code CmsStoriesAuthoringIT} (7),
 * {@code CmsStoriesEditorIT} (8), {@code CmsStoriesTaxonomyIT} (5) and {@code CmsStoriesUgcIT} (2). None is left out:
 * on content of its own each passes. {@code CmsStoriesApprovalIT} plays what is another thing on a site that asks for
 * approvals, and {@code CmsScreensIT} opens every screen.
 */
final class CmsStories implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace HERE = Namespace.create(CmsStories.class);
    private static final Path SIGNED_IN = Environment.WORK.resolve("cms-stories-signed-in.json");

    @Override
    public void beforeAll(ExtensionContext context) {
        Environment.start();
        Browser browser = new Browser();
        context.getRoot().getStore(HERE).getOrComputeIfAbsent("signed in", key -> signIn(browser));
        context.getStore(HERE).put(Browser.class, browser);
        context.getStore(HERE).put(BrowserContext.class, browser.again(SIGNED_IN));
    }

    private static boolean signIn(Browser browser) {
        BrowserContext context = browser.signedIn("admin", "admin", "en-US").context();
        context.storageState(new BrowserContext.StorageStateOptions().setPath(SIGNED_IN));
        context.close();
        return true;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tab.class;
    }

    @Override
    public Tab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Tab tab = new Tab(context.getStore(HERE).get(BrowserContext.class, BrowserContext.class));
        context.getStore(HERE).put(Tab.class, tab);
        return tab;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Tab tab = context.getStore(HERE).remove(Tab.class, Tab.class);
        if (tab == null) {
            return;
        }
        try (tab) {
            if (context.getExecutionException().isPresent()) {
                tab.picture(context.getRequiredTestClass().getSimpleName() + "-"
                        + context.getRequiredTestMethod().getName());
            }
            assertThat(tab.faults()).as("what went wrong on the screen").isEmpty();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getStore(HERE).get(Browser.class, Browser.class).close();
    }
}
