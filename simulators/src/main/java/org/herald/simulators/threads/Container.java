package org.herald.simulators.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is to become a post. */
final class Container {
    /** Where it stands, in the vendor's words. */
    enum Status {
        IN_PROGRESS,
        FINISHED,
        ERROR,
        EXPIRED,
        PUBLISHED
    }

    private static final Duration LIFE = Duration.ofHours(24);

    final String id;
    final Person owner;
    final Map<String, String> values;
    final Instant made;
    final Instant ready;
    List<Container> children = List.of();
    Post parent;
    String longText = "";
    String error = "";
    String publishedAs = "";

    Container(String id, Person owner, Map<String, String> values, Instant made, Duration processing) {
        this.id = id;
        this.owner = owner;
        this.values = values;
        this.made = made;
        this.ready = made.plus(processing);
    }

    Status status(Instant now) {
        if (!publishedAs.isEmpty()) {
            return Status.PUBLISHED;
        }
        if (!now.isBefore(made.plus(LIFE))) {
            return Status.EXPIRED;
        }
        if (now.isBefore(ready)) {
            return Status.IN_PROGRESS;
        }
        return error.isEmpty() ? Status.FINISHED : Status.ERROR;
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isItem() {
        return value("is_carousel_item").equals("true");
    }
}
