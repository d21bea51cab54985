package org.herald.connectors.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.spi.Account;
import org.herald.spi.Limits;

/**
 * What servers say of themselves, kept for an hour. A server is asked by one thread at a time and not for long: whoever
 * has an older answer goes on with that, and nobody who asks for another server waits.
 */
final class ServerLimits {
    private static final Duration AGE = Duration.ofHours(1);
    private static final Duration PAUSE_AFTER_SILENCE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** The version of Mastodon's API that has quotes (statuses/:id/quotes, "4.5.0 (mastodon API version 7)"). */
    private static final int QUOTES_SINCE = 7;

    private final MastodonApi api;
    private final Map<URI, Known> known = new ConcurrentHashMap<>();
    private final Map<URI, CompletableFuture<Known>> asking = new ConcurrentHashMap<>();

    /**
     * What was read of a server.
     *
     * @param readAt null when it said nothing
     */
    private record Known(JsonNode instance, LocalDate readAt, Instant until) {}

    ServerLimits(MastodonApi api) {
        this.api = api;
    }

    /**
     * What fits into a post of an account; what is published where its server does not tell. What the account learned of
     * the server goes before what that says of itself, until it says something else.
     */
    Limits of(Account account, Limits published) {
        URI server = account.server();
        Known read = ask(server);
        Limits told = read.readAt() == null
                ? published
                : InstanceDocument.limits(
                        read.instance(), published, server.resolve("/api/v2/instance"), read.readAt());
        return Lesson.of(account.lesson())
                .filter(lesson ->
                        read.readAt() == null || lesson.told().equals(InstanceDocument.lengths(read.instance())))
                .map(lesson -> InstanceDocument.withLinksInFull(told, lesson.at()))
                .orElse(told);
    }

    /** The domain that stands in the handles of a server's accounts; empty where it is not told. */
    String domain(URI server) {
        return InstanceDocument.domain(ask(server).instance());
    }

    /** Whether a server tells who quoted a post (Mastodon 4.5). */
    boolean quotes(URI server) {
        return ask(server).instance().at("/api_versions/mastodon").asInt(0) >= QUOTES_SINCE;
    }

    /**
     * Learns from a refusal: a text that is short enough with links of the length told, and too long with links as they
     * are, was refused.
     *
     * @return how long it is with links in full, and how long it may be; empty when the refusal teaches nothing
     */
    Optional<int[]> learn(Account account, String text) {
        JsonNode instance = ask(account.server()).instance();
        Optional<int[]> lengths = InstanceDocument.tooLongWithLinksInFull(instance, text);
        if (lengths.isPresent()) {
            LocalDate today = LocalDate.ofInstant(api.now(), ZoneOffset.UTC);
            account.keepLesson(new Lesson(today, InstanceDocument.lengths(instance)).text());
        }
        return lengths;
    }

    private Known ask(URI server) {
        Known before = known.get(server);
        if (before != null && before.until().isAfter(api.now())) {
            return before;
        }
        CompletableFuture<Known> mine = new CompletableFuture<>();
        CompletableFuture<Known> others = asking.putIfAbsent(server, mine);
        if (others != null) {
            return before == null ? others.join() : before;
        }
        try {
            Known fresh = read(server, before);
            known.put(server, fresh);
            mine.complete(fresh);
            return fresh;
        } finally {
            asking.remove(server, mine);
            mine.complete(before == null ? silent(api.now()) : before);
        }
    }

    private Known read(URI server, Known before) {
        Instant now = api.now();
        return api.instance(server, PATIENCE)
                .map(instance -> new Known(instance, LocalDate.ofInstant(now, ZoneOffset.UTC), now.plus(AGE)))
                .orElseGet(() -> before == null
                        ? silent(now)
                        : new Known(before.instance(), before.readAt(), now.plus(PAUSE_AFTER_SILENCE)));
    }

    private static Known silent(Instant now) {
        return new Known(MissingNode.getInstance(), null, now.plus(PAUSE_AFTER_SILENCE));
    }
}
