package org.herald.core.medialibrary;

import static org.assertj.core.api.Assertions.assertThat;

import javax.jcr.Session;
import javax.jcr.nodetype.NodeTypeManager;
import javax.jcr.nodetype.NodeTypeTemplate;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pictures that anybody may fetch by their address. */
@ExtendWith(SlingContextExtension.class)
class PublicPicturesServiceTest {
    private static final String PAGE = "/content/page";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private PublicPicturesService pictures;

    @BeforeEach
    void prepare() throws Exception {
        NodeTypeManager types =
                context.resourceResolver().adaptTo(Session.class).getWorkspace().getNodeTypeManager();
        NodeTypeTemplate page = types.createNodeTypeTemplate();
        page.setName(Names.NT_PAGE);
        page.setDeclaredSuperTypeNames(new String[] {"nt:unstructured"});
        types.registerNodeType(page, true);
        context.create().resource(Names.ROOT);
        context.create().resource(PAGE, "jcr:primaryType", Names.NT_PAGE);
        context.create().resource(PAGE + "/jcr:content", "jcr:title", "Approved", "sling:published", true);
        context.resourceResolver().commit();
        pictures = new PublicPicturesService(
                new Repository(context.getService(ResourceResolverFactory.class), null), new Connectors());
    }

    private void put(String name, Object value) throws Exception {
        context.resourceResolver()
                .getResource(PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .put(name, value);
        context.resourceResolver().commit();
    }

    @Test
    void anOldAddressDoesNotTellTheTitleOfADraft() throws Exception {
        String address = pictures.card(Articles.read(context.resourceResolver(), PAGE))
                .substring(org.herald.PublicPictures.ROOT.length());
        assertThat(pictures.open(address)).as("as readers see it").isPresent();
        put("sling:published", false);
        assertThat(pictures.open(address)).as("it says nothing new").isPresent();
        put("jcr:title", "Nobody approved this");
        assertThat(pictures.open(address)).as("the title of a draft").isEmpty();
        put("sling:published", true);
        assertThat(pictures.open(address)).as("public again").isPresent();
    }
}
