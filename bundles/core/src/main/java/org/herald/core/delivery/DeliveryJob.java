package org.herald.core.delivery;

import java.time.Clock;
import java.util.Optional;
import org.apache.sling.commons.scheduler.Scheduler;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.consumer.JobConsumer;
import org.herald.core.notice.NotificationStore;
import org.herald.core.profile.CollectQueue;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.ProfileStore;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks after one variant or several, one part after the other, as long as there is something to be done for it now. */
@Component(service = JobConsumer.class, property = JobConsumer.PROPERTY_TOPICS + "=" + DeliveryQueue.TOPIC + "*")
public final class DeliveryJob implements JobConsumer {
    private final ShareStore shares;
    private final Delivery delivery;

    @Activate
    public DeliveryJob(
            @Reference ShareStore shares,
            @Reference ProfileStore profiles,
            @Reference Connectors connectors,
            @Reference PostAssembler posts,
            @Reference NotificationStore notices,
            @Reference Claims claims,
            @Reference CollectQueue rounds,
            @Reference Scheduler scheduler) {
        this(
                shares,
                new Delivery(
                        shares,
                        new Accounts(profiles),
                        connectors,
                        posts,
                        notices,
                        claims,
                        new CollectSoon(rounds::soon, scheduler, Clock.systemUTC()),
                        Clock.systemUTC()));
    }

    DeliveryJob(ShareStore shares, Delivery delivery) {
        this.shares = shares;
        this.delivery = delivery;
    }

    @Override
    public JobResult process(Job job) {
        RuntimeException failed = null;
        for (String address : DeliveryQueue.addresses(job)) {
            try {
                run(address);
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed; // the others are done; the queue tries again what could not be
        }
        return JobResult.OK; // what is to be done later stands in the variant, and the dispatcher sees it there
    }

    private void run(String address) {
        int before = -1;
        Optional<DeliveryItem> item = shares.ask().item(address);
        while (item.isPresent() && item.get().refs().size() != before) { // one part after the other
            before = item.get().refs().size();
            delivery.lookAfter(item.get());
            item = shares.ask().item(address);
        }
    }
}
