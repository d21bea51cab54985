package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jcr.GuestCredentials;
import javax.jcr.Session;
import org.apache.sling.api.SlingHttpServletRequest;
import org.apache.sling.api.adapter.AdapterManager;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.apache.sling.testing.mock.sling.servlet.MockSlingHttpServletRequest;
import org.herald.core.site.SettingsStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A page on which a component shows what it found by a query. */
@ExtendWith(SlingContextExtension.class)
class ListedContentTest {
    private static final String FOUND = Newsroom.PAGE + "/jcr:content/text";
    private static final String LIST = Newsroom.SITE + "/list/jcr:content/list";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private ListedContent filter;

    @BeforeEach
    void open() throws Exception {
        Newsroom room = new Newsroom(context, home);
        context.create().resource(FOUND, "text", "Nobody approved this");
        context.create().resource(Newsroom.SITE + "/list", "jcr:primaryType", "sling:Page");
        context.create()
                .resource(
                        Newsroom.SITE + "/list/jcr:content",
                        "jcr:primaryType",
                        "nt:unstructured",
                        "sling:published",
                        true);
        context.create().resource(LIST, "text", "A list");
        context.resourceResolver().commit();
        filter = new ListedContent(
                new PublicationRequests(null, new SettingsStore(room.repository), null, room.repository),
                new AdapterManager() {
                    @Override
                    public <T> T getAdapter(Object adaptable, Class<T> type) {
                        return type.cast(new Asked((SlingHttpServletRequest) adaptable));
                    }
                });
    }

    private ResourceResolver reader() throws Exception {
        Session guest = context.resourceResolver()
                .adaptTo(Session.class)
                .getRepository()
                .login(new GuestCredentials());
        return context.getService(ResourceResolverFactory.class).getResourceResolver(Map.of("user.jcr.session", guest));
    }

    /** A model of the request, as a list is one. */
    private record Asked(SlingHttpServletRequest request) {}

    private List<String> found(ResourceResolver who) throws Exception {
        MockSlingHttpServletRequest request = new MockSlingHttpServletRequest(who, context.bundleContext());
        List<String> paths = new ArrayList<>();
        filter.doFilter(request, null, (asked, answer) -> {
            Asked model = ((SlingHttpServletRequest) asked).adaptTo(Asked.class);
            SlingHttpServletRequest seen = model == null ? (SlingHttpServletRequest) asked : model.request();
            seen.getResourceResolver()
                    .findResources(
                            "SELECT * FROM [nt:base] AS n WHERE ISDESCENDANTNODE(n, '/content') AND n.[text] IS NOT NULL",
                            "JCR-SQL2")
                    .forEachRemaining(found -> paths.add(found.getPath()));
        });
        return paths;
    }

    @Test
    void readersFindNothingThatIsNotPublic() throws Exception {
        assertThat(found(reader())).containsExactly(LIST);
        context.resourceResolver()
                .getResource(Newsroom.PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .put("sling:published", true);
        context.resourceResolver().commit();
        assertThat(found(reader())).as("approved by itself").containsExactlyInAnyOrder(LIST, FOUND);
    }

    @Test
    void whoWritesFindsDrafts() throws Exception {
        assertThat(found(context.resourceResolver())).contains(LIST, FOUND);
    }

    @Test
    void aSiteWithoutApprovalsIsAsItWas() throws Exception {
        context.create().resource("/content/other", "jcr:primaryType", "sling:Site");
        context.create().resource("/content/other/draft", "jcr:primaryType", "sling:Page");
        context.create().resource("/content/other/draft/jcr:content", "jcr:primaryType", "nt:unstructured");
        context.create().resource("/content/other/draft/jcr:content/text", "text", "Open");
        context.resourceResolver().commit();
        assertThat(found(reader())).contains("/content/other/draft/jcr:content/text");
    }
}
