package org.herald.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.herald.ApprovalPolicy;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;
import org.herald.core.workflow.WorkflowPolicy.Decision;
import org.herald.core.workflow.WorkflowPolicy.PolicyInput;
import org.junit.jupiter.api.Test;

class WorkflowPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ApprovalPolicy STRICT =
            new ApprovalPolicy(true, List.of("writers"), List.of("reviewers"), false, 10);

    private static PolicyInput facts(
            WorkflowState stage, ApprovalPolicy policy, String user, boolean author, boolean reviewer) {
        return new PolicyInput(
                stage,
                policy,
                user,
                author,
                reviewer,
                false,
                Set.of("anna"),
                Set.of("anna"),
                false,
                false,
                NOW.plusSeconds(60),
                NOW);
    }

    private static String code(PolicyInput facts, WorkflowAction step) {
        return WorkflowPolicy.of(facts, step) instanceof Decision.Refused refused ? refused.code() : "";
    }

    @Test
    void nobodyApprovesTheirOwnUnlessTheSiteSaysSo() {
        assertThat(code(facts(WorkflowState.IN_REVIEW, STRICT, "anna", true, true), WorkflowAction.APPROVE))
                .isEqualTo("fourEyes");
        assertThat(code(facts(WorkflowState.IN_REVIEW, STRICT, "bert", false, true), WorkflowAction.APPROVE))
                .isEmpty();
        ApprovalPolicy trusting = new ApprovalPolicy(true, List.of(), List.of("reviewers"), true, 10);
        assertThat(code(facts(WorkflowState.IN_REVIEW, trusting, "anna", true, true), WorkflowAction.APPROVE))
                .isEmpty();
    }

    @Test
    void withoutReviewersNothingIsApproved() {
        ApprovalPolicy nobody = new ApprovalPolicy(true, List.of(), List.of(), true, 10);
        assertThat(code(facts(WorkflowState.IN_REVIEW, nobody, "bert", true, true), WorkflowAction.APPROVE))
                .isEqualTo("noReviewers");
        assertThat(WorkflowPolicy.possible(facts(WorkflowState.IN_REVIEW, nobody, "bert", true, true)))
                .containsExactly(WorkflowAction.RECALL);
    }

    @Test
    void aSiteThatAsksForNothingHasNoStepsButTimes() {
        assertThat(WorkflowPolicy.possible(facts(WorkflowState.DRAFT, ApprovalPolicy.NONE, "anna", true, true)))
                .containsExactly(WorkflowAction.RETIME);
    }

    /** Somebody does something, somebody writes, or time goes by. */
    sealed interface Event {
        record Act(int user, WorkflowAction step) implements Event {}

        record Edit() implements Event {}

        record Wait(int days) implements Event {}
    }

    @Provide
    static Arbitrary<List<Event>> lives() {
        Arbitrary<Event> acts = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(WorkflowAction.class))
                .as(Event.Act::new);
        Arbitrary<Event> edits = Arbitraries.just(new Event.Edit());
        Arbitrary<Event> waits = Arbitraries.integers().between(1, 8).map(Event.Wait::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(12, acts),
                        net.jqwik.api.Tuple.of(1, edits),
                        net.jqwik.api.Tuple.of(1, waits))
                .list()
                .ofMaxSize(60);
    }

    /** What an article went through, as {@link WorkflowService} keeps it. */
    private static final class Life {
        /** 0 writes, 1 reviews, 2 does both, 3 is a stranger. */
        private static final boolean[] AUTHOR = {true, false, true, false};

        private static final boolean[] REVIEWER = {false, true, true, false};

        private final ApprovalPolicy policy;
        private WorkflowState stage = WorkflowState.DRAFT;
        private int content;
        private int submitted = -1;
        private String submitter = "";
        private String approver = "";
        private String amender = "";
        /** Who had a hand in what waits for its approval. */
        private Set<String> hands = Set.of();

        private int posts;
        private int approvedPosts;
        private String postsApprover = "";
        private int approved = -1;
        private Instant until;
        private Instant now = NOW;

        Life(ApprovalPolicy policy) {
            this.policy = policy;
        }

        PolicyInput facts(int user) {
            return new PolicyInput(
                    stage,
                    policy,
                    "user" + user,
                    AUTHOR[user],
                    REVIEWER[user],
                    false,
                    PolicyInputReader.with(hands, submitter),
                    PolicyInputReader.with(hands, amender),
                    approvedPosts != posts,
                    submitted >= 0 && submitted != content,
                    until,
                    now);
        }

        void go(Event event) {
            if (event instanceof Event.Edit) {
                content += stage == WorkflowState.PUBLISHED ? 0 : 1; // the guard keeps what readers see
            } else if (event instanceof Event.Wait wait) {
                now = now.plus(Duration.ofDays(wait.days()));
            } else if (event instanceof Event.Act act
                    && WorkflowPolicy.of(facts(act.user()), act.step()) instanceof Decision.Allowed allowed) {
                step(act, allowed.to());
            }
        }

        private void hands(Event.Act act, WorkflowState to) {
            String user = "user" + act.user();
            switch (act.step()) {
                case SUBMIT -> hands = Set.of(user);
                case AMEND -> hands = PolicyInputReader.with(hands, user);
                case RETIME -> hands =
                        stage == to ? hands : PolicyInputReader.with(PolicyInputReader.with(hands, submitter), user);
                case APPROVE, APPROVE_POSTS -> {
                    assertThat(policy.own() || !hands.contains(user))
                            .as("nobody approves what they had a hand in")
                            .isTrue();
                    hands = Set.of();
                }
                case REFUSE_POSTS -> hands = Set.of();
                default -> {}
            }
        }

        private void step(Event.Act act, WorkflowState to) {
            hands(act, to);
            if (act.step() == WorkflowAction.SUBMIT) {
                submitted = content;
                submitter = "user" + act.user();
                amender = submitter;
                posts++;
                until = null;
                approver = "";
                approved = -1;
            } else if (act.step() == WorkflowAction.APPROVE) {
                approver = "user" + act.user();
                approved = content;
                approvedPosts = posts;
                postsApprover = approver;
                until = now.plus(Duration.ofDays(policy.days()));
            } else if (act.step() == WorkflowAction.PUBLISH) {
                assertThat(approved)
                        .as("what is published is what was approved")
                        .isEqualTo(content);
                assertThat(approver).as("by a reviewer").isIn("user1", "user2");
                assertThat(policy.own() || !approver.equals(submitter))
                        .as("four eyes")
                        .isTrue();
                assertThat(now).as("within the days of its approval").isBefore(until);
                assertThat(policy.reviewers()).isNotEmpty();
            }
            if (act.step() == WorkflowAction.AMEND) {
                posts++;
                amender = "user" + act.user();
            } else if (act.step() == WorkflowAction.APPROVE_POSTS) {
                approvedPosts = posts;
                postsApprover = "user" + act.user();
            } else if (act.step() == WorkflowAction.RETIME) {
                boolean decided = stage == to;
                assertThat(!decided || REVIEWER[act.user()])
                        .as("who chooses another time alone is a reviewer")
                        .isTrue();
                if (!decided) {
                    submitter = "user" + act.user();
                    amender = submitter;
                    until = null;
                    approver = "";
                    approved = -1;
                }
            }
            stage = to;
            sent();
        }

        /** Posts go out where the article is public and just they were approved. */
        private void sent() {
            if (stage == WorkflowState.PUBLISHED && approvedPosts == posts && posts > 0) {
                assertThat(postsApprover).as("posts by a reviewer").isIn("user1", "user2");
                assertThat(policy.own() || !postsApprover.equals(amender))
                        .as("four eyes on posts")
                        .isTrue();
            }
        }
    }

    @Test
    void whileItIsBeingPublishedNothingIsPossible() {
        for (ApprovalPolicy policy : List.of(STRICT, ApprovalPolicy.NONE)) {
            assertThat(WorkflowPolicy.possible(facts(WorkflowState.PUBLISHING, policy, "rita", true, true)))
                    .isEmpty();
        }
    }

    @Test
    void whoMayNotApproveAsksForAnotherTime() {
        PolicyInput author = facts(WorkflowState.SCHEDULED, STRICT, "carl", true, false);
        assertThat(WorkflowPolicy.of(author, WorkflowAction.RETIME))
                .isEqualTo(new Decision.Allowed(WorkflowState.IN_REVIEW));
        PolicyInput reviewer = facts(WorkflowState.SCHEDULED, STRICT, "bert", false, true);
        assertThat(WorkflowPolicy.of(reviewer, WorkflowAction.RETIME))
                .isEqualTo(new Decision.Allowed(WorkflowState.SCHEDULED));
        PolicyInput own = facts(WorkflowState.SCHEDULED, STRICT, "anna", true, true);
        assertThat(WorkflowPolicy.of(own, WorkflowAction.RETIME))
                .isEqualTo(new Decision.Allowed(WorkflowState.IN_REVIEW));
        assertThat(code(facts(WorkflowState.PUBLISHED, STRICT, "carl", true, false), WorkflowAction.RETIME))
                .isEqualTo("notReviewer");
        assertThat(code(facts(WorkflowState.DRAFT, STRICT, "bert", true, true), WorkflowAction.RETIME))
                .isEqualTo("notNow");
    }

    @Property(tries = 3000)
    void noPathReachesReadersWithoutAValidApproval(@ForAll("lives") List<Event> life, @ForAll boolean own) {
        Life one = new Life(new ApprovalPolicy(true, List.of("writers"), List.of("reviewers"), own, 10));
        life.forEach(one::go);
    }

    @Property(tries = 500)
    void withoutReviewersNothingIsEverPublished(@ForAll("lives") List<Event> life) {
        Life one = new Life(new ApprovalPolicy(true, List.of(), List.of(), true, 10));
        life.forEach(event -> {
            one.go(event);
            assertThat(one.stage).isNotIn(WorkflowState.APPROVED, WorkflowState.PUBLISHED);
        });
    }
}
