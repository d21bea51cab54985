package org.herald.core.workflow;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.ApprovalPolicy;
import org.herald.WorkflowAction;
import org.herald.WorkflowState;

/** The one table of what may follow what, and who may do it. Pure. */
final class WorkflowPolicy {
    private WorkflowPolicy() {}

    /** Who makes a step. */
    enum Role {
        AUTHOR,
        REVIEWER,
        EITHER
    }

    /**
     * A line of the table.
     *
     * @param to null where the article stays where it is
     */
    private record Rule(Set<WorkflowState> from, WorkflowState to, Role role) {}

    private static final Set<WorkflowState> DECIDED =
            Set.of(WorkflowState.APPROVED, WorkflowState.SCHEDULED, WorkflowState.PUBLISHED);

    private static final Set<WorkflowState> BEGINNINGS = Set.of(
            WorkflowState.DRAFT, WorkflowState.CHANGES_REQUESTED, WorkflowState.UNPUBLISHED, WorkflowState.EXPIRED);

    private static final Map<WorkflowAction, Rule> TABLE = Map.ofEntries(
            entry(WorkflowAction.SUBMIT, new Rule(BEGINNINGS, WorkflowState.IN_REVIEW, Role.AUTHOR)),
            entry(WorkflowAction.RECALL, new Rule(Set.of(WorkflowState.IN_REVIEW), WorkflowState.DRAFT, Role.AUTHOR)),
            entry(
                    WorkflowAction.REQUEST_CHANGES,
                    new Rule(
                            Set.of(WorkflowState.IN_REVIEW, WorkflowState.APPROVED, WorkflowState.SCHEDULED),
                            WorkflowState.CHANGES_REQUESTED,
                            Role.REVIEWER)),
            entry(
                    WorkflowAction.APPROVE,
                    new Rule(Set.of(WorkflowState.IN_REVIEW), WorkflowState.APPROVED, Role.REVIEWER)),
            entry(WorkflowAction.RETIME, new Rule(DECIDED, null, Role.EITHER)),
            entry(WorkflowAction.AMEND, new Rule(DECIDED, null, Role.AUTHOR)),
            entry(WorkflowAction.APPROVE_POSTS, new Rule(DECIDED, null, Role.REVIEWER)),
            entry(WorkflowAction.REFUSE_POSTS, new Rule(DECIDED, null, Role.REVIEWER)),
            entry(
                    WorkflowAction.PUBLISH,
                    new Rule(
                            Set.of(WorkflowState.APPROVED, WorkflowState.SCHEDULED),
                            WorkflowState.PUBLISHED,
                            Role.EITHER)),
            entry(
                    WorkflowAction.UNPUBLISH,
                    new Rule(Set.of(WorkflowState.PUBLISHED), WorkflowState.UNPUBLISHED, Role.EITHER)),
            entry(WorkflowAction.REVISE, new Rule(DECIDED, WorkflowState.DRAFT, Role.AUTHOR)));

    /** What becomes of a step. */
    sealed interface Decision {
        /** It leads there. */
        record Allowed(WorkflowState to) implements Decision {}

        /**
         * It does not.
         *
         * @param code a stable word
         * @param why a sentence for a person, with the remedy
         */
        record Refused(String code, String why) implements Decision {}
    }

    /** It is not what was submitted any more. */
    static final Decision.Refused CHANGED =
            new Decision.Refused("changed", "The article changed since it was submitted: submit it again.");

    static Decision of(PolicyInput facts, WorkflowAction step) {
        Rule rule = TABLE.get(step);
        if (!facts.policy().required() && step != WorkflowAction.RETIME) {
            return refused("workflowOff", "This site publishes without approval: use the CMS's own buttons.");
        }
        if (step == WorkflowAction.RETIME) {
            return retimed(facts);
        }
        if (!rule.from().contains(facts.stage()) && !comesBack(facts, step)) {
            return refused("notNow", "This cannot be done to an article that is " + word(facts.stage()) + ".");
        }
        if (rule.role() == Role.REVIEWER && facts.policy().reviewers().isEmpty()) {
            return refused(
                    "noReviewers",
                    "Nobody can approve on this site: an administrator must name a group of reviewers in its settings.");
        }
        if (!isIn(rule.role(), facts)) {
            return rule.role() == Role.REVIEWER
                    ? refused("notReviewer", "Only members of " + facts.policy().reviewers() + " review on this site.")
                    : refused("notAuthor", "Only authors of this site who may change the article do this.");
        }
        boolean posts = step == WorkflowAction.APPROVE_POSTS || step == WorkflowAction.REFUSE_POSTS;
        if (posts && !facts.open()) {
            return refused("notNow", "There are no posts that wait for an approval.");
        }
        if (!facts.policy().own() && hands(facts, step).contains(facts.user())) {
            return refused(
                    "fourEyes", "You submitted it yourself, or changed it since: somebody else must approve it.");
        }
        return bound(facts, step, rule.to() == null ? facts.stage() : rule.to());
    }

