package org.herald.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often one person may play the readers. */
final class Pace {
    /** Requests of one person in {@link #TIME}. */
    static final int MOST = 120;

    static final Duration TIME = Duration.ofMinutes(10);

    private final Map<String, Deque<Instant>> asked = new ConcurrentHashMap<>();

    /** Counts a request where it is allowed. */
    boolean allows(String person, Instant now) {
        boolean[] allowed = {false};
        asked.compute(person, (id, known) -> {
            Deque<Instant> times = known == null ? new ArrayDeque<>() : known;
            while (!times.isEmpty() && !times.peekFirst().isAfter(now.minus(TIME))) {
                times.removeFirst();
            }
            allowed[0] = times.size() < MOST;
            if (allowed[0]) {
                times.addLast(now);
            }
            return times;
        });
        return allowed[0];
    }
}
