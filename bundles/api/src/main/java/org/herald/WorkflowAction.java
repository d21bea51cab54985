package org.herald;

/** What somebody does to move an article on. */
public enum WorkflowAction {
    /** Asks for a review. */
    SUBMIT,
    /** Takes the request back. */
    RECALL,
    /** Sends it back with a comment. */
    REQUEST_CHANGES,
    /** Says that it may be published as it is. */
    APPROVE,
    /** Makes it public, and sends what was approved with it. */
    PUBLISH,
    /** Chooses other times for the publication and its end. Who may not approve them asks for it with that. */
    RETIME,
    /** Chooses other posts for an approved article. Those that are new wait for their approval; it goes its way. */
    AMEND,
    /** Says that the posts that are new may be sent. */
    APPROVE_POSTS,
    /** Sends the posts that are new back with a comment. */
    REFUSE_POSTS,
    /** Takes it off the site. */
    UNPUBLISH,
    /**
     * Begins a new revision. Where readers see the very page that is edited, it is taken off the site for that; where an
     * author publishes to renderers, they see the one before until the new one is published.
     */
    REVISE
}
