package org.herald.core.share;

import java.time.Instant;
import java.util.Optional;

/**
 * A variant that waits for a time.
 *
 * @param turn the token of its last move
 * @param article where the article is; empty when it was deleted
 * @param isPublic whether readers see that article
 */
public record DuePost(
        String path,
        String turn,
        String network,
        String profileId,
        Instant at,
        Optional<String> article,
        boolean isPublic) {}
