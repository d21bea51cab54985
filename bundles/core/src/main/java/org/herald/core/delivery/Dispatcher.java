package org.herald.core.delivery;

import org.herald.VariantState;
import org.herald.core.profile.Connectors;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.ShareReader.Due;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands what is due to the queues: what a network deferred, what a crash left behind. Reads only. */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=5",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-dispatcher"
        })
public final class Dispatcher implements Runnable {
    private final ShareStore shares;
    private final DeliveryQueue queue;
    private final Claims claims;
    private final Connectors connectors;

    @Activate
    public Dispatcher(
            @Reference ShareStore shares,
            @Reference DeliveryQueue queue,
            @Reference Claims claims,
            @Reference Connectors connectors) {
        this.shares = shares;
        this.queue = queue;
        this.claims = claims;
        this.connectors = connectors;
    }

    @Override
    public void run() {
        shares.beat();
        shares.ask().due().stream()
                .filter(due -> !isInWork(due))
                .forEach(due -> queue.addOnce(due.network(), due.path()));
    }

    private boolean isInWork(Due due) {
        return due.state() == VariantState.SENDING
                && !claims.isAbandoned(due.turn(), due.claim(), Delivery.longest(connectors, due.network()));
    }
}
