package org.herald.core.delivery;

import static org.herald.core.repo.Names.PN_PROFILE;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.commons.scheduler.Scheduler;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.apache.sling.event.jobs.consumer.JobConsumer;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.ProfilesService;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks after one variant or several, one part after the other, as long as there is something to be done for it now. */
@Component(service = JobConsumer.class, property = JobConsumer.PROPERTY_TOPICS + "=" + DeliveryQueue.TOPIC + "*")
public final class DeliveryJob implements JobConsumer {
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(1);
    private static final int LOOKS = 3;
    private static final long LOOK_PAUSE_SECONDS = 8;

    private final ShareStore shares;
    private final Delivery delivery;
    private final JobManager jobs;
    private final Scheduler scheduler;
    private final Clock clock;

    @Activate
    public DeliveryJob(
            @Reference ShareStore shares,
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference PostAssembler posts,
            @Reference NotificationStore notices,
            @Reference Claims claims,
            @Reference JobManager jobs,
            @Reference Scheduler scheduler) {
        this.clock = Clock.systemUTC();
        this.shares = shares;
        this.jobs = jobs;
        this.scheduler = scheduler;
        this.delivery = new Delivery(
                shares, new Accounts(profiles), connectors, posts, notices, claims, this::collectSoon, clock);
    }

    @Override
    public JobResult process(Job job) {
        RuntimeException failed = null;
        for (String address : DeliveryQueue.addresses(job)) {
            try {
                run(shares, delivery, address);
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed; // the others are done; the queue tries again what could not be
        }
        return JobResult.OK; // what is to be done later stands in the variant, and the dispatcher sees it there
    }

    static void run(ShareStore shares, Delivery delivery, String address) {
        int before = -1;
        Optional<DeliveryItem> item = shares.ask().item(address);
        while (item.isPresent() && item.get().refs().size() != before) { // one part after the other
            before = item.get().refs().size();
            delivery.lookAfter(item.get());
            item = shares.ask().item(address);
        }
    }

    /** An answer of ours shows on its page as soon as the network shows it, which may take it a moment. */
    private void collectSoon(String profileId) {
        scheduler.schedule(
                (Runnable) () -> jobs.addJob(ProfilesService.COLLECT_TOPIC, Map.of(PN_PROFILE, profileId)),
                scheduler.AT(Date.from(clock.instant().plus(SHOWN_AFTER)), LOOKS, LOOK_PAUSE_SECONDS));
    }
}
