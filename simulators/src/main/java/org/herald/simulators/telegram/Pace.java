package org.herald.simulators.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a bot may send: once a second into a chat, twenty times a minute into a group, thirty times a second in all
 * (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Each message of an album counts in
 * the second and the third.
 */
final class Pace {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int IN_GROUP = 20;
    private static final int IN_ALL = 30;

    private final Clock clock;
    private final Map<Long, List<Instant>> sent = new HashMap<>();
    private final Map<Long, Instant> last = new HashMap<>();

    Pace(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether so many messages may be sent into a chat now; what is refused does not count.
     *
     * @return the seconds to wait; 0 where they may
     */
    long wait(Chat chat, int messages) {
        Instant now = clock.instant();
        sent.values().forEach(times -> times.removeIf(at -> !at.isAfter(now.minus(MINUTE))));
        Instant free = last.getOrDefault(chat.id, Instant.EPOCH).plus(SECOND);
        List<Instant> here = sent.computeIfAbsent(chat.id, any -> new ArrayList<>());
        if (!chat.isChannel() && here.size() + messages > IN_GROUP) {
            free = later(
                    free,
                    here.get(Math.max(0, here.size() + messages - IN_GROUP - 1)).plus(MINUTE));
        }
        long second = sent.values().stream()
                .flatMap(List::stream)
                .filter(at -> at.isAfter(now.minus(SECOND)))
                .count();
        if (second + messages > IN_ALL) {
            free = later(free, now.plus(SECOND));
        }
        if (free.isAfter(now)) {
            return Math.max(1, Duration.between(now, free).toSeconds());
        }
        for (int i = 0; i < messages; i++) {
            here.add(now);
        }
        last.put(chat.id, now);
        return 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
