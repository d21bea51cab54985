package org.herald.core.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.consumer.JobConsumer;
import org.herald.Profile;
import org.herald.core.collect.Readings.CollectState;
import org.herald.core.profile.CollectQueue;
import org.herald.core.profile.ProfileStore;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.RemoteThread;
import org.herald.spi.Account;
import org.herald.spi.News;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects below the posts of one profile: the young ones every time, the older the rarer. */
@Component(service = JobConsumer.class, property = JobConsumer.PROPERTY_TOPICS + "=" + CollectQueue.TOPIC + "*")
public final class CollectJob implements JobConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(CollectJob.class);
    /** A conversation older than this is over; its thread is read only for what is deleted of what is kept here. */
    private static final Duration HORIZON = Duration.ofDays(30);

    private final ProfileStore profiles;
    private final ShareStore shares;
    private final InboxStore inbox;
    private final PaidCollectors collectors;
    private final EarlierThreads earlier;
    private final Readings readings;
    private final Clock clock;

    @Activate
    public CollectJob(
            @Reference ProfileStore profiles,
            @Reference ShareStore shares,
            @Reference InboxStore inbox,
            @Reference PaidCollectors collectors,
            @Reference EarlierThreads earlier,
            @Reference Readings readings) {
        this(profiles, shares, inbox, collectors, earlier, readings, Clock.systemUTC());
    }

    CollectJob(
            ProfileStore profiles,
            ShareStore shares,
            InboxStore inbox,
            PaidCollectors collectors,
            EarlierThreads earlier,
            Readings readings,
            Clock clock) {
        this.earlier = earlier;
        this.readings = readings;
        this.profiles = profiles;
        this.shares = shares;
        this.inbox = inbox;
        this.collectors = collectors;
        this.clock = clock;
    }

    @Override
    public JobResult process(Job job) {
        CollectQueue.Round round = CollectQueue.Round.of(job);
        profiles.find(round.profileId())
                .filter(Profile::enabled)
                .ifPresent(profile -> collect(profile, !round.routine(), round.answered()));
        return JobResult.OK; // what could not be read now is read at the next round
    }

    /**
     * Reads the threads that are due, or all of them; nothing before the network lets the account ask again.
     *
     * @param pushed ids of posts that the network said something is new of
     */
    void collect(Profile profile, boolean all, Set<String> pushed) {
        Optional<PaidCollector> collector = collectors.of(profile);
        Optional<Account> account = profiles.account(profile.id());
        if (collector.isEmpty() || account.isEmpty()) {
            return; // nothing is promised for a profile that is not connected, and its screen says so
        }
        Optional<String> spent = collector.get().spent(account.get());
        if (spent.isPresent()) {
            profiles.collectHealth(profile.id(), notCollected(profile, spent.get()));
            return;
        }
        Instant start = clock.instant();
        CollectState before = readings.of(profile.id());
        if (before.notBefore().isAfter(start)) {
            LOG.info("Profile “{}” collects not before {}", profile.title(), before.notBefore());
            profiles.collectHealth(
                    profile.id(),
                    "Profile “" + profile.title() + "” collects again at " + before.notBefore()
                            + ": its server asks to wait until then.");
            return;
        }
        News news = collector
                .get()
                .news(account.get(), profiles.cursor(profile.id()))
                .besides(pushed);
        List<RemoteThread> threads = shares.ask().threads(profile.id(), start.minus(HORIZON));
        boolean sighted = news.trouble().isEmpty();
        CollectRound round = new CollectRound(profile, account.get(), collector.get(), inbox, clock, sighted);
        EarlierThreads.Part old = earlier.next(profile.id(), before.earlier(), start.minus(HORIZON));
        boolean through = round.run(ReadingPlan.of(threads, before, news, start, all))
                && round.run(ReadingPlan.of(old.threads(), before, news, start, false));
        readings.keep(profile.id(), before, round.after(before, threads, through ? old.next() : before.earlier()));
        // what was handed out once is asked for again where it could not be kept
        String cursor = round.isKept() ? news.cursor() : profiles.cursor(profile.id());
        profiles.collected(profile.id(), cursor, start);
        String health = collector
                .get()
                .spent(account.get())
                .map(why -> notCollected(profile, why))
                .orElseGet(() -> health(profile, news, round));
        profiles.collectHealth(profile.id(), health);
        if (round.stored() > 0) {
            LOG.info("Collected {} new replies for profile {}", round.stored(), profile.id());
        }
    }

    private static String notCollected(Profile profile, String why) {
        return "Profile “" + profile.title() + "” collects nothing now: " + why;
    }

    private static String health(Profile profile, News news, CollectRound round) {
        if (news.trouble().isEmpty()) {
            return round.health();
        }
        return "Profile “" + profile.title() + "” does not collect everything: " + news.trouble();
    }
}
