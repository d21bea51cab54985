package org.herald.simulators.x;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.herald.simulators.Reply;

/** Counts requests in windows of fifteen minutes, for each endpoint and user, and says so in the headers. */
final class RateLimits {
    static final Duration WINDOW = Duration.ofMinutes(15);
    private final Clock clock;
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<String, Integer> smaller = new HashMap<>();

    private record Window(Instant reset, int used) {}

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Allows less than is published: X's documents contradict each other. */
    void limit(String endpoint, int most) {
        smaller.put(endpoint, most);
    }

    /** Counts a request; false where it is one too many. */
    boolean take(String endpoint, String user, int published) {
        Window window = window(endpoint, user);
        if (window.used() >= most(endpoint, published)) {
            return false;
        }
        windows.put(endpoint + " " + user, new Window(window.reset(), window.used() + 1));
        return true;
    }

    Reply tell(Reply reply, String endpoint, String user, int published) {
        Window window = window(endpoint, user);
        int most = most(endpoint, published);
        return headers(reply, most, Math.max(0, most - window.used()), window.reset());
    }

    static Reply headers(Reply reply, int limit, int remaining, Instant reset) {
        return reply.with("x-rate-limit-limit", Integer.toString(limit))
                .with("x-rate-limit-remaining", Integer.toString(remaining))
                .with("x-rate-limit-reset", Long.toString(reset.getEpochSecond()));
    }

    private int most(String endpoint, int published) {
        return smaller.getOrDefault(endpoint, published);
    }

    private Window window(String endpoint, String user) {
        Window kept = windows.get(endpoint + " " + user);
        if (kept == null || !kept.reset().isAfter(clock.instant())) {
            kept = new Window(clock.instant().plus(WINDOW), 0);
            windows.put(endpoint + " " + user, kept);
        }
        return kept;
    }
}
