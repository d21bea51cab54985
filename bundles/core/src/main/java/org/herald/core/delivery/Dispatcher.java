package org.herald.core.delivery;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.VariantState;
import org.herald.core.profile.Connectors;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Repository;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.Due;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands what is due to the lanes: what a network deferred, what a crash left behind. A lane that does not get on gets no
 * more than it can have done before the next look, and nothing that is due elsewhere waits for it.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=5",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-dispatcher"
        })
public final class Dispatcher implements Runnable {
    /** In one lane. */
    static final int MOST = 100;

    private final ShareStore shares;
    private final DeliveryQueue queue;
    private final Claims claims;
    private final Connectors connectors;
    private final Awakening awakening;
    private final DueIndex timetable = new DueIndex();
    private boolean begun;

    @Activate
    public Dispatcher(
            @Reference ShareStore shares,
            @Reference DeliveryQueue queue,
            @Reference Claims claims,
            @Reference Connectors connectors,
            @Reference Repository repository) {
        this(shares, queue, claims, connectors, new Awakening(repository, shares, connectors, Clock.systemUTC()));
    }

    Dispatcher(ShareStore shares, DeliveryQueue queue, Claims claims, Connectors connectors, Awakening awakening) {
        this.awakening = awakening;
        this.shares = shares;
        this.queue = queue;
        this.claims = claims;
        this.connectors = connectors;
    }

    @Override
    public void run() {
        shares.beat();
        if (!begun) {
            shares.ask().untimed().forEach(shares::time);
            begun = true;
        }
        awakening.run();
        Map<String, String> lanes = new HashMap<>();
        Map<String, Map<String, String>> given = new LinkedHashMap<>();
        for (Due due : due()) {
            String profile = due.path().substring(due.path().lastIndexOf('/') + 1);
            String lane = lanes.computeIfAbsent(profile, p -> queue.lane(due.network(), due.path()));
            Map<String, String> turns = given.computeIfAbsent(lane, l -> new LinkedHashMap<>());
            if (turns.size() < MOST) {
                turns.put(due.path(), due.turn());
            }
        }
        given.forEach(queue::addOnce);
    }

    /** Without what somebody is sending. */
    List<Due> due() {
        return shares.ask().due(timetable).stream()
                .filter(due -> due.state() != VariantState.SENDING
                        || claims.isAbandoned(due.turn(), due.claim(), Claims.longest(connectors, due.network())))
                .toList();
    }
}
