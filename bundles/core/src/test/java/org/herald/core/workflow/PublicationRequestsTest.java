package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.jcr.Session;
import javax.jcr.nodetype.NodeTypeManager;
import javax.jcr.nodetype.NodeTypeTemplate;
import javax.jcr.security.Privilege;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Group;
import org.apache.jackrabbit.api.security.user.User;
import org.apache.jackrabbit.commons.jackrabbit.authorization.AccessControlUtils;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.cms.PublishableResource;
import org.apache.sling.cms.publication.INSTANCE_TYPE;
import org.apache.sling.cms.publication.PUBLICATION_MODE;
import org.apache.sling.cms.publication.PublicationManager;
import org.apache.sling.cms.publication.PublicationManagerFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.AuditEntry;
import org.herald.Rejection;
import org.herald.WorkItem;
import org.herald.Workflow;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows;
import org.herald.core.repo.Repository;
import org.herald.core.site.SettingsStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever asks for it by the CMS's buttons: with that person's rights, not with Herald's. */
@ExtendWith(SlingContextExtension.class)
class PublicationRequestsTest {
    private static final String PAGE = "/content/site/page";
    private static final String FILE = "/content/site/file";
    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private final List<String> done = new ArrayList<>();
    private WorkflowState stage = WorkflowState.DRAFT;
    private PublicationRequests requests;

    /** Allows everything: what is refused is refused before it is asked. */
    private final class Generous implements Workflows {
        @Override
        public Workflow get(ResourceResolver caller, String articlePath) {
            return workflow(stage);
        }

        @Override
        public Workflow act(
                ResourceResolver caller,
                String articlePath,
                WorkflowAction step,
                Long seen,
                String comment,
                Plan plan) {
            done.add(step.name());
            return get(caller, articlePath);
        }

        @Override
        public List<WorkItem> work(ResourceResolver caller) {
            return List.of();
        }

        @Override
        public List<AuditEntry> audit(ResourceResolver caller, String site, Instant before, int most) {
            return List.of();
        }
    }

    private final class Cms implements PublicationManagerFactory, PublicationManager {
        @Override
        public INSTANCE_TYPE getInstanceType() {
            return INSTANCE_TYPE.STANDALONE;
        }

        @Override
        public PUBLICATION_MODE getPublicationMode() {
            return PUBLICATION_MODE.STANDALONE;
        }

        @Override
        public PublicationManager getPublicationManager() {
            return this;
        }

        @Override
        public void publish(PublishableResource resource) {
            done.add("publish");
        }

