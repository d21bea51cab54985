package org.herald.simulators.facebook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.meta.Times;

/**
 * A comment on a post.
 *
 * @param parent the id of the comment that it answers; empty for a comment on the post itself
 * @param picture the address of an attached picture; empty for none
 */
public record PageComment(
        String id,
        String post,
        String parent,
        Person from,
        String message,
        Instant at,
        boolean hidden,
        String picture) {
    /** Has every field. */
    static final PageComment SAMPLE =
            new PageComment("1_2", "1_1", "", new Person("1", ""), "", Instant.EPOCH, false, "");

    PageComment hidden(boolean now) {
        return new PageComment(id, post, parent, from, message, at, now, picture);
    }

    PageComment saying(String text) {
        return new PageComment(id, post, parent, from, text, at, hidden, picture);
    }

    /** What is told of it; the writer only to who may read what users write. */
    Map<String, Object> view(boolean writer) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("message", message);
        view.put("created_time", Times.of(at));
        view.put("from", writer ? from.view() : null);
        view.put("parent", parent.isEmpty() ? null : Map.of("id", parent));
        view.put("is_hidden", hidden);
        view.put("can_hide", true);
        view.put("can_remove", true);
        view.put("can_comment", parent.isEmpty());
        view.put("permalink_url", "https://www.facebook.com/" + post.replace("_", "/posts/") + "?comment_id=" + id);
        view.put(
                "attachment",
                picture.isEmpty()
                        ? null
                        : Map.of("type", "photo", "url", picture, "media", Map.of("image", Map.of("src", picture))));
        return view;
    }
}
