package org.herald.simulators;

/** What a server does beside what it promises. */
public enum Mood {
    /** As published. */
    WELL,
    /** Answers after three seconds. */
    SLOW,
    /** Never answers, and does nothing. */
    SILENT,
    /** Closes the connection before it does anything. */
    LOST_BEFORE,
    /** Does it, and closes the connection without an answer. */
    LOST_AFTER,
    /** Does it, and answers as if it had not: with the vendor's words for a failure. */
    FALSE_FAILURE,
    /** Does nothing, and answers 500. */
    BROKEN,
    /** Does it, and answers 500. */
    BROKEN_AFTER,
    /** Does nothing: too many requests, in the vendor's words. */
    RATE_LIMITED,
    /** Does nothing: the token does not work any more, in the vendor's words. */
    REVOKED,
    /** Does nothing, and answers 200 with a page of a proxy. */
    GARBAGE
}
