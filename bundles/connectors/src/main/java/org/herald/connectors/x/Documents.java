package org.herald.connectors.x;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.herald.kit.http.Json;

/** The JSON documents of the API, with what is read of them. */
final class Documents {
    private Documents() {}

    /** A list that may be missing. */
    private static <T> List<T> some(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** What posting answers. */
    record Created(Id data) {
        Optional<String> id() {
            return Optional.ofNullable(data).map(Id::id).filter(id -> !id.isEmpty());
        }
    }

    record Id(String id) {}

    /** What deleting and hiding answer. */
    record Changed(Said data) {}

    /** What is so now; null where that is not said. */
    record Said(Boolean deleted, Boolean hidden) {
        boolean isDeleted() {
            return Boolean.TRUE.equals(deleted);
        }

        boolean isHidden(boolean wanted) {
            return hidden != null && hidden == wanted;
        }
    }

    /** A page of posts, or several asked for by their ids. */
    record Posts(List<Post> data, Includes includes, Meta meta, List<Problem> errors) {
        Posts {
            data = some(data);
            errors = some(errors);
            includes = includes == null ? new Includes(null, null, null) : includes;
            meta = meta == null ? new Meta("", "") : meta;
        }

        /** Whether posts may be missing: what is not found or not open is what others refer to. */
        boolean isPart() {
            return errors.stream()
                    .anyMatch(error -> !error.is("resource-not-found") && !error.is("not-authorized-for-resource"));
        }
    }

    record Meta(@JsonProperty("next_token") String next, @JsonProperty("newest_id") String newest) {
        Meta {
            next = Objects.toString(next, "");
            newest = Objects.toString(newest, "");
        }
    }

    record Includes(List<User> users, @JsonAlias("tweets") List<Post> posts, List<Media> media) {
        Includes {
            users = some(users);
            posts = some(posts);
            media = some(media);
        }
    }

    record User(String id, String username, String name, @JsonProperty("profile_image_url") String picture) {}

    record Me(User data) {}

    record Post(
            String id,
            Text said,
            @JsonProperty("author_id") String author,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("conversation_id") String conversation,
            @JsonProperty("referenced_posts") List<Reference> references,
            Attachments attachments,
            @JsonProperty("edit_controls") JsonNode edit) {
        /** Takes the names of the description and of the guides; of a long post the whole text. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Post of(JsonNode post) {
            JsonNode note = post.path("note_post").isObject() ? post.path("note_post") : post.path("note_tweet");
            JsonNode told = note.path("text").isTextual() ? note : post;
            JsonNode references =
                    post.has("referenced_posts") ? post.path("referenced_posts") : post.path("referenced_tweets");
            return new Post(
                    post.path("id").asText(""),
                    new Text(told.path("text").asText(""), told.path("entities")),
                    post.path("author_id").asText(""),
                    post.path("created_at").asText(""),
                    post.path("conversation_id").asText(""),
                    Json.read(references, Reference[].class).map(List::of).orElse(List.of()),
                    Json.read(post.path("attachments"), Attachments.class).orElse(new Attachments(null)),
                    post.path("edit_controls"));
        }

        boolean isWhole() {
            return !id.isEmpty() && !author.isEmpty();
        }

        Instant at() {
            try {
                return OffsetDateTime.parse(createdAt).toInstant();
            } catch (DateTimeException e) {
                return Instant.EPOCH;
            }
        }

        /** What it answers, or quotes. */
        Optional<String> referenced(String how) {
            return references.stream()
                    .filter(reference -> how.equals(reference.type()) && reference.id() != null)
                    .map(Reference::id)
                    .findFirst();
        }
    }

    record Reference(String type, String id) {}

    record Attachments(@JsonProperty("media_keys") List<String> keys) {
        Attachments {
            keys = some(keys);
        }
    }

    record Media(
            @JsonProperty("media_key") String key,
            String type,
            String url,
            @JsonProperty("preview_image_url") String preview,
            @JsonProperty("alt_text") String alt) {}

    /** A text with what was found in it. */
    record Text(String text, JsonNode entities) {}

    /** What uploading answers. */
    record Upload(Uploaded data) {}

    record Uploaded(String id, @JsonProperty("processing_info") Processing processing) {}

    record Processing(String state, @JsonProperty("check_after_secs") int checkAfter) {}

    /** What went wrong, in X's words. */
    record Problem(String type, String title, String detail, List<JsonNode> errors) {
        Problem {
            type = Objects.toString(type, "");
            detail = Objects.toString(detail, "");
            errors = some(errors);
        }

        boolean is(String name) {
            return type.endsWith("/" + name);
        }

        /** The most telling of its sentences. */
        String said() {
            return errors.stream()
                    .map(error -> error.path("message").asText(""))
                    .filter(message -> !message.isEmpty())
                    .findFirst()
                    .orElse(detail);
        }
    }
}