        @Override
        public void unpublish(PublishableResource resource) {
            done.add("unpublish");
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        site("sling:Site");
        context.create().resource("/content/site", "jcr:primaryType", "sling:Site");
        context.create()
                .resource("/conf/herald/content/site", "herald:approval", true, "herald:reviewers", new String[] {
                    "reviewers"
                });
        context.create().resource(FILE + "/jcr:content", "jcr:title", "File");
        context.create().resource(PAGE + "/jcr:content", "jcr:title", "Page");
        context.resourceResolver().commit();
        JackrabbitSession admin = (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        Group reviewers = admin.getUserManager().createGroup("reviewers");
        for (String name : List.of("anna", "rita", "stranger", "anonymous")) {
            User user = (User) admin.getUserManager().getAuthorizable(name);
            user = user == null ? admin.getUserManager().createUser(name, name) : user;
            if (name.equals("rita")) {
                reviewers.addMember(user);
            }
            String[] rights = name.equals("stranger")
                    ? new String[] {Privilege.JCR_READ}
                    : new String[] {Privilege.JCR_READ, "rep:write"};
            AccessControlUtils.addAccessControlEntry(admin, "/content", user.getPrincipal(), rights, true);
        }
        admin.save();
        context.registerAdapter(org.apache.sling.api.resource.Resource.class, PublishableResource.class, page());
        Repository repository = new Repository(context.getService(ResourceResolverFactory.class), null);
        requests = new PublicationRequests(
                new Generous(), new SettingsStore(repository), new Publication(new Cms(), repository), repository);
    }

    private void site(String type) throws Exception {
        NodeTypeManager types =
                context.resourceResolver().adaptTo(Session.class).getWorkspace().getNodeTypeManager();
        NodeTypeTemplate site = types.createNodeTypeTemplate();
        site.setName(type);
        site.setDeclaredSuperTypeNames(new String[] {"nt:unstructured"});
        types.registerNodeType(site, true);
    }

    private static PublishableResource page() {
        return (PublishableResource) Proxy.newProxyInstance(
                PublicationRequestsTest.class.getClassLoader(),
                new Class<?>[] {PublishableResource.class},
                (proxy, method, arguments) -> null);
    }

    /** An article in a stage; of everything else as little as there can be. */
    private static Workflow workflow(WorkflowState stage) {
        Map<Class<?>, Object> values = Map.of(
                WorkflowState.class,
                stage,
                String.class,
                "",
                boolean.class,
                false,
                long.class,
                0L,
                List.class,
                List.of(),
                Optional.class,
                Optional.empty());
        try {
            Constructor<?> constructor = Workflow.class.getDeclaredConstructors()[0];
            Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                    .map(values::get)
                    .toArray();
            return (Workflow) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResourceResolver as(String user) throws Exception {
        Session session = context.resourceResolver()
                .adaptTo(Session.class)
                .getRepository()
                .login(
                        user.equals("anonymous")
                                ? new javax.jcr.GuestCredentials()
                                : new javax.jcr.SimpleCredentials(user, user.toCharArray()));
        return context.getService(ResourceResolverFactory.class)
                .getResourceResolver(Map.of("user.jcr.session", session));
    }

    @Test
    void whoMayNotChangeThePageNeitherPublishesItNorTakesItOff() throws Exception {
        for (String user : List.of("stranger", "anonymous")) {
            ResourceResolver caller = as(user);
            for (WorkflowState each : WorkflowState.values()) {
                stage = each;
                assertThatThrownBy(() -> requests.unpublish(caller, PAGE))
                        .as("%s takes off what is %s", user, each)
                        .isInstanceOfSatisfying(
                                Rejection.class, e -> assertThat(e.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
                assertThatThrownBy(() -> requests.publish(caller, PAGE))
                        .isInstanceOfSatisfying(
                                Rejection.class, e -> assertThat(e.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
            }
        }
        assertThat(done).isEmpty();
    }

    @Test
    void whoMayChangeItDoesBoth() throws Exception {
        ResourceResolver caller = as("anna");
        requests.unpublish(caller, PAGE);
        requests.publish(caller, PAGE);
        stage = WorkflowState.PUBLISHED;
        requests.publish(caller, PAGE);
        requests.unpublish(caller, PAGE);
        assertThat(done).containsExactly("unpublish", "PUBLISH", "UNPUBLISH");
    }

    @Test
    void aFileIsPublishedByWhoMayApprove() throws Exception {
        for (String user : List.of("anna", "stranger", "anonymous")) {
            ResourceResolver caller = as(user);
            assertThatThrownBy(() -> requests.publishFile(caller, FILE))
                    .as(user)
                    .isInstanceOfSatisfying(
                            Rejection.class, e -> assertThat(e.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
        }
        requests.publishFile(as("rita"), FILE);
        assertThat(done).containsExactly("publish");
    }

    @Test
    void aSiteWithinOneThatAsksForApprovalsAsksToo() throws Exception {
        context.create().resource("/content/site/inner", "jcr:primaryType", "sling:Site");
        context.create().resource("/content/site/inner/page/jcr:content", "jcr:title", "Page");
        context.create().resource("/content/other", "jcr:primaryType", "sling:Site");
        context.create().resource("/conf/herald/content/site/inner", "herald:approval", false);
        context.resourceResolver().commit();
        assertThat(requests.isRequired(as("anna"), "/content/site/inner/page")).isTrue();
        assertThat(requests.isRequired(as("anna"), PAGE)).isTrue();
        assertThat(requests.isRequired(as("anna"), "/content/other")).isFalse();
    }
}
