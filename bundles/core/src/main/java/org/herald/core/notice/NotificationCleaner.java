package org.herald.core.notice;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets old notices, at night, on one node of a cluster. */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.expression=0 17 3 * * ?",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-notice-cleaner"
        })
public final class NotificationCleaner implements Runnable {
    private final NotificationStore store;

    @Activate
    public NotificationCleaner(@Reference NotificationStore store) {
        this.store = store;
    }

    @Override
    public void run() {
        store.forget();
    }
}
