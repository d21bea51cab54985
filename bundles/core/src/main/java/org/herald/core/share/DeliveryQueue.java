package org.herald.core.share;

import java.util.Map;
import org.apache.sling.event.jobs.Job;
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

    /**
     * Queues a variant unless it is queued already. A job that no node has got is queued anew: one that was added on a
     * node of a cluster in its first half minute stays without a node until the cluster changes again (seen). Done
     * twice it does no harm: who comes second finds that the variant moved on.
     */
    public void addOnce(String network, String address) {
        Job known = jobs.getJob(TOPIC + network, Map.of(ADDRESS, address));
        if (known != null && known.getTargetInstance() != null) {
            return;
        }
        if (known != null) {
            jobs.removeJobById(known.getId());
        }
        add(network, address);
    }
}
