package org.herald.connectors.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page that a person runs.
 *
 * @param token what acts as the page
 * @param tasks what the person may do on it; null where that is not told
 * @param instagram its professional account; null for none
 * @param picture where its picture is; null where that is not told
 */
public record PageAccount(
        String id,
        String name,
        @JsonProperty("access_token") String token,
        List<String> tasks,
        @JsonProperty("instagram_business_account") Instagram instagram,
        Picture picture) {
    /** Keeps the token to itself. */
    @Override
    public String toString() {
        return "PageAccount[" + id + "]";
    }

    /** Whether the person may post there. */
    public boolean mayPost() {
        return tasks == null || tasks.contains("CREATE_CONTENT") || tasks.contains("MANAGE");
    }

    /** A professional account. */
    public record Instagram(String id, String username, @JsonProperty("profile_picture_url") String picture) {}

    /** A page's picture, as the Graph API wraps it (Page, Picture). */
    public record Picture(Source data) {
        /** Its address; null for none. */
        public static String address(Picture picture) {
            return picture == null || picture.data() == null
                    ? null
                    : picture.data().url();
        }

        /** Where it is. */
        public record Source(String url) {}
    }
}
