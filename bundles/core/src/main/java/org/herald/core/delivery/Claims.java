package org.herald.core.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.sling.discovery.InstanceDescription;
import org.apache.sling.discovery.TopologyEvent;
import org.apache.sling.discovery.TopologyEventListener;
import org.apache.sling.discovery.TopologyView;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.SessionRenewals;
import org.herald.core.share.DeliveryItem.Claim;
import org.herald.spi.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Who is making a call to a network now. A claim names the node and the process that made it. It is abandoned when that
 * process is known to be over, or does not make the call any more, or else when it is older than any call can be.
 */
@Component(service = {Claims.class, TopologyEventListener.class})
public final class Claims implements TopologyEventListener {
    /** A node that is not seen in the cluster may only be slow to show up. */
    static final Duration UNSEEN = Duration.ofSeconds(30);

    /** What {@link Network#longestCall} says of a network that is not there to be asked. */
    private static final Duration LONGEST = Duration.ofMinutes(25);

    private final String process = UUID.randomUUID().toString();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private volatile Cluster cluster = new Cluster("", Set.of());

    /** The cluster as it was seen last; without an id as long as it was not. */
    private record Cluster(String self, Set<String> nodes) {}

    /** By the machine's clock. */
    @Activate
    public Claims() {
        this(Clock.systemUTC());
    }

    Claims(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handleTopologyEvent(TopologyEvent event) {
        TopologyView view = event.getNewView();
        if (view != null) {
            see(
                    view.getLocalInstance().getSlingId(),
                    view.getInstances().stream()
                            .map(InstanceDescription::getSlingId)
                            .collect(Collectors.toSet()));
        }
    }

    void see(String self, Set<String> nodes) {
        cluster = new Cluster(self, Set.copyOf(nodes));
    }

    /** Begins a claim. */
    Claim begin(String token) {
        running.add(token);
        return new Claim(cluster.self() + "/" + process, clock.instant());
    }

    /** Ends one, however it ended. */
    void end(String token) {
        running.remove(token);
    }

    /**
     * Tells whether nobody makes the call any more.
     *
     * @param token the turn that the claim was made under
     * @param longest how long a call of that connector can take
     */
    boolean isAbandoned(String token, Claim claim, Duration longest) {
        int gap = claim.claimant().indexOf('/');
        String node = claim.claimant().substring(0, Math.max(0, gap));
        if (claim.claimant().substring(gap + 1).equals(process)) {
            return !running.contains(token);
        }
        Cluster seen = cluster;
        Instant now = clock.instant();
        if (node.isEmpty() || seen.self().isEmpty()) {
            return claim.at().plus(longest).isBefore(now);
        }
        if (node.equals(seen.self())) {
            return true; // this node, before it was started again
        }
        return claim.at().plus(seen.nodes().contains(node) ? longest : UNSEEN).isBefore(now);
    }

    /** How long a call to a network can take. */
    static Duration longest(Connectors connectors, String network) {
        return connectors
                .network(network)
                .map(Network::longestCall)
                .orElse(LONGEST)
                .plus(SessionRenewals.LONGEST_WAIT);
    }
}
