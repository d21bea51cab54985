package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.jcr.Node;
import javax.jcr.Session;
import javax.jcr.version.VersionManager;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.herald.AuditEntry;
import org.herald.WorkItem;
import org.herald.Workflow;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.core.repo.Names;
import org.herald.core.workflow.Newsroom.PowerCut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told of an article's way, and of what was decided. */
class WorkflowReadingTest extends InNewsroom {
    @Test
    void aPageThatWasPublicBeforeApprovalsIsRevisedLikeAnyOther() throws Exception {
        context.resourceResolver()
                .getResource(Newsroom.PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .put("sling:published", true);
        context.resourceResolver().commit();
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).possible())
                .contains(WorkflowAction.SUBMIT, WorkflowAction.REVISE, WorkflowAction.UNPUBLISH);
        room.act("anna", WorkflowAction.REVISE);
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.DRAFT);
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).possible())
                .containsExactly(WorkflowAction.SUBMIT);
    }

    /** Versions are purged, and a page that is imported again begins a history of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anArticleIsShownAlsoWhereTheVersionThatWasSubmittedIsGone(boolean imported) throws Exception {
        room.act("anna", WorkflowAction.SUBMIT);
        room.edit("Bees, changed");
        String content = Newsroom.PAGE + "/jcr:content";
        Session session = context.resourceResolver().adaptTo(Session.class);
        if (imported) {
            Node page = session.getNode(content);
            page.removeMixin("mix:versionable");
        } else {
            VersionManager versions = session.getWorkspace().getVersionManager();
            String submitted = versions.getBaseVersion(content).getName();
            versions.checkpoint(content);
            versions.getVersionHistory(content).removeVersion(submitted);
        }
        session.save();
        Workflow shown = room.workflows.get(room.person("rita"), Newsroom.PAGE);
        assertThat(shown.stage()).isEqualTo(WorkflowState.IN_REVIEW);
        assertThat(shown.why()).contains("submit it again");
        assertThat(shown.whyCode())
                .as("by which screens say it in their language")
                .isEqualTo("changed");
        assertThat(shown.changes())
                .as("what it was is known no more, and that is said")
                .singleElement()
                .satisfies(change -> assertThat(change.where()).startsWith("version:"));
    }

    /** Norma may read the site like every reader, and has no part in it. */
    @Test
    void whoHasNoPartInAnArticleIsToldNothingOfItsWay() {
        room.approve(null, Newsroom.post("press", "Secret until then."));
        assertThat(code(() -> room.workflows.get(room.person("norma"), Newsroom.PAGE)))
                .isEqualTo("articleUnknown");
        assertThat(code(() -> room.act("norma", WorkflowAction.SUBMIT))).isEqualTo("articleUnknown");
        assertThat(audit("norma", 10)).isEmpty();
        assertThat(room.workflows.work(room.person("norma"))).isEmpty();
        assertThat(room.workflows.get(room.person("bob"), Newsroom.PAGE).planned())
                .hasSize(1);
        assertThat(audit("bob", 10)).hasSize(2);
    }

    private List<AuditEntry> audit(String who, int most) {
        return room.workflows.audit(room.person(who), Newsroom.SITE, Instant.MAX, most);
    }

    @Test
    void theAuditIsReadNewestFirstPageByPageAcrossDays() {
        for (int i = 0; i < 4; i++) {
            room.act("anna", WorkflowAction.SUBMIT);
            room.act("anna", WorkflowAction.RECALL);
            room.clock.forward(Duration.ofDays(20));
        }
        List<AuditEntry> all = audit("anna", 100);
        assertThat(all)
                .hasSize(8)
                .isSortedAccordingTo(Comparator.comparing(AuditEntry::at).reversed());
        Instant before = Instant.MAX;
        for (int i = 0; i < 8; i += 3) {
            List<AuditEntry> page = room.workflows.audit(room.person("anna"), Newsroom.SITE, before, 3);
            assertThat(page).isEqualTo(all.subList(i, Math.min(i + 3, 8)));
            before = page.get(page.size() - 1).at();
        }
    }

    @Test
    void myWorkIsToldWithoutReadingAPage() {
        room.act("anna", WorkflowAction.SUBMIT);
        assertThat(room.workflows.work(room.person("rita")))
                .singleElement()
                .matches(item -> item.kind() == WorkItem.Kind.REVIEW
                        && item.by().equals("anna")
                        && item.note().equals("As said.")
                        && item.articleTitle().equals("Bees"));
        assertThat(room.workflows.work(room.person("anna")))
                .extracting(WorkItem::kind)
                .containsExactly(WorkItem.Kind.SENT);
        assertThat(room.workflows.work(room.person("bob"))).isEmpty();
        room.act("rita", WorkflowAction.REQUEST_CHANGES);
        assertThat(room.workflows.work(room.person("anna")))
                .extracting(WorkItem::kind)
                .containsExactly(WorkItem.Kind.CORRECT);
        room.approve(null);
        assertThat(room.workflows.work(room.person("bob")))
                .extracting(WorkItem::kind)
                .containsExactly(WorkItem.Kind.PUBLISH);
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.workflows.work(room.person("rita"))).isEmpty();
        room.act("anna", WorkflowAction.AMEND, new Plan(null, null, List.of(Newsroom.post("press", "Bees!"))));
        assertThat(room.workflows.work(room.person("rita")))
                .extracting(WorkItem::kind)
                .containsExactly(WorkItem.Kind.REVIEW);
        assertThat(room.store.waitingFor("nobody")).hasSize(1);
        room.act("rita", WorkflowAction.APPROVE_POSTS);
        assertThat(room.store.waitingFor("nobody"))
                .as("what is done waits for nobody")
                .isEmpty();
    }

    /** Two decisions about two articles, the first of a day: both make its folders. */
    @Test
    void theFirstDecisionsOfADayDoNotMeet() {
        room.beforeCommit =
                () -> context.create().resource(Names.AUDIT + "/2026/11/25/other", "jcr:primaryType", "herald:Audit");
        room.act("anna", WorkflowAction.SUBMIT);
        assertThat(room.stage()).isEqualTo(WorkflowState.IN_REVIEW);
        assertThat(room.store.now(Newsroom.PAGE).moves()).isEqualTo(1);
    }

    @Test
    void aDeletionThatCouldNotBeNotedIsNotedAtTheNextLook() throws Exception {
        room.approve(Newsroom.BEGIN.plus(Duration.ofDays(1)));
        context.resourceResolver().refresh();
        context.resourceResolver().delete(context.resourceResolver().getResource(Newsroom.PAGE));
        context.resourceResolver().commit();
        Deletions deletions = new Deletions(room.store, room.shares, room.notices);
        room.cutAt(0, true);
        assertThatThrownBy(deletions::run).isInstanceOf(PowerCut.class);
        room.restart();
        deletions.run();
        assertThat(room.told("anna")).startsWith("DELETED");
        int commits = room.commits();
        deletions.run();
        assertThat(room.commits()).isEqualTo(commits);
    }

    @Test
    void versionsHoldNoCommentsAndRestoringOneLeavesThem() throws Exception {
        String comments = Newsroom.PAGE + "/jcr:content/comments";
        context.create().resource(comments, "jcr:primaryType", "herald:Comments");
        context.create().resource(comments + "/one", "jcr:primaryType", "herald:Comment", "herald:text", "Hello");
        context.resourceResolver().commit();
        room.act("anna", WorkflowAction.SUBMIT);
        context.resourceResolver().refresh();
        Session session = context.resourceResolver().adaptTo(Session.class);
        String version = room.store.now(Newsroom.PAGE).asked().version();
        VersionManager versions = session.getWorkspace().getVersionManager();
        Node frozen = versions.getVersionHistory(Newsroom.PAGE + "/jcr:content")
                .getVersion(version)
                .getFrozenNode();
        assertThat(frozen.hasNode("comments")).isFalse();
        room.edit("Wasps");
        session.refresh(false);
        versions.restore(Newsroom.PAGE + "/jcr:content", version, true);
        assertThat(session.getProperty(Newsroom.PAGE + "/jcr:content/jcr:title").getString())
                .isEqualTo("Bees");
        assertThat(session.nodeExists(comments + "/one")).isTrue();
    }
}
