package org.herald.core.share;

import java.time.Instant;
import java.util.Optional;

/**
 * A variant that waits for a time.
 *
 * @param turn the token of its last move
 * @param article where the article is; empty when it was deleted
 * @param visible whether readers see that article
 */
public record DuePost(
        String path,
        String turn,
        String network,
        String profileId,
        Instant at,
        Optional<String> article,
        Visible visible) {
    /** Whether readers see an article. */
    public enum Visible {
        /** They do. */
        NOW,
        /** They do not, and its publication is due, too: it comes in a moment. */
        COMING,
        /** They do not. */
        NO
    }
}
