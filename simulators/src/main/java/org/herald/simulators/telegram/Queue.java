package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.herald.simulators.Json;

/** The updates of a bot that nobody confirmed yet: kept for a day, then forgotten. */
final class Queue {
    /** https://core.telegram.org/bots/api#getting-updates */
    static final Duration KEPT = Duration.ofHours(24);
    /** After so long without one the next number is any: https://core.telegram.org/bots/api#update */
    private static final Duration SEQUENCE = Duration.ofDays(7);

    private static final int FIRST = 700_000_001;
    /** An offset further ahead than this is taken for none. */
    private static final int AHEAD = 10;

    private final Clock clock;
    private final List<Update> updates = new ArrayList<>();
    private Instant last;
    private int next = FIRST;

    private record Update(int id, Instant at, ObjectNode json) {}

    Queue(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    void push(String type, ObjectNode what) {
        Instant now = clock.instant();
        if (!now.isBefore(last.plus(SEQUENCE))) {
            next = next / 2 + 1;
        }
        last = now;
        ObjectNode json = Json.MAPPER.createObjectNode().put("update_id", next);
        json.set(type, what);
        updates.add(new Update(next++, now, json));
    }

    /** Forgets what is confirmed, and gives the first of what is left. */
    List<ObjectNode> from(int offset, int limit) {
        expire();
        if (offset < 0) {
            updates.subList(0, Math.max(0, updates.size() + offset)).clear();
        } else if (offset <= next + AHEAD) {
            updates.removeIf(update -> update.id() < offset);
        }
        return updates.stream().limit(limit).map(Update::json).toList();
    }

    /** The oldest that waits; null for none. */
    ObjectNode first() {
        expire();
        return updates.isEmpty() ? null : updates.get(0).json();
    }

    void took(ObjectNode update) {
        updates.removeIf(one -> one.json() == update);
    }

    int size() {
        expire();
        return updates.size();
    }

    void clear() {
        updates.clear();
    }

    private void expire() {
        Instant oldest = clock.instant().minus(KEPT);
        updates.removeIf(update -> !update.at().isAfter(oldest));
    }
}
