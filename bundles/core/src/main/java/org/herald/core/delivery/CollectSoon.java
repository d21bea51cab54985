package org.herald.core.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.sling.commons.scheduler.Scheduler;

/**
 * An answer of ours shows on its page as soon as the network shows it, which may take it a moment: it is looked for. Who
 * answers fifty in a row makes no hundred and fifty rounds of it, which others' profiles would have to wait for: looks
 * that are to come anyway are enough, and a round that waits already is not queued again.
 */
final class CollectSoon implements Consumer<String> {
    static final Duration SHOWN_AFTER = Duration.ofSeconds(1);
    static final int LOOKS = 3;
    static final long LOOK_PAUSE_SECONDS = 8;

    private final Consumer<String> rounds;
    private final Scheduler scheduler;
    private final Clock clock;
    /** When looks were scheduled last, for each profile. */
    private final Map<String, Instant> scheduled = new HashMap<>();

    CollectSoon(Consumer<String> rounds, Scheduler scheduler, Clock clock) {
        this.rounds = rounds;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public synchronized void accept(String profileId) {
        Instant now = clock.instant();
        Instant before = scheduled.get(profileId);
        if (before != null && now.isBefore(before.plusSeconds(LOOK_PAUSE_SECONDS)) && !now.isBefore(before)) {
            return; // two more looks come after this answer
        }
        scheduled.put(profileId, now);
        scheduler.schedule(
                (Runnable) () -> rounds.accept(profileId),
                scheduler.AT(Date.from(now.plus(SHOWN_AFTER)), LOOKS, LOOK_PAUSE_SECONDS));
    }
}
