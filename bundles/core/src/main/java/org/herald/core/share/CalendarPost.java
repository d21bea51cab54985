package org.herald.core.share;

import java.time.Instant;
import org.herald.VariantState;

/** A post as a calendar shows it. */
public record CalendarPost(
        String shareId,
        ArticleRef article,
        String by,
        String profileId,
        String network,
        VariantState state,
        SeenPost seen,
        String text) {
    /**
     * An article as a post knows it.
     *
     * @param identity the same wherever it is moved
     * @param path where it was last seen
     */
    public record ArticleRef(String identity, String path, String title) {}

    /** When it is sent, or was. */
    public Instant at() {
        return seen.at();
    }
}
