package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import javax.jcr.Session;
import org.apache.jackrabbit.api.JackrabbitSession;
import org.apache.jackrabbit.api.security.user.Group;
import org.herald.ProfileRoles;
import org.herald.PublishTime;
import org.herald.Share;
import org.herald.Variant;
import org.herald.VariantState;
import org.herald.WorkItem;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.Workflows.Plan;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.StoredProfiles;
import org.herald.core.share.OutgoingPost;
import org.herald.core.share.OutgoingPosts;
import org.herald.core.share.ShareStore;
import org.junit.jupiter.api.Test;

/** The posts of an article: handed on when it is public, and none is dropped for another. */
class PublicationPostsTest extends InNewsroom {
    private static final Duration DAY = Duration.ofDays(1);

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

    private void keep(String profile, String group, String member) throws Exception {
        JackrabbitSession session =
                (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        Group members = session.getUserManager().createGroup(group);
        members.addMember(session.getUserManager().getAuthorizable(member));
        session.save();
        StoredProfiles.save(
                new ProfileStore(room.repository, null),
                profile,
                new ProfileRoles(List.of(group), List.of("authors"), List.of(), List.of()));
    }

    private VariantState sent(String profile) {
        context.resourceResolver().refresh();
        return room.shares.ask().ofArticle(context.resourceResolver(), Newsroom.PAGE).stream()
                .flatMap(share -> share.variants().stream())
                .filter(variant -> variant.profileId().equals(profile))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private void delete() throws Exception {
        context.resourceResolver().refresh();
        context.resourceResolver().delete(context.resourceResolver().getResource(Newsroom.PAGE));
        context.resourceResolver().commit();
    }

    @Test
    void whatWaitsForAnApprovalEndsWithItsArticleAndWhoSubmittedItIsTold() throws Exception {
        keep("press", "writers", "rolf");
        room.approve(null, Newsroom.post("press", "Bees!"), Newsroom.post("blog", "Bees.", PublishTime.after(DAY)));
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(sent("press")).isEqualTo(VariantState.SUBMITTED);
        List<Share> shared = room.shared();
        Deletions deletions = new Deletions(room.store, room.shares, room.notices);
        deletions.run();
        assertThat(sent("press")).as("it has its article").isEqualTo(VariantState.SUBMITTED);
        delete();
        deletions.onChange(List.of());
        deletions.run();
        for (Share share : shared) {
            for (Variant variant : share.variants()) {
                assertThat(room.shares
                                .ask()
                                .item(ShareStore.path(share.id(), variant.profileId()))
                                .orElseThrow()
                                .state())
                        .as(variant.profileId())
                        .isEqualTo(VariantState.WITHDRAWN);
            }
        }
        assertThat(room.told("anna").stream().filter("FAILED"::equals)).hasSize(1);
        int commits = room.commits();
        deletions.onChange(List.of());
        deletions.run();
        assertThat(room.commits()).as("it is not ended twice").isEqualTo(commits);
    }

    @Test
    void manyThatWaitAreEndedLookByLook() throws Exception {
        OutgoingPost post = OutgoingPosts.of("press", List.of("key"), List.of("Bees!"));
        for (int i = 0; i <= Deletions.MOST; i++) {
            room.shares.create(
                    ShareStore.newId(room.clock.instant()),
                    Newsroom.PAGE,
                    "Bees",
                    "anna",
                    "",
                    List.of(post.awaiting(OutgoingPost.Awaits.PUBLISHER)),
                    null);
        }
        delete();
        Deletions deletions = new Deletions(room.store, room.shares, room.notices);
        deletions.run();
        assertThat(room.shares.ask().forNothing(Deletions.MOST)).hasSize(1);
        deletions.run();
        assertThat(room.shares.ask().forNothing(Deletions.MOST)).isEmpty();
    }

    /** Neither its author nor its reviewer publishes as the profile: its article is no way round that. */
    @Test
    void anArticlesPublicationSendsNothingThatOnlyWasSubmitted() throws Exception {
        keep("press", "writers", "rolf");
        room.approve(null, Newsroom.post("press", "Bees!"), Newsroom.post("blog", "Bees."));
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(sent("press")).isEqualTo(VariantState.SUBMITTED);
        assertThat(sent("blog")).as("nobody is named there").isEqualTo(VariantState.QUEUED);
        assertThat(room.queued).singleElement().matches(path -> path.endsWith("/blog"));
        assertThat(room.told("rolf")).contains("POST_SUBMITTED");
        room.clock.forward(DAY);
        room.publicationClock.run();
        room.restart();
        room.publicationClock.run();
        assertThat(sent("press")).isEqualTo(VariantState.SUBMITTED);
        assertThat(room.posts()).as("recorded once").containsExactly("blog", "press");
        assertThat(room.story().stream().filter("POST_SUBMITTED"::equals)).hasSize(1);
        assertThat(room.workflows.work(room.person("anna")))
                .extracting(WorkItem::kind)
                .contains(WorkItem.Kind.POST_WAITS);
    }

    @Test
    void theReviewersApprovalIsEnoughWhereTheReviewerPublishesAsTheProfile() throws Exception {
        keep("press", "writers", "rita");
        room.approve(null, Newsroom.post("press", "Bees!"));
        assertThat(room.store.now(Newsroom.PAGE).approvedPosts())
                .extracting(ApprovedPost::by)
                .containsExactly("rita");
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(sent("press")).isEqualTo(VariantState.QUEUED);
    }

    @Test
    void soIsTheAuthorsWhoPublishesAsTheProfile() throws Exception {
        keep("press", "writers", "anna");
        room.approve(null, Newsroom.post("press", "Bees!"));
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(sent("press")).isEqualTo(VariantState.QUEUED);
    }

    /** Whoever lost the right between approval and publication has no say any more. */
    @Test
    void whoIsGoneByThenPublishesNothing() throws Exception {
        keep("press", "writers", "rita");
        room.approve(null, Newsroom.post("press", "Bees!"));
        JackrabbitSession session =
                (JackrabbitSession) context.resourceResolver().adaptTo(Session.class);
        session.getUserManager().getAuthorizable("rita").remove();
        session.save();
        room.act("anna", WorkflowAction.PUBLISH);
        assertThat(sent("press")).isEqualTo(VariantState.SUBMITTED);
    }

    /** An earlier version of Herald did not keep who approved a post. */
    @Test
    void anApprovalOfAnEarlierVersionIsRead() {
        Round round = new Round(Newsroom.BEGIN, 3);
        ApprovedPost old = ApprovedPost.parse("name hash " + round);
        assertThat(old).isEqualTo(new ApprovedPost("name", "hash", round, ""));
        ApprovedPost now = new ApprovedPost("name", "hash", round, "Rita Müller");
        assertThat(ApprovedPost.parse(now.toString())).isEqualTo(now);
        assertThat(ApprovedPost.parse(old.toString())).isEqualTo(old);
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
}
