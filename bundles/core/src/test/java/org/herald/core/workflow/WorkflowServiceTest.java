package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.jcr.Node;
import javax.jcr.Session;
import javax.jcr.version.VersionManager;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.testing.mock.sling.ResourceResolverType;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.herald.Attachment;
import org.herald.AuditEntry;
import org.herald.MediaFile;
import org.herald.PublishTime;
import org.herald.Rejection;
import org.herald.RevisionChange;
import org.herald.ShareRequest.PostRequest;
import org.herald.WorkItem;
import org.herald.Workflow;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.workflow.Newsroom.PowerCut;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SlingContextExtension.class)
class WorkflowServiceTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final SlingContext context = new SlingContext(ResourceResolverType.JCR_OAK);

    @TempDir
    Path home;

    private Newsroom room;

    @BeforeEach
    void open() throws Exception {
        room = new Newsroom(context, home);
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "";
        } catch (Rejection e) {
            return e.code();
        }
    }

    @Test
    void whatIsApprovedIsPublishedAndItsPostsGoOut() {
        room.approve(null, Newsroom.post("press", "Bees!"), Newsroom.post("blog", "Bees."));
        assertThat(room.stage()).isEqualTo(WorkflowState.APPROVED);
        assertThat(room.act("anna", WorkflowAction.PUBLISH).stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.shared()).as("one share").hasSize(1);
        assertThat(room.posts()).containsExactly("blog", "press");
        assertThat(room.queued).hasSize(2);
        assertThat(room.story()).containsExactly("PUBLISH", "APPROVE", "SUBMIT");
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).planned())
                .isEmpty();
    }

    /** Each commit of a publication at its time, before it and after it. */
    @ParameterizedTest
    @CsvSource({
        "0,true", "0,false", "1,true", "1,false", "2,true", "2,false", "3,true", "3,false", "4,true", "4,false",
        "5,true"
    })
    void whatACrashLeavesIsTakenUpAndSharedOnce(int commit, boolean before) {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.cutAt(commit, before);
        try {
            room.publicationClock.run();
        } catch (PowerCut expected) {
            assertThat(room.stage()).isIn(WorkflowState.SCHEDULED, WorkflowState.PUBLISHING, WorkflowState.PUBLISHED);
        }
        room.restart();
        room.publicationClock.run();
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.posts()).containsExactly("press");
        assertThat(room.story()).containsExactly("PUBLISH", "APPROVE", "SUBMIT");
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "1,false", "2,true", "2,false", "3,true", "3,false"})
    void whatAPersonPublishedIsTakenUpAsThatPersons(int commit, boolean before) {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cutAt(commit, before);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.PUBLISH)).isInstanceOf(PowerCut.class);
        room.restart();
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.posts()).containsExactly("press");
        assertThat(room.store.history(Newsroom.PAGE).get(0).by()).isEqualTo("anna");
    }

    /** An embedded repository loses the last seconds; the journal of the shares keeps them. */
    @Test
    void whatARepositoryForgetsIsPublishedAgainAndNotPostedAgain() throws Exception {
        room.approve(
                Newsroom.BEGIN.plusSeconds(60),
                Newsroom.post("press", "Bees!"),
                Newsroom.post("press", "Bees, later.", PublishTime.after(Duration.ofHours(2))));
        Map<String, Object> before = workflow();
        room.clock.forward(Duration.ofSeconds(61));
        room.publicationClock.run();
        assertThat(room.posts()).containsExactly("press", "press");
        forget(before);
        assertThat(room.stage()).isEqualTo(WorkflowState.SCHEDULED);
        room.clock.forward(Duration.ofSeconds(61));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.posts()).as("each post once").containsExactly("press", "press");
        assertThat(room.shared()).hasSize(2);
    }

    @Test
    void anApprovalThatWasForgottenAndGivenAgainPostsNothingTwice() throws Exception {
        room.act("anna", WorkflowAction.SUBMIT, new Plan(null, null, List.of(Newsroom.post("press", "Bees!"))));
        Map<String, Object> before = workflow();
        room.act("rita", WorkflowAction.APPROVE);
        room.act("anna", WorkflowAction.PUBLISH);
        forget(before);
        assertThat(room.stage()).isEqualTo(WorkflowState.IN_REVIEW);
        room.clock.forward(Duration.ofDays(1));
        room.act("rolf", WorkflowAction.APPROVE);
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void theSameTextOfALaterApprovalIsAnotherPost() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.act("anna", WorkflowAction.PUBLISH);
        room.act("anna", WorkflowAction.REVISE);
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press", "press");
    }

    private Resource node() {
        context.resourceResolver().refresh();
        String identity =
                Articles.identity(context.resourceResolver(), Newsroom.PAGE).orElseThrow();
        return context.resourceResolver().getResource(Names.WORKFLOW + "/" + identity.substring(0, 2) + "/" + identity);
    }

    private Map<String, Object> workflow() {
        Map<String, Object> values = new HashMap<>(node().getValueMap());
        values.keySet().removeIf(name -> !name.startsWith("herald:"));
        return values;
    }

    private void forget(Map<String, Object> before) throws Exception {
        ModifiableValueMap values = node().adaptTo(ModifiableValueMap.class);
        List.copyOf(values.keySet()).stream()
                .filter(name -> name.startsWith("herald:"))
                .forEach(values::remove);
        values.putAll(before);
        context.resourceResolver()
                .getResource(Newsroom.PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .remove("sling:published");
        context.resourceResolver().commit();
    }

    @Test
    void whileItIsBeingPublishedNobodyDecidesAnythingElse() {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.beforePublication = path -> {
            assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHING);
            for (WorkflowAction step : WorkflowAction.values()) {
                assertThat(code(() -> room.act("anna", step))).as("%s", step).isNotEmpty();
                assertThat(code(() -> room.act("rita", step))).as("%s", step).isNotEmpty();
            }
        };
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void twoEqualDecisionsOfOneMomentAreOne() {
        room.act("anna", WorkflowAction.SUBMIT);
        room.clock.stand(); // what both write is equal to the letter, and the repository would take both
        room.beforeCommit = () -> room.act("rita", WorkflowAction.APPROVE);
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE))).isEqualTo("movedOn");
        assertThat(room.story()).containsOnlyOnce("APPROVE");
    }

    @Test
    void whoTakesAnAttemptUpMeetsTheCommitThatItBegan() {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.beforePublication = path -> {
            room.beforePublication = again -> {};
            room.cmsBroken = true; // who takes it up cannot publish it either
            room.clock.forward(Publishing.ABANDONED.plusSeconds(1));
            room.publicationClock.run();
            room.cmsBroken = false;
        };
        room.publicationClock.run();
        assertThat(room.isPublic()).as("an attempt that was overtaken").isFalse();
    }

    @Test
    void aPublicationThatWasOvertakenMakesNothingPublic() {
        room.approve(Newsroom.BEGIN.plusSeconds(60), Newsroom.post("press", "Bees!"));
        room.clock.forward(Duration.ofSeconds(61));
        room.beforePublication = path -> { // this process stands still, another one takes it up and a person revises
            room.beforePublication = again -> {};
            room.clock.forward(Publishing.ABANDONED.plusSeconds(1));
            room.publicationClock.run();
            assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
            room.act("anna", WorkflowAction.REVISE);
            assertThat(room.isPublic()).isFalse();
        };
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.DRAFT);
        assertThat(room.isPublic())
                .as("never public with its approval withdrawn")
                .isFalse();
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void whatChangesAtThatVeryMomentIsTakenBack() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.beforePublication = path -> {
            room.beforePublication = again -> {};
            room.edit("Wasps");
        };
        assertThat(code(() -> room.act("anna", WorkflowAction.PUBLISH))).isEqualTo("changed");
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.CHANGES_REQUESTED);
        assertThat(room.posts()).isEmpty();
    }

    @Test
    void whatChangedBeforeItWasTakenUpIsTakenBack() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cutAt(1, false);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.PUBLISH)).isInstanceOf(PowerCut.class);
        assertThat(room.isPublic()).isTrue();
        room.edit("Wasps");
        room.restart();
        room.publicationClock.run();
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.CHANGES_REQUESTED);
        assertThat(room.posts()).isEmpty();
    }

    @Test
    void whereTheCmsCannotPublishAPersonIsToldAndItStaysApproved() {
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.cmsBroken = true;
        assertThat(code(() -> room.act("anna", WorkflowAction.PUBLISH))).isEqualTo("notPublished");
        assertThat(room.stage()).isEqualTo(WorkflowState.APPROVED);
        assertThat(room.story()).startsWith("NOT_PUBLISHED");
        room.cmsBroken = false;
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press");
    }

    @Test
    void whatTheCmsCannotPublishAtItsTimeIsTriedAgainAndThenLeftToAPerson() {
        room.approve(Newsroom.BEGIN.plusSeconds(60));
        room.clock.forward(Duration.ofSeconds(61));
        room.cmsBroken = true;
        room.publicationClock.run();
        room.clock.forward(Duration.ofMinutes(1));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHING);
        room.clock.forward(Duration.ofHours(3));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.APPROVED);
        assertThat(room.isPublic()).isFalse();
        assertThat(room.story()).startsWith("HELD");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "0,false", "1,true", "1,false", "2,true", "2,false"})
    void whatIsTakenOffTheSiteIsOffAfterACrash(int commit, boolean before) {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        room.cutAt(commit, before);
        assertThatThrownBy(() -> room.act("anna", WorkflowAction.UNPUBLISH)).isInstanceOf(PowerCut.class);
        boolean moved = room.stage() == WorkflowState.UNPUBLISHED;
        room.restart();
        room.publicationClock.run();
        assertThat(room.isPublic()).isEqualTo(!moved);
        assertThat(room.store.now(Newsroom.PAGE).attempt()).isNull();
    }

    @Test
    void whatTheCmsCannotTakeOffIsTriedAgain() {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        room.cmsBroken = true;
        room.act("anna", WorkflowAction.UNPUBLISH);
        assertThat(room.isPublic()).isTrue();
        room.cmsBroken = false;
        room.restart();
        room.publicationClock.run();
        assertThat(room.isPublic()).isFalse();
        assertThat(room.stage()).isEqualTo(WorkflowState.UNPUBLISHED);
    }

    @Test
    void oneProfileThatCannotSendHoldsUpNoOther() {
        room.approve(null, Newsroom.post("press", "Bees!"), Newsroom.post("blog", "Bees."));
        room.closed.add("blog");
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.posts()).containsExactly("press");
        assertThat(room.story()).as("its author is told").startsWith("NOT_SENT");
        assertThat(room.told("anna")).contains("NOT_SENT");
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).planned())
                .singleElement()
                .matches(post -> post.approved() && post.wanted().profileId().equals("blog"));
        for (int i = 0; i < 5; i++) {
            room.clock.forward(PublicationPosts.AGAIN.plusSeconds(1));
            room.publicationClock.run();
        }
        assertThat(room.story()).as("once").containsOnlyOnce("NOT_SENT");
        room.closed.clear();
        room.clock.forward(PublicationPosts.AGAIN.plusSeconds(1));
        room.publicationClock.run();
        room.publicationClock.run();
        assertThat(room.posts()).as("it goes when its profile is back").containsExactly("blog", "press");
        assertThat(room.queued).hasSize(2);
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).planned())
                .isEmpty();
    }

    @Test
    void tryingAgainIsNoMoveOfTheArticle() {
        room.approve(null, Newsroom.post("blog", "Bees."));
        room.closed.add("blog");
        room.act("anna", WorkflowAction.PUBLISH);
        long moves = room.store.now(Newsroom.PAGE).moves();
        room.clock.forward(PublicationPosts.AGAIN.plusSeconds(1));
        room.publicationClock.run();
        assertThat(room.store.now(Newsroom.PAGE).moves()).isEqualTo(moves);
    }

    @Test
    void whatIsInThePlanWaitsForItsProfileAndHoldsUpNoOtherPostThatIsAdded() {
        room.approve(null, Newsroom.post("blog", "Bees."));
        room.closed.add("blog");
        room.act("anna", WorkflowAction.PUBLISH);
        Plan more = new Plan(null, null, List.of(Newsroom.post("blog", "Bees."), Newsroom.post("press", "More.")));
        room.act("anna", WorkflowAction.AMEND, more);
        room.act("rita", WorkflowAction.APPROVE_POSTS);
        assertThat(room.posts()).containsExactly("press");
        room.closed.clear();
        room.clock.forward(PublicationPosts.AGAIN.plusSeconds(1));
        room.publicationClock.run();
        assertThat(room.posts()).containsExactly("blog", "press");
    }

    @Test
    void afterADaySomebodyApprovesAgainWhatCouldNotBeSent() {
        room.approve(null, Newsroom.post("blog", "Bees."));
        room.closed.add("blog");
        room.act("anna", WorkflowAction.PUBLISH);
        room.clock.forward(PublicationPosts.PATIENCE.plusMinutes(11));
        room.publicationClock.run();
        room.closed.clear();
        room.clock.forward(Duration.ofMinutes(20));
        room.publicationClock.run();
        assertThat(room.posts()).as("not a day later without a person").isEmpty();
        room.act("rita", WorkflowAction.APPROVE_POSTS);
        assertThat(room.posts()).containsExactly("blog");
    }

    @Test
    void whoHadAHandInItDoesNotApproveItAfterSomebodyElseChangedItsTime() {
        room.approve(Newsroom.BEGIN.plus(Duration.ofDays(1)));
        room.act("rita", WorkflowAction.AMEND, new Plan(null, null, List.of(Newsroom.post("press", "Rita's own."))));
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE_POSTS))).isEqualTo("fourEyes");
        Plan later = new Plan(Newsroom.at(Newsroom.BEGIN.plus(Duration.ofDays(2))), null, List.of());
        room.act("anna", WorkflowAction.RETIME, later);
        assertThat(room.stage()).isEqualTo(WorkflowState.IN_REVIEW);
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE))).isEqualTo("fourEyes");
        room.act("rolf", WorkflowAction.APPROVE);
        assertThat(room.stage()).isEqualTo(WorkflowState.SCHEDULED);
        room.act(
                "rita",
                WorkflowAction.RETIME,
                new Plan(Newsroom.at(Newsroom.BEGIN.plus(Duration.ofDays(3))), null, List.of()));
        assertThat(room.stage()).as("what was approved is nobody's any more").isEqualTo(WorkflowState.SCHEDULED);
    }

    @Test
    void whoAmendedPostsBeforeSomebodyElseDidApprovesNone() {
        room.approve(Newsroom.BEGIN.plus(Duration.ofDays(1)));
        room.act("rita", WorkflowAction.AMEND, new Plan(null, null, List.of(Newsroom.post("press", "Rita's own."))));
        room.act(
                "anna",
                WorkflowAction.AMEND,
                new Plan(null, null, List.of(Newsroom.post("press", "Rita's own."), Newsroom.post("blog", "Anna's."))));
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE_POSTS))).isEqualTo("fourEyes");
        room.act("rolf", WorkflowAction.APPROVE_POSTS);
    }

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
        Deletions deletions = new Deletions(room.store, room.shares);
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

    @Test
    void aCommitOfTheCmsThatMeetsAnotherIsTriedAgainAtOnce() {
        room.approve(null);
        room.cmsFails = 2;
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.isPublic()).isTrue();
        room.cmsFails = 2;
        room.act("anna", WorkflowAction.UNPUBLISH);
        assertThat(room.isPublic()).isFalse();
    }

    private ModifiableValueMap picture(String name) throws Exception {
        Session session = context.resourceResolver().adaptTo(Session.class);
        Node content =
                session.getNode(Newsroom.SITE).addNode(name, "nt:file").addNode("jcr:content", "nt:unstructured");
        content.setProperty(
                "jcr:data", session.getValueFactory().createBinary(new ByteArrayInputStream(new byte[] {1, 2, 3})));
        content.addNode("metadata", "nt:unstructured").setProperty("herald:alt", "A bee");
        session.save();
        return context.resourceResolver()
                .getResource(content.getPath() + "/metadata")
                .adaptTo(ModifiableValueMap.class);
    }

    private List<RevisionChange> changes() {
        return room.workflows.get(room.person("rita"), Newsroom.PAGE).changes();
    }

    @Test
    void whoIsToldThatItChangedSeesWhichFileAndWhatOfIt() throws Exception {
        ModifiableValueMap alt = picture("bee.jpg");
        context.resourceResolver()
                .getResource(Newsroom.PAGE + "/jcr:content")
                .adaptTo(ModifiableValueMap.class)
                .put("image", Newsroom.SITE + "/bee.jpg");
        context.resourceResolver().commit();
        room.act("anna", WorkflowAction.SUBMIT);
        assertThat(changes()).isEmpty();
        alt.put("herald:alt", "A wasp");
        context.resourceResolver().commit();
        assertThat(code(() -> room.act("rita", WorkflowAction.APPROVE))).isEqualTo("changed");
        RevisionChange change =
                new RevisionChange("shown:" + Newsroom.SITE + "/bee.jpg#metadata/herald:alt", "A bee", "A wasp");
        assertThat(changes()).containsExactly(change);
        room.act("anna", WorkflowAction.RECALL);
        room.act("anna", WorkflowAction.SUBMIT);
        assertThat(changes()).as("than was submitted before").containsExactly(change);
    }

    @Test
    void ofThePictureOfAPostToo() throws Exception {
        ModifiableValueMap alt = picture("post.jpg");
        PostRequest post = new PostRequest(
                "press",
                "Bees!",
                Attachment.MEDIA,
                List.of(new MediaFile(Newsroom.SITE + "/post.jpg", "")),
                "",
                false,
                PublishTime.NOW);
        room.approve(null, post);
        alt.put("herald:alt", "A wasp");
        context.resourceResolver().commit();
        assertThat(changes())
                .containsExactly(new RevisionChange(
                        "shown:" + Newsroom.SITE + "/post.jpg#metadata/herald:alt", "A bee", "A wasp"));
        room.act("rolf", WorkflowAction.APPROVE_POSTS);
        assertThat(changes()).as("approved as it is now").isEmpty();
    }

    @Test
    void whoRevisesItBeforeItsPostsAreHandedOnKeepsThem() {
        room.approve(null, Newsroom.post("press", "Bees!"), Newsroom.post("blog", "Bees.", PublishTime.after(DAY)));
        room.beforeCommit(
                3,
                () -> { // of the commits of a publication, the one that hands them on
                    assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
                    room.act("anna", WorkflowAction.REVISE);
                });
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(room.stage()).isEqualTo(WorkflowState.DRAFT);
        assertThat(room.posts()).isEmpty();
        assertThat(room.queued).isEmpty();
    }

    @Test
    void whatIsNotTakenOffYetIsSaidToWhoAskedForIt() {
        room.approve(null);
        room.act("anna", WorkflowAction.PUBLISH);
        room.cmsBroken = true;
        assertThat(room.act("anna", WorkflowAction.UNPUBLISH).leaving()).isTrue();
        room.cmsBroken = false;
        room.restart();
        room.publicationClock.run();
        assertThat(room.workflows.get(room.person("anna"), Newsroom.PAGE).leaving())
                .isFalse();
    }

    @Test
    void whatTheGuardRefusesIsHeldAtOnceWithTheReasonAlsoWhereTheCmsKeepsItToItself() {
        room.approve(Newsroom.BEGIN.plusSeconds(60));
        room.clock.forward(Duration.ofSeconds(61));
        room.guardRefuses = true;
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.CHANGES_REQUESTED);
        assertThat(room.store.history(Newsroom.PAGE).get(0))
                .matches(entry -> entry.what().equals("HELD") && entry.comment().contains("Only what was approved."));
        assertThat(room.told("anna")).startsWith("HELD");
    }

    /** One crash after another, at any commit: what is taken up is interrupted again. */
    @RepeatedTest(8)
    void howeverOftenItCrashesEachPostGoesOutOnce(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        room.approve(
                Newsroom.BEGIN.plusSeconds(60),
                Newsroom.post("press", "Bees!"),
                Newsroom.post("blog", "Bees."),
                Newsroom.post("press", "Bees, later.", PublishTime.after(Duration.ofHours(1))));
        room.clock.forward(Duration.ofSeconds(61));
        for (int i = 0; i < 5; i++) {
            room.cutAt(random.nextInt(5), random.nextBoolean());
            if (random.nextInt(3) == 0) {
                room.closed.add("blog");
            } else {
                room.closed.clear();
            }
            try {
                room.publicationClock.run();
            } catch (PowerCut expected) {
                assertThat(room.stage())
                        .isIn(WorkflowState.SCHEDULED, WorkflowState.PUBLISHING, WorkflowState.PUBLISHED);
            }
            room.restart();
        }
        room.closed.clear();
        room.publicationClock.run();
        room.clock.forward(PublicationPosts.AGAIN.plusSeconds(1));
        room.publicationClock.run();
        assertThat(room.stage()).isEqualTo(WorkflowState.PUBLISHED);
        assertThat(room.isPublic()).isTrue();
        assertThat(room.posts()).as("seed %s", run.getCurrentRepetition()).containsExactly("blog", "press", "press");
        assertThat(room.story()).containsOnlyOnce("PUBLISH");
    }
}
