package org.herald.core.workflow;

import java.util.List;
import org.apache.sling.api.resource.observation.ExternalResourceChangeListener;
import org.apache.sling.api.resource.observation.ResourceChange;
import org.apache.sling.api.resource.observation.ResourceChangeListener;
import org.herald.VariantState;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Names;
import org.herald.core.share.Alongside;
import org.herald.core.share.DeliveryItem;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.VariantChange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices that articles were deleted, and takes what was pending for them off the list. */
@Component(
        service = {ResourceChangeListener.class, Runnable.class},
        property = {
            ResourceChangeListener.PATHS + "=/content",
            ResourceChangeListener.CHANGES + "=REMOVED",
            "scheduler.period:Long=3",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-deletions"
        })
public final class Deletions implements ResourceChangeListener, ExternalResourceChangeListener, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

    /** So many posts at one look; the others at the next. */
    static final int MOST = 100;

    private final WorkflowStore workflows;
    private final ShareStore shares;
    private final NotificationStore notices;
    /** True at first: something may have been deleted while this node was down. */
    private volatile boolean seen = true;

    @Activate
    public Deletions(
            @Reference WorkflowStore workflows, @Reference ShareStore shares, @Reference NotificationStore notices) {
        this.workflows = workflows;
        this.shares = shares;
        this.notices = notices;
    }

    @Override
    public void onChange(List<ResourceChange> changes) {
        seen = true;
    }

    @Override
    public void run() {
        if (!seen) {
            return;
        }
        seen = false;
        boolean done = false;
        try {
            done = giveUp();
        } finally {
            seen |= !done; // what could not be written now is looked at again
        }
    }

    /** Tells whether nothing is left. */
    private boolean giveUp() {
        int forgotten = workflows.forgetDeleted();
        List<DeliveryItem> posts = shares.ask().forNothing(MOST);
        boolean all = posts.size() < MOST;
        for (DeliveryItem post : posts) {
            VariantChange change = ShareStore.orphaned();
            boolean moved = shares.move(post, change, told(post, change));
            forgotten += moved ? 1 : 0;
            all &= moved;
        }
        if (forgotten > 0) {
            LOG.warn("{} plans were given up: their articles were deleted", forgotten);
        }
        return all;
    }

    /** Who submitted something waits for a word on it. */
    private Alongside told(DeliveryItem post, VariantChange change) {
        String why = String.valueOf(change.values().get(Names.PN_MESSAGE));
        return post.state() == VariantState.SUBMITTED
                ? (resolver, whose) -> notices.add(resolver, List.of(whose.by()), whose.failed(why))
                : Alongside.NOTHING;
    }
}
