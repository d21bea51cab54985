package org.herald;

/** What somebody does to move an article on. */
public enum Step {
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
    /** Takes it off the site. */
    UNPUBLISH,
    /** Begins a new revision; a page that readers see is taken off the site for that. */
    REVISE
}
