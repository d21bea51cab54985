package org.herald.core.delivery;

import java.time.Clock;
import java.time.Duration;
import org.herald.core.share.DeliveryQueue;
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
    /** Longer than any call takes, with all its time-outs: who is still sending after that has died. */
    static final Duration ABANDONED = Duration.ofMinutes(3);

    private final ShareStore shares;
    private final DeliveryQueue queue;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public Dispatcher(@Reference ShareStore shares, @Reference DeliveryQueue queue) {
        this.shares = shares;
        this.queue = queue;
    }

    @Override
    public void run() {
        shares.ask().due(clock.instant().minus(ABANDONED)).forEach((path, network) -> queue.addOnce(network, path));
    }
}
