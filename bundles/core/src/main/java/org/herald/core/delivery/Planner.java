package org.herald.core.delivery;

import static org.herald.core.repo.Names.*;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.herald.VariantState;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;
import org.herald.core.share.DeliveryQueue;
import org.herald.core.share.DuePost;
import org.herald.core.share.DuePost.Visible;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.herald.spi.Reason;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues what is planned when its time comes, on one node of a cluster. Where nothing is due, it writes nothing. What
 * was missed goes out one by one, never all at once.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=3",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-planner"
        })
public final class Planner implements Runnable {
    /** Later than this it was missed: the CMS was down. */
    static final Duration IN_TIME = Duration.ofMinutes(1);
    /** Between two posts of one profile that were missed. */
    static final Duration APART = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final ShareStore shares;
    private final BiConsumer<String, String> queue;
    private final NotificationStore notices;
    private final Clock clock;
    private final DueIndex timetable = new DueIndex();
    private final Map<String, Instant> last = new HashMap<>();

    @Activate
    public Planner(@Reference ShareStore shares, @Reference DeliveryQueue queue, @Reference NotificationStore notices) {
        this(shares, queue::add, notices, Clock.systemUTC());
    }

    Planner(ShareStore shares, BiConsumer<String, String> queue, NotificationStore notices, Clock clock) {
        this.shares = shares;
        this.queue = queue;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public void run() {
        shares.ask().planned(timetable).forEach(this::start);
    }

    private void start(DuePost planned) {
        Instant now = clock.instant();
        Optional<VariantChange> end = end(planned, now);
        if (end.isPresent()) {
            if (move(planned, end.get())) {
                LOG.warn(
                        "{} was not sent at its time: {}",
                        planned.path(),
                        end.get().values().get(PN_MESSAGE));
            }
            return;
        }
        if (planned.visible() == Visible.COMING) {
            return; // the clock of articles is about to publish it
        }
        boolean missed = planned.at().plus(IN_TIME).isBefore(now);
        Instant before = last.getOrDefault(planned.profileId(), Instant.EPOCH);
        if (missed && before.plus(APART).isAfter(now)) {
            return; // its turn comes
        }
        VariantChange queued = new VariantChange(
                VariantState.QUEUED,
                Map.of(
                        PN_CREATED,
                        Nodes.date(now),
                        PN_DAYS,
                        DueIndex.days(List.of(now)),
                        PN_NOT_BEFORE,
                        Nodes.date(now),
                        PN_DEADLINE,
                        Nodes.date(planned.at().plus(ShareStore.LATE)),
                        PN_WAS_PUBLIC,
                        true));
        if (move(planned, queued)) {
            last.put(planned.profileId(), now);
            queue.accept(planned.network(), planned.path());
        }
    }

    /** Moves it, if it still is planned as it was seen, and tells in the same commit who must know. */
    private boolean move(DuePost planned, VariantChange change) {
        return shares.ask()
                .item(planned.path())
                .filter(item ->
                        item.state() == VariantState.PLANNED && item.turn().equals(planned.turn()))
                .filter(item -> shares.move(item, change, Transition.notice(notices, change)))
                .isPresent();
    }

    /** What becomes of it where it cannot be sent any more; empty where it can. */
    static Optional<VariantChange> end(DuePost planned, Instant now) {
        if (planned.article().isEmpty()) {
            return Optional.of(ShareStore.orphaned());
        }
        if (planned.at().plus(ShareStore.LATE).isBefore(now)) {
            return Optional.of(
                    held(Reason.EXPIRED, "Its time was missed by more than two hours. Send it now, or not."));
        }
        if (planned.visible() == Visible.NO) {
            return Optional.of(held(
                    Reason.HELD,
                    "Its article was not public when its time came. Publish the article, then send this, or not."));
        }
        return Optional.empty();
    }

    private static VariantChange held(Reason reason, String why) {
        return new VariantChange(VariantState.REFUSED, Map.of(PN_REASON, reason.name(), PN_MESSAGE, why));
    }
}
