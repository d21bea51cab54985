package org.herald.core.collect;

import static org.herald.core.repo.Names.PN_PROFILE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sling.event.jobs.JobManager;
import org.herald.Profile;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.ProfilesService;
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
    private final JobManager jobs;
    private final Clock clock;
    private final Map<String, Instant> queuedAt = new ConcurrentHashMap<>();

    @Activate
    public CollectClock(@Reference ProfileStore profiles, @Reference JobManager jobs) {
        this(profiles, jobs, Clock.systemUTC());
    }

    CollectClock(ProfileStore profiles, JobManager jobs, Clock clock) {
        this.profiles = profiles;
        this.jobs = jobs;
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
                    jobs.addJob(
                            ProfilesService.COLLECT_TOPIC, Map.of(PN_PROFILE, profile.id(), CollectJob.ROUTINE, true));
                });
    }

    private boolean isDue(Profile profile, Instant now) {
        Instant last = profile.collectedAt().orElse(Instant.EPOCH);
        Instant queued = queuedAt.getOrDefault(profile.id(), Instant.EPOCH);
        Instant latest = last.isAfter(queued) ? last : queued;
        return !latest.plus(Duration.ofMinutes(profile.collectEvery())).isAfter(now);
    }
}
