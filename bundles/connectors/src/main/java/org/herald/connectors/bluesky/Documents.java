package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The JSON documents of the lexicons, with what is read of them. */
final class Documents {
    private Documents() {}

    /** Answer of createSession and refreshSession, and what is kept of it. */
    record Session(String did, String handle, String accessJwt, String refreshJwt) {}

    /** Whose a session is. */
    record Owner(String did, String handle) {}

    record StrongRef(String uri, String cid) {}

    record Uploaded(JsonNode blob) {}

    record Failure(String error, String message) {}

    record Posts(List<PostView> posts) {}

    record ThreadView(ThreadPost thread) {}

    record ThreadPost(PostView post, List<ThreadPost> replies) {}

    record PostView(
            String uri,
            String cid,
            Author author,
            JsonNode record,
            String indexedAt,
            Integer replyCount,
            JsonNode embed,
            JsonNode labels) {}

    record Author(String did, String handle, String displayName) {}

    record Notifications(List<Notification> notifications) {}

    record Notification(String reason, JsonNode record, String indexedAt) {}

    record Resolved(String did) {}
}
