package org.herald.connectors.linkedin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** LinkedIn's documents, as far as they matter here. */
final class Documents {
    private Documents() {}

    /** What a request was refused with. */
    record Failure(int status, int serviceErrorCode, String code, String message) {}

    /** A list, and how much of it. */
    record Page(List<JsonNode> elements, Paging paging) {}

    /** Where a page is; total is null where that is not told. */
    record Paging(int start, int count, Integer total) {}

    /** A post. */
    record Posted(String id, String author, String commentary, JsonNode content, long createdAt) {
        boolean isWhole() {
            return id != null && !id.isEmpty() && author != null && createdAt > 0;
        }
    }

    /** A comment; parentComment is null for the first level. */
    record Comment(
            String id,
            String commentUrn,
            String object,
            String actor,
            Stamp created,
            Message message,
            String parentComment,
            CommentsSummary commentsSummary) {
        /** Names it always in the same way: an answer that is not told its name is named by what it stands below. */
        Comment {
            commentUrn = commentUrn == null ? Urns.comment(object, id) : Urns.normal(commentUrn);
            parentComment = parentComment == null ? null : Urns.normal(parentComment);
        }

        boolean isWhole() {
            return Urns.isComment(commentUrn)
                    && actor != null
                    && created != null
                    && message != null
                    && message.text() != null;
        }
    }

    /** When something was done. */
    record Stamp(long time) {}

    /** What a comment says. */
    record Message(String text) {}

    /** How many comments are below. */
    record CommentsSummary(int aggregatedTotalComments) {}

    /** Who signed in, by OpenID Connect. */
    record UserInfo(String sub, String name, String picture) {}

    /** Who signed in, by the Profile API. */
    record Me(String id, String localizedFirstName, String localizedLastName) {}

    /** What a member is to an organisation. */
    record Role(String role, String organization, String state) {}

    /** An organisation. */
    record Organisation(String localizedName) {}

    /** Where a picture's bytes go. */
    record ImageUpload(Value value) {
        /** The picture and its address. */
        record Value(String uploadUrl, String image) {}
    }

    /** Where a video's parts go. */
    record VideoUpload(Value value) {
        /** The video and the addresses of its parts. */
        record Value(String video, String uploadToken, List<Part> uploadInstructions) {}

        /** A part, both bytes inclusive. */
        record Part(String uploadUrl, long firstByte, long lastByte) {
            long length() {
                return lastByte - firstByte + 1;
            }
        }
    }

    /** How far a picture or video is. */
    record Asset(String status, String processingFailureReason) {}

    /** What a webhook is told. */
    record Notices(String type, List<Notice> notifications) {}

    /** One thing that happened on an organisation's page. */
    record Notice(String organizationalEntity, @JsonProperty("decoratedSourcePost") Source source) {}

    /** The post that something happened to. */
    record Source(String entity) {}
}
