package org.herald.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jcr.Session;
import javax.jcr.nodetype.NodeTypeManager;
import javax.jcr.nodetype.NodeTypeTemplate;
import org.apache.jackrabbit.api.JackrabbitWorkspace;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolverFactory;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.ApprovalPolicy;
import org.herald.Rejection;
import org.herald.SiteSettings;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SlingContextExtension.class)
class SettingsStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SITE = "/content/group/site";
    private static final ApprovalPolicy FOUR_EYES =
            new ApprovalPolicy(true, List.of("authors"), List.of("reviewers"), false, 30);

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);
    private SettingsStore store;

    @BeforeEach
    void site() throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        NodeTypeManager types = session.getWorkspace().getNodeTypeManager();
        NodeTypeTemplate site = types.createNodeTypeTemplate();
        site.setName("sling:Site");
        site.setDeclaredSuperTypeNames(new String[] {"nt:unstructured"});
        types.registerNodeType(site, true);
        ((JackrabbitWorkspace) session.getWorkspace())
                .getPrivilegeManager()
                .registerPrivilege(Names.PRIVILEGE_ADMINISTER, false, new String[0]);
        context.create().resource("/content/group");
        context.create().resource(SITE, "jcr:primaryType", "sling:Site", "jcr:title", "The site");
        context.create().resource(Names.PROFILES);
        context.resourceResolver().commit();
        store = new SettingsStore(
                new Repository(context.getService(ResourceResolverFactory.class), null),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void save(ApprovalPolicy policy) {
        store.save(context.resourceResolver(), new SiteSettings(SITE, Map.of(), Map.of(), Map.of(), policy, 10));
    }

    private List<Map<String, Object>> audit() {
        context.resourceResolver().refresh();
        Resource day = context.resourceResolver().getResource(Names.AUDIT + "/2026/11/21");
        List<Map<String, Object>> entries = new ArrayList<>();
        if (day != null) {
            day.getChildren().forEach(entry -> entries.add(Map.copyOf(entry.getValueMap())));
        }
        return entries;
    }

    @Test
    void switchingApprovalsOnAndOffIsWrittenIntoTheAudit() {
        save(FOUR_EYES);
        assertThat(store.of(SITE).approval()).isEqualTo(FOUR_EYES);
        assertThat(audit()).singleElement().satisfies(entry -> {
            assertThat(entry).containsEntry(Names.PN_SITE, SITE).containsEntry(Names.PN_BY, "admin");
            assertThat(entry).containsEntry("herald:what", "APPROVALS_ON").containsEntry(Names.PN_ARTICLE_PATH, SITE);
            assertThat(entry.get("herald:comment").toString()).contains("reviewers", "authors", "30");
        });
        save(ApprovalPolicy.NONE);
        assertThat(audit())
                .extracting(entry -> entry.get("herald:what"))
                .containsExactlyInAnyOrder("APPROVALS_ON", "APPROVALS_OFF");
    }

    @Test
    void otherReviewersAreWrittenDownAndTheSameAgainIsNot() {
        save(FOUR_EYES);
        save(FOUR_EYES);
        save(new ApprovalPolicy(true, List.of("authors"), List.of("others"), true, 30));
        assertThat(audit())
                .extracting(entry -> entry.get("herald:what"))
                .containsExactlyInAnyOrder("APPROVALS_ON", "APPROVALS_CHANGED");
    }

    private void keep(String path, Object seconds) throws Exception {
        Nodes.obtain(context.resourceResolver(), Names.SETTINGS + path, Names.NT_UNSTRUCTURED)
                .adaptTo(ModifiableValueMap.class)
                .put(Names.PN_UNDO_SECONDS, seconds);
        context.resourceResolver().commit();
    }

    @Test
    void whatIsSharedCanBeUndoneForTenSecondsWhereNobodySaidOtherwise() throws Exception {
        assertThat(store.of(SITE).undoSeconds()).isEqualTo(10);
        keep("/content", 30L);
        assertThat(store.of(SITE).undoSeconds()).as("as the one it lies in").isEqualTo(30);
        keep(SITE, 0L);
        assertThat(store.of(SITE).undoSeconds()).isZero();
        assertThat(store.of("").undoSeconds()).isEqualTo(10);
    }

    @Test
    void aWindowThatSomebodyWroteByHandIsNeverLongerThanAMinute() throws Exception {
        for (Object nonsense : new Object[] {-1L, 61L, 999_999L, "soon"}) {
            keep(SITE, nonsense);
            assertThat(store.of(SITE).undoSeconds()).as("%s", nonsense).isEqualTo(10);
        }
        keep(SITE, "20");
        assertThat(store.of(SITE).undoSeconds()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 61})
    void aWindowThatIsNoneIsRefused(int seconds) {
        SiteSettings settings = new SiteSettings(SITE, Map.of(), Map.of(), Map.of(), ApprovalPolicy.NONE, seconds);
        assertThatThrownBy(() -> store.save(context.resourceResolver(), settings))
                .isInstanceOfSatisfying(
                        org.herald.Rejection.class, e -> assertThat(e.code()).isEqualTo("undoSeconds"));
        assertThat(store.of(SITE).undoSeconds()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "TRUE", ""})
    void whatCannotBeUnderstoodAsksForApprovals(String stored) throws Exception {
        save(ApprovalPolicy.NONE);
        context.resourceResolver().refresh();
        context.resourceResolver()
                .getResource(Names.SETTINGS + SITE)
                .adaptTo(ModifiableValueMap.class)
                .put(Names.PN_APPROVAL, stored);
        context.resourceResolver().commit();
        assertThat(store.of(SITE).approval().required()).isTrue();
    }

    @Test
    void whatIsRefusedChangesNothing() {
        save(FOUR_EYES);
        assertThatThrownBy(() -> save(new ApprovalPolicy(false, List.of(), List.of(), false, 0)))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> save(new ApprovalPolicy(false, List.of(" "), List.of(), false, 30)))
                .isInstanceOf(Rejection.class);
        assertThat(store.of(SITE).approval()).isEqualTo(FOUR_EYES);
        assertThat(audit()).hasSize(1);
    }
}
