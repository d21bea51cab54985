package org.herald.simulators.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.herald.simulators.Reply;

/** Counts requests, and tells of it in the vendor's headers: by route and channel or webhook, and of all together. */
final class Buckets {
    private static final Limit GLOBAL = new Limit(50, Duration.ofSeconds(1));
    private static final double MILLIS = 1000.0;

    private final Clock clock;
    private final Map<String, Deque<Instant>> taken = new HashMap<>();

    /** So many requests in so much time. */
    record Limit(int requests, Duration in) {}

    Buckets(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes a place.
     *
     * @return how long to wait; zero when it is taken
     */
    private Duration take(String bucket, Limit limit) {
        Instant now = clock.instant();
        Deque<Instant> times = taken.computeIfAbsent(bucket, any -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.peekFirst().plus(limit.in()).isAfter(now)) {
            times.pollFirst();
        }
        if (times.size() >= limit.requests()) {
            return Duration.between(now, times.peekFirst().plus(limit.in()));
        }
        times.add(now);
        return Duration.ZERO;
    }

    /** Whether everything that one client sends is too much; null where it is not. */
    Reply global(String who) {
        Duration wait = take("global " + who, GLOBAL);
        return wait.isZero() ? null : refused(wait, true).with("X-RateLimit-Scope", "global");
    }

    /** Whether a bucket is full; null where it is not. */
    Reply refusal(String bucket, Limit limit) {
        Duration wait = take(bucket, limit);
        return wait.isZero()
                ? null
                : headers(refused(wait, false), bucket, limit).with("X-RateLimit-Scope", "user");
    }

    /** The same answer with what is left in the bucket. */
    Reply headers(Reply reply, String bucket, Limit limit) {
        Deque<Instant> times = taken.getOrDefault(bucket, new ArrayDeque<>());
        Instant now = clock.instant();
        Instant reset = times.isEmpty() ? now : times.peekFirst().plus(limit.in());
        return reply.with("X-RateLimit-Limit", String.valueOf(limit.requests()))
                .with("X-RateLimit-Remaining", String.valueOf(limit.requests() - times.size()))
                .with("X-RateLimit-Reset", seconds(reset.toEpochMilli()))
                .with(
                        "X-RateLimit-Reset-After",
                        seconds(Duration.between(now, reset).toMillis()))
                .with(
                        "X-RateLimit-Bucket",
                        Integer.toHexString(bucket.replaceAll("[0-9]+", "").hashCode()));
    }

    static Reply refused(Duration wait, boolean global) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", "You are being rate limited.");
        body.put("retry_after", Math.max(1, wait.toMillis()) / MILLIS);
        body.put("global", global);
        long whole = (long) Math.ceil(wait.toMillis() / MILLIS);
        Reply reply = Reply.json(429, body).with("Retry-After", String.valueOf(Math.max(1, whole)));
        return global ? reply.with("X-RateLimit-Global", "true") : reply;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
    }
}
