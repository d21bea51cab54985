package org.herald.connectors.mastodon;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.herald.spi.RemoteMedia;
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
            @JsonProperty("spoiler_text") String spoiler,
            @JsonProperty("media_attachments") List<Attachment> attachments,
            Quote quote) {
        String address() {
            return url == null || url.isEmpty() ? uri : url;
        }

        List<RemoteMedia> media() {
            return attachments == null
                    ? List.of()
                    : attachments.stream().map(Attachment::media).toList();
        }
    }

    /**
     * What a status quotes, as its author allowed.
     *
     * @param state "accepted"; every other word means that it is not to be shown as a quote
     */
    record Quote(String state, @JsonProperty("quoted_status") Quoted quoted) {
        /** The id of what is quoted; empty where that is not to be shown. */
        Optional<String> of() {
            return "accepted".equals(state) && quoted != null ? Optional.ofNullable(quoted.id()) : Optional.empty();
        }
    }

    record Quoted(String id) {}

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

    record Account(
            String id,
            String acct,
            String username,
            @JsonProperty("display_name") String displayName,
            @JsonProperty("avatar_static") String avatar) {}

    record Attachment(
            String id, String type, String url, @JsonProperty("remote_url") String remoteUrl, String description) {
        /** The address at its author's server, where it stays; that of the own server's copy changes. */
        RemoteMedia media() {
            RemoteMedia.Kind kind =
                    switch (Objects.toString(type, "")) {
                        case "image" -> RemoteMedia.Kind.IMAGE;
                        case "video", "gifv" -> RemoteMedia.Kind.VIDEO;
                        case "audio" -> RemoteMedia.Kind.AUDIO;
                        default -> RemoteMedia.Kind.OTHER;
                    };
            return new RemoteMedia(Objects.toString(id, ""), kind, address(), Objects.toString(description, ""));
        }

        private URI address() {
            String address = remoteUrl == null || remoteUrl.isEmpty() ? url : remoteUrl;
            try {
                return address == null || address.isEmpty() ? null : new URI(address);
            } catch (URISyntaxException e) {
                return null;
            }
        }
    }

    record Context(List<Status> descendants) {}

    record Notification(String id, String type, Status status) {}

    record Application(
            @JsonProperty("client_id") String clientId, @JsonProperty("client_secret") String clientSecret) {}

    record Failure(String error, @JsonProperty("error_description") String description) {}

    /** What the code flow needs again at its end. */
    record Ticket(String clientId, String clientSecret, String verifier) {}
}
