package org.herald.connectors.bluesky;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.herald.kit.http.Answer;
import org.jetbrains.annotations.Nullable;

/** Where the network's view shows the picture of an account. A server without that view shows none. */
final class Portrait {
    static final String METHOD = "app.bsky.actor.getProfile";

    private Portrait() {}

    private record Profile(String avatar) {}

    /** What is asked for. */
    static String path(String did) {
        return BlueskyApi.XRPC + METHOD + "?actor=" + URLEncoder.encode(did, StandardCharsets.UTF_8);
    }

    /** The address; null for none. */
    static @Nullable String of(Answer answer) {
        return BlueskyApi.document(answer, Profile.class).map(Profile::avatar).orElse(null);
    }
}
