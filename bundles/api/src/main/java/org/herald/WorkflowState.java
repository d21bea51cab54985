package org.herald;

/** Where an article is on its way to its readers. */
public enum WorkflowState {
    /** Being written. */
    DRAFT,
    /** Waiting for somebody to review it. */
    IN_REVIEW,
    /** Back with its author. */
    CHANGES_REQUESTED,
    /** May be published as it was reviewed. */
    APPROVED,
    /** Approved, and published by itself when its time comes. */
    SCHEDULED,
    /** The CMS is asked to make it public. What a crash leaves here is taken up; no decision comes in between. */
    PUBLISHING,
    /** Public. */
    PUBLISHED,
    /** Was public, and was taken back. */
    UNPUBLISHED,
    /** Was public until its time. */
    EXPIRED
}
