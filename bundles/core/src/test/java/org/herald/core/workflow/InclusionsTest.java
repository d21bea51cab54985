package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import javax.jcr.Session;
import javax.jcr.nodetype.NodeTypeManager;
import javax.jcr.nodetype.NodeTypeTemplate;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is noted of the things that an article shows. */
@ExtendWith(SlingContextExtension.class)
class InclusionsTest {
    private static final String SITE = "/content/site";
    private static final String PAGE = SITE + "/page";
    private static final String FILE = SITE + "/a.jpg";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private Repository repository;
    private String identity;

    @BeforeEach
    void prepare() throws Exception {
        NodeTypeManager types =
                context.resourceResolver().adaptTo(Session.class).getWorkspace().getNodeTypeManager();
        NodeTypeTemplate file = types.createNodeTypeTemplate();
        file.setName("sling:File");
        file.setDeclaredSuperTypeNames(new String[] {"nt:unstructured"});
        types.registerNodeType(file, true);
        context.create().resource("/conf/herald" + SITE, "herald:approval", true);
        context.create().resource(PAGE + "/jcr:content", "image", FILE);
        context.create().resource(FILE, "jcr:primaryType", "sling:File");
        context.create().resource(FILE + "/jcr:content", "jcr:data", "bytes");
        identity = Articles.identify(context.resourceResolver(), PAGE);
        context.create().resource(org.herald.core.repo.Articles.decisions(identity), "herald:stage", "APPROVED");
        context.resourceResolver().commit();
        repository = new Repository(context.getService(ResourceResolverFactory.class), null);
    }

    private Resource noted(String path) {
        context.resourceResolver().refresh();
        return context.resourceResolver().getResource(Names.INCLUDED + path);
    }

    private void put(String path, String name, Object value) throws Exception {
        context.resourceResolver()
                .getResource(path)
                .adaptTo(ModifiableValueMap.class)
                .put(name, value);
        context.resourceResolver().commit();
    }

    @Test
    void theFilesOfAnApprovedArticleBecomePublicWithItAndAreBound() throws Exception {
        assertThat(Inclusions.note(repository, PAGE)).containsExactly(FILE);
        assertThat(noted(FILE).getValueMap().get(identity, "")).hasSize(64);
        put(FILE + "/jcr:content", "sling:published", true);
        assertThat(Inclusions.note(repository, PAGE)).as("public already").isEmpty();
        put(PAGE + "/jcr:content", "image", "none");
        assertThat(Inclusions.note(repository, PAGE)).isEmpty();
        assertThat(noted(FILE).getValueMap().containsKey(identity))
                .as("shown no more")
                .isFalse();
    }

    @Test
    void ofASiteWithoutApprovalsNothingIsNoted() throws Exception {
        put("/conf/herald" + SITE, "herald:approval", false);
        assertThat(Inclusions.note(repository, PAGE)).isEmpty();
        assertThat(noted(FILE)).isNull();
    }
}
