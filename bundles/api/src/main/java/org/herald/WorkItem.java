package org.herald;

import java.time.Instant;
import org.jetbrains.annotations.NotNull;

/**
 * Something that waits for a person, or that the person waits for.
 *
 * @param by who did what led here: who submitted it, or asked for changes
 * @param at since when
 * @param note what was said about it, or what failed; of a post that waits, its profile; may be empty
 */
public record WorkItem(
        @NotNull Kind kind,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String by,
        @NotNull Instant at,
        @NotNull String note) {

    /** Why it is listed, the most pressing first. */
    public enum Kind {
        /** A post of this person's did not arrive. */
        FAILED,
        /** Approved, and its time is over. */
        LATE,
        /** Sent back to this person. */
        CORRECT,
        /** To be reviewed by this person. */
        REVIEW,
        /** A post of somebody else that this person may approve. */
        APPROVE_POST,
        /** Approved, and to be published by this person. */
        PUBLISH,
        /** This person's, waiting for somebody else or for its time. */
        SENT,
        /** A post of this person's that waits until somebody approves it. */
        POST_WAITS
    }
}
