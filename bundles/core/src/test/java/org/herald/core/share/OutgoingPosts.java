package org.herald.core.share;

import java.util.List;
import org.herald.Attachment;

/** Makes posts for tests, which say of their nineteen components only what they are about. */
public final class OutgoingPosts {
    private OutgoingPosts() {}

    /** A post on Mastodon in public and in English, with nothing attached. */
    public static OutgoingPost of(String profile, List<String> keys, List<String> parts) {
        return of(profile, keys, parts, "", "", null);
    }

    /**
     * The same, with more.
     *
     * @param trackingToken what its link holds
     * @param asked what a person wanted
     * @param reply what it answers; null for nothing
     */
    public static OutgoingPost of(
            String profile,
            List<String> keys,
            List<String> parts,
            String trackingToken,
            String asked,
            OutgoingPost.Reply reply) {
        return new OutgoingPost(
                profile,
                "mastodon",
                keys,
                parts.get(0),
                parts,
                "en",
                Attachment.NONE,
                "",
                trackingToken,
                "",
                "",
                "",
                "",
                "",
                List.of(),
                "PUBLIC",
                "",
                asked,
                reply);
    }
}
