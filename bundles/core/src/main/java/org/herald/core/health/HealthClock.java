package org.herald.core.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.Profile;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Rounds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Checks some profiles each minute, and tells what ends; on one node of a cluster, beside the lanes of posts. */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=60",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-health"
        })
public final class HealthClock implements Runnable {
    private static final Duration TIDY = Duration.ofHours(1);
    private static final Duration POSTS_KEPT = Duration.ofDays(30);

    private final ProfileStore profiles;
    private final Checks checks;
    private final HealthStore store;
    private final Told told;
    private final EndWatch ends;
    private final Clock clock;
    private final Rounds rounds = new Rounds("herald-health");
    private Instant tidied = Instant.EPOCH;

    @Activate
    public HealthClock(
            @Reference ProfileStore profiles,
            @Reference Checks checks,
            @Reference HealthStore store,
            @Reference Told told,
            @Reference Connectors connectors) {
        this(profiles, checks, store, told, connectors, Clock.systemUTC());
    }

    HealthClock(
            ProfileStore profiles, Checks checks, HealthStore store, Told told, Connectors connectors, Clock clock) {
        this.profiles = profiles;
        this.checks = checks;
        this.store = store;
        this.told = told;
        this.ends = new EndWatch(told, connectors, clock);
        this.clock = clock;
    }

    @Override
    public void run() {
        rounds.begin(this::round);
    }

    /** Lets a round that waits for a network go. */
    @Deactivate
    public void stop() {
        rounds.end();
    }

    void round() {
        List<Profile> all = profiles.listAll();
        Set<String> ids = all.stream().map(Profile::id).collect(Collectors.toSet());
        Map<String, Known> known = store.of(ids);
        List<Profile> due = CheckPlan.due(all, known, clock.instant());
        due.forEach(checks::check);
        ends.look(all, due.isEmpty() ? known : store.of(ids));
        if (!tidied.plus(TIDY).isAfter(clock.instant())) {
            tidied = clock.instant();
            store.forgetAllBut(ids);
            told.forget(clock.instant().minus(POSTS_KEPT));
        }
    }
}
