package org.herald;

/** What can be done to a profile, or as one. Who may do it, the table of {@link Profiles#rights} tells. */
public enum ProfileAction {
    /** See it in lists. */
    SEE_PROFILE(false),
    /** See what it said and will say: on an article, on the calendar, in feeds and audits. */
    SEE_POSTS(false),
    /** See what readers said to it. */
    SEE_INBOX(false),
    /** Write a post, have it checked, submit it, and take it back while it waits for an approval. */
    WRITE(true),
    /** Have a post go out, now or at a time. */
    SHARE(true),
    /** Approve or refuse a post that waits for it. */
    APPROVE(true),
    /** Choose another time for a post. */
    MOVE(true),
    /** Send a post again, or before its time; say what became of one that is in doubt. */
    RESEND(true),
    /** Take a post back. */
    WITHDRAW(false),
    /** Decide whether what a reader said is shown. */
    REVIEW(false),
    /** Answer a reader; send an answer again or take it back. */
    ANSWER(true),
    /** Have it collect now. */
    COLLECT(false),
    /** Connect, test, change and delete it, and say who may do what. */
    CONFIGURE(false);

    private final boolean bound;

    ProfileAction(boolean bound) {
        this.bound = bound;
    }

    /** Tells whether a profile that belongs to some sites allows it there only. */
    public boolean isBound() {
        return bound;
    }
}
