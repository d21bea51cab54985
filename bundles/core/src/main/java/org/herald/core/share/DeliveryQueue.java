package org.herald.core.share;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sling.event.jobs.Job;
import org.apache.sling.event.jobs.JobManager;
import org.herald.core.profile.ProfileStore;
import org.herald.core.profile.ServerLane;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands addresses of variants to the lane of their server: one that hangs delays nobody else. A job costs three commits
 * of its own, so what is decided together goes into each lane as one; and to look for a job walks through all of its
 * lane, so that is done once for all that is due there.
 */
@Component(service = DeliveryQueue.class)
public final class DeliveryQueue {
    /** Topics are this and the name of the server, so that each server has a queue of its own. */
    public static final String TOPIC = "herald/publish/";
    /** Job property that holds the variant's address. */
    public static final String ADDRESS = "address";
    /** Job property that holds the addresses of several variants. */
    static final String ADDRESSES = "addresses";

    /** After this the lane is asked whether it still has what it was handed, and nothing happened to since. */
    private static final Duration HANDED = Duration.ofSeconds(10);

    private final JobManager jobs;
    private final ProfileStore profiles;
    private final Clock clock;
    /** What was handed over lately, by its address. */
    private final Map<String, Handed> handed = new ConcurrentHashMap<>();

    /** A variant under the token of its last move: once it moved, it is another matter. */
    private record Handed(String turn, Instant at) {}

    @Activate
    public DeliveryQueue(@Reference JobManager jobs, @Reference ProfileStore profiles) {
        this(jobs, profiles, Clock.systemUTC());
    }

    /** By a clock of its own. */
    public DeliveryQueue(JobManager jobs, ProfileStore profiles, Clock clock) {
        this.jobs = jobs;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** Queues a variant. */
    public void add(String network, String address) {
        jobs.addJob(TOPIC + lane(network, address), Map.of(ADDRESS, address));
    }

    /**
     * Queues variants that were decided together, as one job in each lane.
     *
     * @param networks the network of each address
     */
    public void add(Map<String, String> networks) {
        Instant now = clock.instant();
        Map<String, List<String>> lanes = new LinkedHashMap<>();
        networks.forEach((address, network) -> {
            handed.put(address, new Handed("", now));
            lanes.computeIfAbsent(lane(network, address), lane -> new ArrayList<>())
                    .add(address);
        });
        lanes.forEach(
                (lane, addresses) -> jobs.addJob(TOPIC + lane, Map.of(ADDRESSES, addresses.toArray(String[]::new))));
    }

    /** The addresses of a job, in their order. */
    public static List<String> addresses(Job job) {
        return List.of(job.getProperty(ADDRESSES, new String[] {job.getProperty(ADDRESS, "")}));
    }

    /** Queues a variant that nobody moved yet, unless it is queued already. */
    public void addOnce(String network, String address) {
        addOnce(lane(network, address), Map.of(address, ""));
    }

    /**
     * Queues in a lane what is not queued there already. A job that no node has got is queued anew: one that was added
     * on a node of a cluster in its first half minute stays without a node until the cluster changes again (seen). Done
     * twice it does no harm: who comes second finds that the variant moved on.
     *
     * @param turns the token of the last move of each address
     */
    public void addOnce(String lane, Map<String, String> turns) {
        Instant now = clock.instant();
        handed.values().removeIf(one -> one.at().plus(HANDED).isBefore(now));
        Map<String, String> asked = new LinkedHashMap<>(turns);
        asked.entrySet().removeIf(one -> {
            Handed before = handed.get(one.getKey());
            return before != null && before.turn().equals(one.getValue());
        });
        if (asked.isEmpty()) {
            return;
        }
        asked.keySet().removeAll(queued(TOPIC + lane, asked.keySet()));
        asked.forEach((address, turn) -> {
            handed.put(address, new Handed(turn, now));
            jobs.addJob(TOPIC + lane, Map.of(ADDRESS, address));
        });
    }

    @SuppressWarnings("unchecked") // of no templates, Java makes an array of a generic type
    private Set<String> queued(String topic, Set<String> asked) {
        Set<String> queued = new HashSet<>();
        for (Job job : jobs.findJobs(JobManager.QueryType.ALL, topic, 0)) {
            List<String> addresses = addresses(job);
            if (job.getTargetInstance() != null) {
                queued.addAll(addresses);
            } else if (addresses.stream().anyMatch(asked::contains)) {
                jobs.removeJobById(job.getId());
            }
        }
        return queued;
    }

    /** The lane of a variant: its network, and the server that its profile is on. */
    public String lane(String network, String address) {
        return profiles.find(address.substring(address.lastIndexOf('/') + 1))
                .map(ServerLane::of)
                .orElse(network);
    }
}
