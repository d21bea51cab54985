package org.herald.simulators.meta;

import java.time.Instant;
import java.util.Set;

/**
 * What a token allows.
 *
 * @param page the page that it acts as; empty for a person's or the app's token
 * @param ends when; {@link Instant#MAX} for never
 * @param longLived whether it came of a long-lived token
 */
public record Grant(Kind kind, String user, String page, Set<String> scopes, Instant ends, boolean longLived) {
    /** Whose token it is. */
    public enum Kind {
        /** A person's. */
        USER,
        /** A page's. */
        PAGE,
        /** The app's. */
        APP
    }
}
