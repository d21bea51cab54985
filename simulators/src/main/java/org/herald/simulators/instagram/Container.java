package org.herald.simulators.instagram;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What becomes a post when it is published (IG Container).
 *
 * @param item whether it can only be a part of a carousel
 * @param failure why the work on it failed; empty where it did not
 * @param published the id of the post that it became; empty before
 * @param film where its video was fetched; empty for pictures
 */
record Container(
        String id,
        String account,
        boolean item,
        String caption,
        List<Shown> pictures,
        Instant made,
        String failure,
        String published,
        String film) {
    /** A container dies after a day. */
    static final Duration LIFE = Duration.ofHours(24);

    /** A picture of a post. */
    record Shown(String alt, int width, int height) {}

    boolean isCarousel() {
        return !item && pictures.size() > 1;
    }

    boolean isFilm() {
        return !film.isEmpty();
    }

    Container publishedAs(String post) {
        return new Container(id, account, item, caption, pictures, made, failure, post, film);
    }

    Container failed(String why) {
        return new Container(id, account, item, caption, pictures, made, why, published, film);
    }

    /** The status code, by the network's clock. */
    String status(Instant now, Duration work) {
        if (!published.isEmpty()) {
            return "PUBLISHED";
        }
        if (!now.isBefore(made.plus(LIFE))) {
            return "EXPIRED";
        }
        if (now.isBefore(made.plus(work))) {
            return "IN_PROGRESS";
        }
        return failure.isEmpty() ? "FINISHED" : "ERROR";
    }
}
