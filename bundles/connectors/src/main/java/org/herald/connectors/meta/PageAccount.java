package org.herald.connectors.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page that a person runs.
 *
 * @param token what acts as the page
 * @param tasks what the person may do on it; null where that is not told
 * @param instagram its professional account; null for none
 */
public record PageAccount(
        String id,
        String name,
        @JsonProperty("access_token") String token,
        List<String> tasks,
        @JsonProperty("instagram_business_account") Instagram instagram) {
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
    public record Instagram(String id, String username) {}
}
