package org.herald.connectors.threads;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/** The JSON documents of the API, with what is read of them. */
final class Documents {
    private Documents() {}

    /** Whatever is answered with an id alone: a container, a post, the post that something stands below. */
    record Id(String id) {}

    record Person(String id, String username, @JsonProperty("threads_profile_picture_url") String picture) {}

    record Token(@JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresIn) {}

    record Container(String status, @JsonProperty("error_message") String errorMessage) {}

    record Success(boolean success) {}

    /**
     * A list in pages. The address of the next page is never read: it holds the token.
     *
     * @param whole whether all of it could be read, and what follows can be asked for
     */
    record Page<T>(List<T> data, String after, boolean more, boolean whole) {}

    record Children(List<Id> data) {}

    /** A post of ours, as the network shows it: what is compared with what was sent. */
    record Posted(
            String id,
            String text,
            String timestamp,
            String permalink,
            @JsonProperty("media_type") String mediaType,
            @JsonProperty("replied_to") Id repliedTo,
            Children children) {
        static final String FIELDS = "id,text,timestamp,permalink,media_type,children";
        static final String REPLY_FIELDS = FIELDS + ",replied_to";
        private static final String REPOST = "REPOST_FACADE";

        boolean isRepost() {
            return REPOST.equals(mediaType);
        }

        String parentId() {
            return repliedTo == null ? "" : Objects.toString(repliedTo.id(), "");
        }

        /** How many pictures and videos it has. */
        int files() {
            if (children != null && children.data() != null) {
                return children.data().size();
            }
            return "IMAGE".equals(mediaType) || "VIDEO".equals(mediaType) ? 1 : 0;
        }
    }

    /** How much of a quota is used. */
    record Quota(int used, int total) {
        static Quota of(JsonNode document, String prefix) {
            JsonNode told = document.path("data").path(0);
            return new Quota(
                    told.path(prefix + "quota_usage").asInt(0),
                    told.path(prefix + "config").path("quota_total").asInt(Integer.MAX_VALUE));
        }

        boolean isUsedUp() {
            return used >= total;
        }
    }
}
