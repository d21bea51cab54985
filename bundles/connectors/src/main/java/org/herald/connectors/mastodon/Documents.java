package org.herald.connectors.mastodon;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The JSON documents of the API, with what is read of them. */
final class Documents {
    private Documents() {}

    record Status(
            String id,
            String url,
            String uri,
            String content,
            String visibility,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("in_reply_to_id") String inReplyToId,
            Account account,
            @JsonProperty("media_attachments") List<Attachment> attachments) {
        String address() {
            return url == null || url.isEmpty() ? uri : url;
        }
    }

    record Account(String id, String acct, String username, @JsonProperty("display_name") String displayName) {}

    record Attachment(String id, String url) {}

    record Context(List<Status> descendants) {}

    record Notification(String id, String type, Status status) {}

    record Application(
            @JsonProperty("client_id") String clientId, @JsonProperty("client_secret") String clientSecret) {}

    record Token(@JsonProperty("access_token") String accessToken) {}

    record Failure(String error, @JsonProperty("error_description") String description) {}

    /** What the code flow needs again at its end. */
    record Ticket(String clientId, String clientSecret, String verifier) {}
}
