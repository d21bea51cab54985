package org.herald.core.collect;

import static org.herald.core.repo.Names.PN_PROFILE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.consumer.JobConsumer;
import org.herald.Profile;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.ProfilesService;
import org.herald.core.share.ShareStore;
import org.herald.spi.Account;
import org.herald.spi.Collected;
import org.herald.spi.Collector;
import org.herald.spi.News;
import org.herald.spi.Reason;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects below the posts of one profile: the young ones every time, the older the rarer. */
@Component(service = JobConsumer.class, property = JobConsumer.PROPERTY_TOPICS + "=" + ProfilesService.COLLECT_TOPIC)
public final class CollectJob implements JobConsumer {
    /** Job property: true when the clock asked, not a person. */
    static final String ROUTINE = "routine";

    private static final Logger LOG = LoggerFactory.getLogger(CollectJob.class);
    /** A conversation older than this is over; its thread is not read any more. */
    private static final Duration HORIZON = Duration.ofDays(30);
    /** A thread is read again after this part of its age. */
    private static final int AGE_PART = 24;

    private static final Duration RAREST = Duration.ofHours(24);

    private final ProfileStore profiles;
    private final ShareStore shares;
    private final InboxStore inbox;
    private final Connectors connectors;
    private final Clock clock;
    private final Map<String, Instant> readAt = new ConcurrentHashMap<>();

    @Activate
    public CollectJob(
            @Reference ProfileStore profiles,
            @Reference ShareStore shares,
            @Reference InboxStore inbox,
            @Reference Connectors connectors) {
        this(profiles, shares, inbox, connectors, Clock.systemUTC());
    }

    CollectJob(ProfileStore profiles, ShareStore shares, InboxStore inbox, Connectors connectors, Clock clock) {
        this.profiles = profiles;
        this.shares = shares;
        this.inbox = inbox;
        this.connectors = connectors;
        this.clock = clock;
    }

    @Override
    public JobResult process(Job job) {
        boolean all = !job.getProperty(ROUTINE, false);
        profiles.find(job.getProperty(PN_PROFILE, ""))
                .filter(Profile::enabled)
                .ifPresent(profile -> collect(profile, all));
        return JobResult.OK; // what could not be read now is read at the next round
    }

    /** Reads the threads that are due, or all of them. */
    void collect(Profile profile, boolean all) {
        Optional<Collector> collector = connectors.collector(profile.network());
        Optional<Account> account = profiles.account(profile.id());
        if (collector.isEmpty() || account.isEmpty()) {
            return; // nothing is promised for a profile that is not connected, and its screen says so
        }
        Instant start = clock.instant();
        String cursor = profiles.cursor(profile.id());
        News news = collector.get().news(account.get(), cursor);
        int stored = 0;
        for (ShareStore.Thread thread : shares.threads(profile.id(), start.minus(HORIZON))) {
            boolean due = all || isAnswered(thread, news) || isDue(thread, start);
            if (!due) {
                continue;
            }
            Collected collected = collector.get().thread(account.get(), thread.root());
            if (collected instanceof Collected.Replies replies) {
                stored += inbox.store(profile, thread, replies.replies());
                readAt.put(thread.path(), start);
                note(profile, replies, thread);
            } else if (!mayGoOn(profile, collected)) {
                return;
            }
        }
        profiles.collected(profile.id(), news.cursor(), start);
        profiles.health(profile.id(), "");
        if (stored > 0) {
            LOG.info("Collected {} new replies for profile {}", stored, profile.id());
        }
    }

    private static void note(Profile profile, Collected.Replies replies, ShareStore.Thread thread) {
        if (!replies.complete()) {
            LOG.warn(
                    "Profile “{}”, article “{}”: the network left out some replies",
                    profile.title(),
                    thread.articleTitle());
        }
    }

    private static boolean isAnswered(ShareStore.Thread thread, News news) {
        return news.answered().contains(thread.root().id())
                || thread.parts().stream().anyMatch(news.answered()::contains);
    }

    private boolean isDue(ShareStore.Thread thread, Instant now) {
        Instant last = readAt.get(thread.path());
        if (last == null) {
            return true;
        }
        Duration pause = Duration.between(thread.sentAt(), now).dividedBy(AGE_PART);
        return !last.plus(pause.compareTo(RAREST) > 0 ? RAREST : pause).isAfter(now);
    }

    private boolean mayGoOn(Profile profile, Collected collected) {
        if (collected instanceof Collected.Failed failed) {
            if (failed.reason() == Reason.GONE) {
                return true; // one post was deleted on the network; the others are still there
            }
            profiles.health(
                    profile.id(),
                    "Profile “" + profile.title() + "” cannot collect: " + failed.why() + " "
                            + (failed.reason() == Reason.AUTHORISATION
                                    ? "An administrator must connect it again."
                                    : "An administrator should check the server's address."));
            LOG.warn("Profile “{}” cannot collect: {}", profile.title(), failed.why());
        } else if (collected instanceof Collected.NotNow later) {
            LOG.info("Profile “{}” collects later: {}", profile.title(), later.why());
        }
        return false;
    }
}
