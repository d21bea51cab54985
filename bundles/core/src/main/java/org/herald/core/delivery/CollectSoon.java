package org.herald.core.delivery;

import static org.herald.core.repo.Names.PN_PROFILE;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.sling.commons.scheduler.Scheduler;
import org.apache.sling.event.jobs.JobManager;
import org.herald.core.profile.ProfilesService;

/** An answer of ours shows on its page as soon as the network shows it, which may take it a moment: it is looked for. */
final class CollectSoon implements Consumer<String> {
    static final Duration SHOWN_AFTER = Duration.ofSeconds(1);
    static final int LOOKS = 3;
    static final long LOOK_PAUSE_SECONDS = 8;

    private final JobManager jobs;
    private final Scheduler scheduler;
    private final Clock clock;

    CollectSoon(JobManager jobs, Scheduler scheduler, Clock clock) {
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void accept(String profileId) {
        scheduler.schedule(
                (Runnable) () -> jobs.addJob(ProfilesService.COLLECT_TOPIC, Map.of(PN_PROFILE, profileId)),
                scheduler.AT(Date.from(clock.instant().plus(SHOWN_AFTER)), LOOKS, LOOK_PAUSE_SECONDS));
    }
}