    /** Who had a hand in what a step approves. */
    private static Set<String> hands(PolicyInput facts, WorkflowAction step) {
        return switch (step) {
            case APPROVE -> facts.submittedBy();
            case APPROVE_POSTS -> facts.postsBy();
            default -> Set.of();
        };
    }

    /** Whether a step takes off the site what was public before anybody asked for approvals. */
    private static boolean comesBack(PolicyInput facts, WorkflowAction step) {
        return facts.seen()
                && BEGINNINGS.contains(facts.stage())
                && (step == WorkflowAction.REVISE || step == WorkflowAction.UNPUBLISH);
    }

    /** Whether somebody may decide alone what becomes of an approved article: its times, its posts. */
    static boolean mayDecide(PolicyInput facts) {
        ApprovalPolicy policy = facts.policy();
        return !policy.required() && facts.author()
                || facts.reviewer()
                        && !policy.reviewers().isEmpty()
                        && (policy.own() || !facts.submittedBy().contains(facts.user()));
    }

    /** Other times: at once by who may decide, else they are reviewed. A site without approvals knows no stages. */
    private static Decision retimed(PolicyInput facts) {
        boolean decides = mayDecide(facts);
        if (facts.stage() == WorkflowState.PUBLISHING) {
            return refused("notNow", "This cannot be done to an article that is " + word(facts.stage()) + ".");
        }
        if (!facts.policy().required()) {
            return decides
                    ? new Decision.Allowed(facts.stage())
                    : refused("notAuthor", "Only who may change the article does this.");
        }
        if (!DECIDED.contains(facts.stage())) {
            return refused("notNow", "This cannot be done to an article that is " + word(facts.stage()) + ".");
        }
        if (decides && bound(facts, WorkflowAction.RETIME, facts.stage()) instanceof Decision.Allowed allowed) {
            return allowed;
        }
        if (facts.stage() == WorkflowState.PUBLISHED) {
            return refused("notReviewer", "Only who may approve it chooses another end for a published article.");
        }
        return facts.author()
                ? new Decision.Allowed(WorkflowState.IN_REVIEW)
                : refused("notAuthor", "Only authors of this site who may change the article do this.");
    }

    /** An approval holds for what was submitted, and for so long. */
    private static Decision bound(PolicyInput facts, WorkflowAction step, WorkflowState to) {
        boolean binding =
                step == WorkflowAction.APPROVE || step == WorkflowAction.PUBLISH || step == WorkflowAction.RETIME;
        if (binding && facts.changed()) {
            return CHANGED;
        }
        boolean posted = facts.stage() == WorkflowState.PUBLISHED;
        boolean over = facts.approvedUntil() == null || !facts.now().isBefore(facts.approvedUntil());
        if ((step == WorkflowAction.PUBLISH || step == WorkflowAction.RETIME && !posted) && over) {
            return refused("approvalOver", "The approval is over: it must be submitted and approved again.");
        }
        return new Decision.Allowed(to);
    }

    /**
     * What becomes of a scheduled article whose time has come.
     *
     * @param late how long after its time it may still be published by itself
     */
    static Decision due(PolicyInput facts, Instant publishAt, Duration late) {
        if (facts.now().isAfter(publishAt.plus(late))) {
            return refused("missed", "It was not published in time: publish it by hand if it is still wanted.");
        }
        return facts.policy().required()
                ? bound(facts, WorkflowAction.PUBLISH, WorkflowState.PUBLISHED)
                : new Decision.Allowed(WorkflowState.PUBLISHED);
    }

    private static boolean isIn(Role role, PolicyInput facts) {
        return switch (role) {
            case AUTHOR -> facts.author();
            case REVIEWER -> facts.reviewer();
            case EITHER -> facts.author() || facts.reviewer();
        };
    }

    private static Decision refused(String code, String why) {
        return new Decision.Refused(code, why);
    }

    private static String word(WorkflowState stage) {
        return switch (stage) {
            case DRAFT -> "a draft";
            case IN_REVIEW -> "in review";
            case CHANGES_REQUESTED -> "back with its author";
            case APPROVED -> "approved";
            case SCHEDULED -> "scheduled";
            case PUBLISHING -> "just being published";
            case PUBLISHED -> "published";
            case UNPUBLISHED -> "taken off the site";
            case EXPIRED -> "past its end";
        };
    }

    /** What may be done now. */
    static List<WorkflowAction> possible(PolicyInput facts) {
        return List.of(WorkflowAction.values()).stream()
                .filter(step -> of(facts, step) instanceof Decision.Allowed)
                .toList();
    }
}
