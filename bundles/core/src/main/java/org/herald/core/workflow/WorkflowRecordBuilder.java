package org.herald.core.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.herald.WorkflowState;

/** Makes a state from another one. */
final class WorkflowRecordBuilder {
    private final long moves;
    private WorkflowState stage;
    private Submission asked;
    private Submission before;
    private Set<String> hands;
    private String postsBy;
    private String approvedBy;
    private Instant approvedUntil;
    private String approvedRevision;
    private List<ApprovedPost> approvedPosts;
    private Instant publishedAt;
    private Attempt attempt;
    private Held held;
    private boolean warned;

    WorkflowRecordBuilder(WorkflowRecord from) {
        moves = from.moves();
        stage = from.stage();
        asked = from.asked();
        before = from.before();
        hands = from.hands();
        postsBy = from.postsBy();
        approvedBy = from.approvedBy();
        approvedUntil = from.approvedUntil();
        approvedRevision = from.approvedRevision();
        approvedPosts = from.approvedPosts();
        publishedAt = from.publishedAt();
        attempt = from.attempt();
        held = from.held();
        warned = from.warned();
    }

    WorkflowRecordBuilder stage(WorkflowState value) {
        stage = value;
        return this;
    }

    WorkflowRecordBuilder asked(Submission value) {
        asked = value;
        return this;
    }

    WorkflowRecordBuilder before(Submission value) {
        before = value;
        return this;
    }

    WorkflowRecordBuilder hands(Set<String> value) {
        hands = value;
        return this;
    }

    WorkflowRecordBuilder postsBy(String value) {
        postsBy = value;
        return this;
    }

    WorkflowRecordBuilder approved(String by, Instant until, String revision) {
        approvedBy = by;
        approvedUntil = until;
        approvedRevision = revision;
        return this;
    }

    WorkflowRecordBuilder approvedPosts(List<ApprovedPost> value) {
        approvedPosts = value;
        return this;
    }

    WorkflowRecordBuilder publishedAt(Instant value) {
        publishedAt = value;
        return this;
    }

    WorkflowRecordBuilder attempt(Attempt value) {
        attempt = value;
        return this;
    }

    WorkflowRecordBuilder held(Held value) {
        held = value;
        return this;
    }

    WorkflowRecordBuilder warned(boolean value) {
        warned = value;
        return this;
    }

    /** The state, at as many moves. */
    WorkflowRecord done() {
        return at(moves);
    }

    /** The state, at other moves. */
    WorkflowRecord at(long other) {
        return new WorkflowRecord(
                stage,
                asked,
                before,
                hands,
                postsBy,
                approvedBy,
                approvedUntil,
                approvedRevision,
                approvedPosts,
                publishedAt,
                attempt,
                held,
                warned,
                other);
    }
}
