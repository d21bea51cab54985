package org.herald.core.share;

import java.util.Map;
import org.apache.sling.event.jobs.JobManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands addresses of variants to the queue of their network. */
@Component(service = DeliveryQueue.class)
public final class DeliveryQueue {
    /** Topics are this and the network's id, so that each network has a queue of its own. */
    public static final String TOPIC = "herald/publish/";
    /** Job property that holds the variant's address. */
    public static final String ADDRESS = "address";

    private final JobManager jobs;

    @Activate
    public DeliveryQueue(@Reference JobManager jobs) {
        this.jobs = jobs;
    }

    /** Queues a variant. */
    public void add(String network, String address) {
        jobs.addJob(TOPIC + network, Map.of(ADDRESS, address));
    }

    /** Queues a variant unless it is queued already. */
    public void addOnce(String network, String address) {
        if (jobs.getJob(TOPIC + network, Map.of(ADDRESS, address)) == null) {
            add(network, address);
        }
    }
}
