package org.herald.connectors.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.kit.http.Json;

/**
 * How far a post came: what was made of it at Threads and is not public yet. It holds ids only. Pure.
 *
 * @param key of the post that it belongs to: the parts of a long post share the place where a ticket is kept
 * @param items the containers of the pictures, in their order
 * @param container what is to be published; empty before it is made
 * @param misses how often Threads did not find it although it is finished
 * @param doubt the second until which a publication that was answered otherwise may yet be seen; 0 where there was none
 */
record Ticket(String key, List<String> items, String container, int misses, long doubt) {
    /** The core looks twice for what is uncertain, within this time, before it lets it be tried again. */
    private static final Duration LOOKS = Duration.ofSeconds(75);

    /** Copies the list; what is missing is empty. */
    Ticket {
        items = items == null ? List.of() : List.copyOf(items);
        container = container == null ? "" : container;
    }

    /** Reads what {@link #text} wrote; a new one where it is another post's, or nothing. */
    static Ticket of(String text, String key) {
        return Optional.of(text)
                .filter(kept -> !kept.isEmpty())
                .flatMap(kept -> Json.read(kept, Ticket.class))
                .filter(ticket -> key.equals(ticket.key()))
                .orElseGet(() -> fresh(key));
    }

    static Ticket fresh(String key) {
        return new Ticket(key, List.of(), "", 0, 0);
    }

    String text() {
        return Json.write(this);
    }

    boolean isMade() {
        return !container.isEmpty();
    }

    Ticket withItems(List<String> made) {
        return new Ticket(key, made, container, misses, doubt);
    }

    Ticket withContainer(String made) {
        return new Ticket(key, items, made, misses, doubt);
    }

    Ticket missed() {
        return new Ticket(key, items, container, misses + 1, doubt);
    }

    /** A publication was tried, and is tried again at an instant: who comes much later comes from the core's look. */
    Ticket tried(Instant again) {
        return new Ticket(key, items, container, misses, again.plus(LOOKS).getEpochSecond());
    }

    /** The same while it is waited for something else; where no publication was tried, there is nothing to doubt. */
    Ticket waiting(Instant again) {
        return doubt == 0 ? this : tried(again);
    }

    boolean isDoubtful(Instant now) {
        return now.getEpochSecond() < doubt;
    }
}
