package org.herald.core.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.herald.Stage;

/** Makes a state from another one. */
final class StateChange {
    private final long moves;
    private Stage stage;
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

    StateChange(State from) {
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

    StateChange stage(Stage value) {
        stage = value;
        return this;
    }

    StateChange asked(Submission value) {
        asked = value;
        return this;
    }

    StateChange before(Submission value) {
        before = value;
        return this;
    }

    StateChange hands(Set<String> value) {
        hands = value;
        return this;
    }

    StateChange postsBy(String value) {
        postsBy = value;
        return this;
    }

    StateChange approved(String by, Instant until, String revision) {
        approvedBy = by;
        approvedUntil = until;
        approvedRevision = revision;
        return this;
    }

    StateChange approvedPosts(List<ApprovedPost> value) {
        approvedPosts = value;
        return this;
    }

    StateChange publishedAt(Instant value) {
        publishedAt = value;
        return this;
    }

    StateChange attempt(Attempt value) {
        attempt = value;
        return this;
    }

    StateChange held(Held value) {
        held = value;
        return this;
    }

    StateChange warned(boolean value) {
        warned = value;
        return this;
    }

    /** The state, at as many moves. */
    State done() {
        return at(moves);
    }

    /** The state, at other moves. */
    State at(long other) {
        return new State(
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
