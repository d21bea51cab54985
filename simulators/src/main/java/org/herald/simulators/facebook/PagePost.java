package org.herald.simulators.facebook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.meta.Times;

/**
 * A post of a page.
 *
 * @param link empty for none
 * @param photos the ids of its photos
 * @param app whether an application wrote it
 * @param film the id of its video; empty for none
 */
public record PagePost(
        String id,
        Person page,
        String message,
        String link,
        List<String> photos,
        Instant created,
        Instant updated,
        boolean app,
        String film) {
    /** Has every field. */
    static final PagePost SAMPLE =
            new PagePost("1_1", new Person("1", ""), "", "", List.of(), Instant.EPOCH, Instant.EPOCH, true, "");

    PagePost saying(String text, Instant now) {
        return new PagePost(id, page, text, link, photos, created, now, app, film);
    }

    boolean saysAs(PagePost other) {
        return message.equals(other.message)
                && link.equals(other.link)
                && photos.size() == other.photos.size()
                && film.equals(other.film);
    }

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("message", message.isEmpty() ? null : message);
        view.put("created_time", Times.of(created));
        view.put("updated_time", Times.of(updated));
        view.put("from", page.view());
        view.put("permalink_url", "https://www.facebook.com/" + id.replace("_", "/posts/"));
        view.put("is_published", true);
        view.put("is_hidden", false);
        view.put("status_type", status());
        return view;
    }

    private String status() {
        if (!film.isEmpty()) {
            return "added_video";
        }
        return photos.isEmpty() ? "mobile_status_update" : "added_photos";
    }

    /** The same with the first of the lists below it, which can be asked for as if they were fields. */
    Map<String, Object> expanded() {
        Map<String, Object> view = view();
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("type", "video_inline");
        attachment.put("media_type", "video");
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("id", film);
        target.put("url", "https://www.facebook.com/reel/" + film);
        attachment.put("target", target);
        view.put("attachments", film.isEmpty() ? null : Map.of("data", List.of(attachment)));
        return view;
    }
}
