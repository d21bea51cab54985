package org.herald.core.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.herald.Profile;
import org.herald.core.profile.CollectQueue;
import org.herald.core.profile.ProfileStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Queues a collection for each profile whose interval is over; on one node of a cluster. */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=15",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-collect"
        })
public final class CollectClock implements Runnable {
    private final ProfileStore profiles;
    private final CollectQueue rounds;
    private final Clock clock;
    private final Map<String, Instant> queuedAt = new ConcurrentHashMap<>();

    @Activate
    public CollectClock(@Reference ProfileStore profiles, @Reference CollectQueue rounds) {
        this(profiles, rounds, Clock.systemUTC());
    }

    CollectClock(ProfileStore profiles, CollectQueue rounds, Clock clock) {
        this.profiles = profiles;
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        profiles.listAll().stream()
                .filter(profile -> profile.enabled() && profile.connected() && profile.collectEvery() > 0)
                .filter(profile -> isDue(profile, now))
                .forEach(profile -> {
                    queuedAt.put(profile.id(), now);
                    rounds.routine(profile);
                });
    }

    private boolean isDue(Profile profile, Instant now) {
        Instant last = profile.collectedAt().orElse(Instant.EPOCH);
        Instant queued = queuedAt.getOrDefault(profile.id(), Instant.EPOCH);
        Instant latest = last.isAfter(queued) ? last : queued;
        return !latest.plus(Duration.ofMinutes(profile.collectEvery())).isAfter(now);
    }
}
