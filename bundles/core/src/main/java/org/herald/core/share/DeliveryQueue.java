package org.herald.core.share;

import java.util.Locale;
import java.util.Map;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.herald.core.profile.ProfileStore;
import org.herald.core.repo.Nodes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands addresses of variants to the lane of their server: one that hangs delays nobody else. */
@Component(service = DeliveryQueue.class)
public final class DeliveryQueue {
    /** Topics are this and the name of the server, so that each server has a queue of its own. */
    public static final String TOPIC = "herald/publish/";
    /** Job property that holds the variant's address. */
    public static final String ADDRESS = "address";

    /** Of a server's name, for people who look at the queues. */
    private static final int READABLE = 40;

    private static final int CERTAIN = 8;

    private final JobManager jobs;
    private final ProfileStore profiles;

    @Activate
    public DeliveryQueue(@Reference JobManager jobs, @Reference ProfileStore profiles) {
        this.jobs = jobs;
        this.profiles = profiles;
    }

    /** Queues a variant. */
    public void add(String network, String address) {
        jobs.addJob(TOPIC + lane(network, address), Map.of(ADDRESS, address));
    }

    /**
     * Queues a variant unless it is queued already. A job that no node has got is queued anew: one that was added on a
     * node of a cluster in its first half minute stays without a node until the cluster changes again (seen). Done
     * twice it does no harm: who comes second finds that the variant moved on.
     */
    public void addOnce(String network, String address) {
        String topic = TOPIC + lane(network, address);
        Job known = jobs.getJob(topic, Map.of(ADDRESS, address));
        if (known != null && known.getTargetInstance() != null) {
            return;
        }
        if (known != null) {
            jobs.removeJobById(known.getId());
        }
        jobs.addJob(topic, Map.of(ADDRESS, address));
    }

    /** The lane of a variant: its network, and the server that its profile is on. */
    public String lane(String network, String address) {
        return profiles.find(address.substring(address.lastIndexOf('/') + 1))
                .map(profile -> network + "-" + name(profile.server().getAuthority()))
                .orElse(network);
    }

    /** Letters, digits and hyphens only, and never the same for two servers. */
    static String name(String server) {
        String known = String.valueOf(server).toLowerCase(Locale.ROOT);
        String readable = known.replaceAll("[^a-z0-9]+", "-");
        return readable.substring(0, Math.min(READABLE, readable.length())) + "-"
                + Nodes.nameOf(known).substring(0, CERTAIN);
    }
}
