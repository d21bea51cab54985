package org.herald.simulators.facebook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.meta.Times;

/**
 * A video of a page.
 *
 * @param made when it was handed over
 * @param failure why the work on it failed; empty where it did not
 * @param post the post that it became; empty while it is not published
 */
record Film(String id, Person page, String description, String title, Instant made, String failure, String post) {
    Film in(String other) {
        return new Film(id, page, description, title, made, failure, other);
    }

    Film saying(String text) {
        return new Film(id, page, text, title, made, failure, post);
    }

    boolean isPublished() {
        return !post.isEmpty();
    }

    /** What the work on it came to (Graph API, Video Status). */
    String status(Instant now, Duration work) {
        if (now.isBefore(made.plus(work))) {
            return "processing";
        }
        return failure.isEmpty() ? "ready" : "error";
    }

    Map<String, Object> view(Instant now, Duration work) {
        String status = status(now, work);
        Map<String, Object> processing = new LinkedHashMap<>();
        processing.put("status", status.equals("processing") ? "in_progress" : status.replace("ready", "complete"));
        if (status.equals("error")) {
            processing.put("error", Map.of("message", failure));
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("description", description.isEmpty() ? null : description);
        view.put("title", title.isEmpty() ? null : title);
        view.put("created_time", Times.of(made));
        view.put("updated_time", Times.of(made));
        view.put("published", isPublished());
        view.put("permalink_url", "/reel/" + id + "/");
        view.put("status", Map.of("video_status", status, "processing_phase", processing));
        return view;
    }
}
