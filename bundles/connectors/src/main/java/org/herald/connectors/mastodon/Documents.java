package org.herald.connectors.mastodon;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.spi.RemoteRef;

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

    /** A post of our own, as the server answers it or lists it: what is compared with what was sent. */
    record Posted(
            String id,
            String url,
            String uri,
            String content,
            String visibility,
            String language,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("in_reply_to_id") String inReplyToId,
            Account account,
            JsonNode reblog,
            @JsonProperty("media_attachments") List<Attachment> attachments) {
        boolean isWhole() {
            return id != null && !id.isEmpty();
        }

        RemoteRef ref() {
            return new RemoteRef(id, "", Words.uri(url == null || url.isEmpty() ? uri : url));
        }

        /** When it was posted; empty where the server does not tell. */
        Optional<Instant> at() {
            return Words.instant(createdAt);
        }

        boolean isBoost() {
            return reblog != null && !reblog.isNull();
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
