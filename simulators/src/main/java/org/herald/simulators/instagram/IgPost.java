package org.herald.simulators.instagram;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.meta.Times;

/**
 * A post of an account.
 *
 * @param alts the alternative text of each picture
 * @param film whether it is a reel
 */
public record IgPost(
        String id, String account, String username, String caption, List<String> alts, Instant at, boolean film) {
    /** Has every field. */
    static final IgPost SAMPLE = new IgPost("1", "1", "", "", List.of(""), Instant.EPOCH, false);

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("caption", caption.isEmpty() ? null : caption);
        view.put("media_type", type());
        view.put("media_product_type", film ? "REELS" : "FEED");
        view.put("permalink", "https://www.instagram.com/" + (film ? "reel" : "p") + "/C" + id + "/");
        view.put("timestamp", Times.of(at));
        view.put("username", username);
        view.put("alt_text", alts.size() == 1 ? alts.get(0) : null);
        view.put("is_comment_enabled", true);
        return view;
    }

    private String type() {
        if (film) {
            return "VIDEO";
        }
        return alts.size() > 1 ? "CAROUSEL_ALBUM" : "IMAGE";
    }
}
