package org.herald.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.jcr.Session;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationException;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.core.repo.Addresses;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comments reach the renderers whenever they change, and nothing else of the page does. */
@ExtendWith(SlingContextExtension.class)
class CommentPublicationTest {
    private static final String PAGE = "/content/bees";
    private static final String COMMENTS = PAGE + "/jcr:content/comments";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final List<String> taken = new ArrayList<>();
    private PUBLICATION_MODE mode = PUBLICATION_MODE.CONTENT_DISTRIBUTION;
    private boolean broken;
    /** Whether a moderator hides the comment between the distribution and its commit. */
    private boolean hides;

    private CommentPublication publication;

    @BeforeEach
    void open() throws Exception {
        context.create().resource(PAGE + "/jcr:content", "jcr:title", "Bees", "sling:published", true);
        context.create().resource("/reply", "herald:text", "Well said");
        context.resourceResolver().commit();
        Function<Resource, PublishableResource> adapter = resource -> (PublishableResource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PublishableResource.class},
                (p, method, values) -> method.getName().equals("getResource") ? resource : null);
        context.registerAdapter(Resource.class, PublishableResource.class, adapter);
        publication = new CommentPublication(
                new Factory(), new Repository(context.getService(ResourceResolverFactory.class), null));
    }

    private final class Factory implements PublicationManagerFactory {
        @Override
        public INSTANCE_TYPE getInstanceType() {
            return INSTANCE_TYPE.AUTHOR;
        }

        @Override
        public PublicationManager getPublicationManager() {
            return new Manager();
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return mode;
        }
    }

    private final class Manager implements PublicationManager {
        @Override
        public void publish(PublishableResource resource) throws PublicationException {
            if (broken) {
                throw new PublicationException("no renderer answers");
            }
            taken.add(resource.getPath());
            taken.add(resource.getContentResource().getPath());
            try {
                if (hides) {
                    hides = false;
                    Comments.hide(resolver(), PAGE, "reply");
                    context.resourceResolver().commit();
                }
                resource.getResource().getResourceResolver().commit();
            } catch (PersistenceException e) {
                throw new PublicationException("lost", e);
            }
        }

        @Override
        public void unpublish(PublishableResource resource) throws PublicationException {
            taken.add("-" + resource.getPath());
            try {
                resource.getContentResource().adaptTo(ModifiableValueMap.class).put("sling:published", false);
                resource.getResource().getResourceResolver().commit();
            } catch (PersistenceException e) {
                throw new PublicationException("lost", e);
            }
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return mode;
        }
    }

    private ResourceResolver resolver() {
        context.resourceResolver().refresh();
        return context.resourceResolver();
    }

    private void show() throws Exception {
        Comments.show(resolver(), PAGE, resolver().getResource("/reply"));
        context.resourceResolver().commit();
    }

    private List<String> run() {
        taken.clear();
        publication.run();
        return List.copyOf(taken);
    }

    @Test
    void whatIsApprovedOrHiddenAfterThePublicationReachesTheRenderers() throws Exception {
        show();
        assertThat(run()).containsOnly(COMMENTS);
        assertThat(run()).as("once").isEmpty();
        Comments.hide(resolver(), PAGE, "reply");
        context.resourceResolver().commit();
        assertThat(run()).containsOnly(COMMENTS);
    }

    @Test
    void whatCouldNotBeTakenThereIsTriedAgain() throws Exception {
        show();
        broken = true;
        assertThat(run()).isEmpty();
        broken = false;
        assertThat(run()).containsOnly(COMMENTS);
    }

    @Test
    void whatIsHiddenWhileTheyAreTakenThereDoesNotStayThere() throws Exception {
        show();
        Comments.show(resolver(), PAGE, context.create().resource("/other", "herald:text", "Hear, hear"));
        context.resourceResolver().commit();
        hides = true;
        assertThat(run()).containsOnly(COMMENTS);
        assertThat(run()).as("without what was hidden").containsOnly(COMMENTS);
        assertThat(run()).as("once").isEmpty();
    }

    @Test
    void whatFailsAfterTheOldAddressWasLeftIsTriedAgain() throws Exception {
        String identity = Articles.identify(resolver(), PAGE);
        context.create()
                .resource(Articles.decisions(identity), "herald:addresses", new String[] {"/content/hive", PAGE});
        context.resourceResolver().commit();
        show();
        broken = true;
        assertThat(run()).containsExactly("-/content/hive/jcr:content/comments");
        broken = false;
        assertThat(run()).contains(COMMENTS);
    }

    /** The renderers have it where it was: there the comments go, since hidden ones must not stay. */
    @Test
    void ofAPageThatWasMovedNoCommentStaysAtTheOldAddress() throws Exception {
        String identity = Articles.identify(resolver(), PAGE);
        context.create().resource(Articles.decisions(identity), "herald:stage", "PUBLISHED");
        Addresses.add(resolver(), PAGE);
        context.resourceResolver().commit();
        show();
        assertThat(run()).containsOnly(COMMENTS);
        Session session = resolver().adaptTo(Session.class);
        session.move(PAGE, "/content/wasps");
        session.save();
        Comments.hide(resolver(), "/content/wasps", "reply");
        context.resourceResolver().commit();
        assertThat(run()).containsExactly("-" + COMMENTS);
        assertThat(run()).as("once").isEmpty();
        assertThat(Articles.isPublic(resolver(), "/content/wasps")).isTrue();
    }

    @Test
    void nothingGoesAnywhereFromAPageThatIsNotPublicOrIsReadWhereItIsWritten() throws Exception {
        mode = PUBLICATION_MODE.STANDALONE;
        show();
        assertThat(run()).isEmpty();
        mode = PUBLICATION_MODE.CONTENT_DISTRIBUTION;
        assertThat(run()).isEmpty();
        resolver()
                .getResource(PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .putAll(Map.of("sling:published", false));
        show();
        assertThat(run()).isEmpty();
    }
}
