package org.herald.core.workflow;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.herald.ApprovalPolicy;
import org.herald.WorkflowState;

/**
 * What a judgement rests on.
 *
 * @param user who wants to make the step
 * @param author whether that one may submit
 * @param reviewer whether that one is in a group that reviews
 * @param seen whether readers see the very page although nothing here published it: it was public before the site
 *     asked for approvals
 * @param submittedBy who asked for the review, or had a hand in what is asked since
 * @param postsBy who asked for the posts, or had a hand in them since
 * @param open whether there are posts that nobody approved
 * @param changed whether the article is another one than was submitted
 * @param approvedUntil when the approval ends; null where there is none
 */
record PolicyInput(
        WorkflowState stage,
        ApprovalPolicy policy,
        String user,
        boolean author,
        boolean reviewer,
        boolean seen,
        Set<String> submittedBy,
        Set<String> postsBy,
        boolean open,
        boolean changed,
        Instant approvedUntil,
        Instant now) {
    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    static Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    static final class Builder {
        private WorkflowState stage;
        private ApprovalPolicy policy;
        private String user = "";
        private boolean author;
        private boolean reviewer;
        private boolean seen;
        private Set<String> submittedBy = Set.of();
        private Set<String> postsBy = Set.of();
        private boolean open;
        private boolean changed;
        private Instant approvedUntil;
        private Instant now;

        private Builder() {}

        /** {@link PolicyInput#stage}. */
        Builder stage(WorkflowState value) {
            stage = value;
            return this;
        }

        /** {@link PolicyInput#policy}. */
        Builder policy(ApprovalPolicy value) {
            policy = value;
            return this;
        }

        /** {@link PolicyInput#user}. */
        Builder user(String value) {
            user = value;
            return this;
        }

        /** {@link PolicyInput#author}. */
        Builder author(boolean value) {
            author = value;
            return this;
        }

        /** {@link PolicyInput#reviewer}. */
        Builder reviewer(boolean value) {
            reviewer = value;
            return this;
        }

        /** {@link PolicyInput#seen}. */
        Builder seen(boolean value) {
            seen = value;
            return this;
        }

        /** {@link PolicyInput#submittedBy}. */
        Builder submittedBy(Set<String> value) {
            submittedBy = value;
            return this;
        }

        /** {@link PolicyInput#postsBy}. */
        Builder postsBy(Set<String> value) {
            postsBy = value;
            return this;
        }

        /** {@link PolicyInput#open}. */
        Builder open(boolean value) {
            open = value;
            return this;
        }

        /** {@link PolicyInput#changed}. */
        Builder changed(boolean value) {
            changed = value;
            return this;
        }

        /** {@link PolicyInput#approvedUntil}. */
        Builder approvedUntil(Instant value) {
            approvedUntil = value;
            return this;
        }

        /** {@link PolicyInput#now}. */
        Builder now(Instant value) {
            now = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        PolicyInput build() {
            return new PolicyInput(
                    Objects.requireNonNull(stage, "stage"),
                    Objects.requireNonNull(policy, "policy"),
                    user,
                    author,
                    reviewer,
                    seen,
                    submittedBy,
                    postsBy,
                    open,
                    changed,
                    approvedUntil,
                    Objects.requireNonNull(now, "now"));
        }
    }
}
