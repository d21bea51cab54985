package org.herald.simulators.instagram;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.meta.Times;

/**
 * A comment on a post.
 *
 * @param parent the id of the comment that it answers; empty for one on the post itself
 */
public record IgComment(
        String id,
        String post,
        String parent,
        String author,
        String username,
        String text,
        Instant at,
        boolean hidden) {
    /** Has every field. */
    static final IgComment SAMPLE = new IgComment("1", "1", "", "1", "", "", Instant.EPOCH, false);

    IgComment hidden(boolean now) {
        return new IgComment(id, post, parent, author, username, text, at, now);
    }

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("text", text);
        view.put("timestamp", Times.of(at));
        view.put("username", username);
        view.put("from", Map.of("id", author, "username", username));
        view.put("hidden", hidden);
        view.put("parent_id", parent.isEmpty() ? null : parent);
        view.put("like_count", 0);
        view.put("media", Map.of("id", post));
        return view;
    }
}
