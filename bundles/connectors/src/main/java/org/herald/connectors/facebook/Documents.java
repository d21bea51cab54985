package org.herald.connectors.facebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.herald.connectors.meta.PageAccount;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.RemoteMedia;
import org.herald.spi.RemoteRef;

/** The JSON documents of the Pages API, with what is read of them. */
final class Documents {
    private Documents() {}

    /** A page, as it is asked what it is. */
    record PageNode(String id, String name, String category, PageAccount.Picture picture) {}

    /** A post of the page's. */
    record PagePost(
            String id,
            String message,
            @JsonProperty("created_time") String created,
            @JsonProperty("permalink_url") String permalink) {
        RemoteRef ref() {
            return new RemoteRef(id, "", uri(permalink));
        }
    }

    /** A post of the page's with what it shows. */
    record FilmPost(
            String id,
            @JsonProperty("created_time") String created,
            @JsonProperty("permalink_url") String permalink,
            JsonNode attachments) {
        boolean shows(String film) {
            return id != null
                    && attachments != null
                    && attachments.findValues("target").stream()
                            .anyMatch(target -> film.equals(target.path("id").asText()));
        }

        RemoteRef ref() {
            return new RemoteRef(id, "", uri(permalink));
        }
    }

    /** An upload, or how far it came. */
    record Upload(String id, @JsonProperty("file_offset") Long offset, @JsonProperty("h") String handle) {}

    /** A video as its page sees it. */
    record Film(String id, boolean published, JsonNode status) {
        /** What the work on it came to: "processing", "ready", "error", … */
        String state() {
            return status == null ? "" : status.path("video_status").asText("");
        }

        /** Why the work failed, in Facebook's words. */
        String why() {
            List<String> words = status == null ? List.of() : status.findValuesAsText("message");
            return words.isEmpty() ? "no reason is told" : HttpErrorMapping.clean(words.get(0));
        }
    }

    record Comment(
            String id,
            String message,
            @JsonProperty("created_time") String created,
            @JsonProperty("permalink_url") String permalink,
            @JsonProperty("is_hidden") boolean hidden,
            Writer from,
            Parent parent,
            JsonNode attachment) {
        boolean isWhole() {
            return id != null && !id.isEmpty();
        }

        RemoteRef ref() {
            return new RemoteRef(id, "", uri(permalink));
        }

        /** The id of the comment that it answers; empty for one on the post itself. */
        Optional<String> above() {
            return Optional.ofNullable(parent).map(Parent::id);
        }

        boolean isBy(String page) {
            return from != null && page.equals(from.id());
        }

        /** Whether it is told who wrote it. */
        boolean isSigned() {
            return from != null && from.id() != null;
        }

        /** Whether nothing tells that somebody else wrote it. */
        boolean mayBeBy(String page) {
            return !isSigned() || isBy(page);
        }

        List<RemoteMedia> media() {
            if (attachment == null || !attachment.isObject()) {
                return List.of();
            }
            String type = attachment.path("type").asText("");
            RemoteMedia.Kind kind = RemoteMedia.Kind.OTHER;
            if (type.contains("video") || type.contains("animated")) {
                kind = RemoteMedia.Kind.VIDEO;
            } else if (type.contains("photo") || type.contains("sticker")) {
                kind = RemoteMedia.Kind.IMAGE;
            }
            URI address = uri(attachment.path("url").asText(null));
            String id = attachment.path("target").path("id").asText(Objects.toString(address, ""));
            return List.of(
                    new RemoteMedia(id, kind, address, attachment.path("title").asText("")));
        }
    }

    record Writer(String id, String name) {}

    record Parent(String id) {}

    /** An address; null for what is none: what is no address is not shown. */
    static URI uri(String address) {
        try {
            return address == null || address.isEmpty() ? null : new URI(address);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
