package org.herald.core.guard;

import org.apache.jackrabbit.oak.api.CommitFailedException;
import org.apache.jackrabbit.oak.spi.state.NodeBuilder;
import org.apache.jackrabbit.oak.spi.state.NodeState;

/**
 * One commit.
 *
 * @param before the repository before it
 * @param after the repository after it
 * @param builder what is written in the end
 * @param user who makes it
 * @param live whether readers see the very pages that are edited
 * @param findings what is known only when all of it was seen
 */
record Commit(
        NodeState before, NodeState after, NodeBuilder builder, String user, boolean live, Commit.Findings findings) {
    private static final String HERALD = "herald-service";
    private static final int REFUSED = 1;

    static final String NOT_APPROVED =
            "Herald: this site publishes only what was approved. Submit the page for review" + " (Share, Review).";
    static final String SEEN = "Herald: readers see this page as it was approved. Begin a new revision first (Share,"
            + " Review, Revise).";
    static final String NOT_BY_HAND = "Herald: this site publishes only what was approved. Who may approve publishes"
            + " files and folders with the button; what is public is taken off the site before it is changed.";
    static final String HOLDS_A_SITE =
            "Herald: a site below asks for approvals, and this would show readers what was" + " not approved there.";
    static final String SHOWN_ELSEWHERE =
            "Herald: readers see this in an article that was approved with it. Begin a new"
                    + " revision of that article first, or put the new one beside it.";
    static final String SITE_STAYS =
            "Herald: a site that asks for approvals stays where it is. Switch its approvals off"
                    + " in Herald's settings first.";
    static final String READERS_WORDS =
            "Herald: these are readers' words: they are shown and hidden in the inbox, and" + " nobody changes them.";
    static final String SETTINGS = "Herald: whether a site asks for approvals is decided in Herald's settings.";

    /** What is known only when all of a commit was seen. */
    static final class Findings {
        /** A place at or above a guarded site that is gone; empty for none. */
        String gone = "";
        /** Whether something new is outside of all guarded sites. */
        boolean open;
    }

    boolean isHerald() {
        return HERALD.equals(user);
    }

    static boolean isRefusal(CommitFailedException e) {
        return e.isConstraintViolation()
                && e.getCode() == REFUSED
                && String.valueOf(e.getMessage()).contains("Herald:");
    }

    static CommitFailedException refusal(String why) {
        return new CommitFailedException(CommitFailedException.CONSTRAINT, REFUSED, why);
    }
}
