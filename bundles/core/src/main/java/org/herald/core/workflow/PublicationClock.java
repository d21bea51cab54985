package org.herald.core.workflow;

import org.herald.Rejection;
import org.herald.core.repo.DueIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds what is due, on one node of a cluster. Where nothing is, it writes nothing. */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=3",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-publication"
        })
public final class PublicationClock implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationClock.class);

    private final WorkflowStore store;
    private final WorkflowService workflows;
    private final DueIndex timetable = new DueIndex();

    @Activate
    public PublicationClock(@Reference WorkflowStore store, @Reference WorkflowService workflows) {
        this.store = store;
        this.workflows = workflows;
    }

    private interface Work {
        void on(String articlePath);
    }

    @Override
    public void run() {
        store.due(timetable).forEach(path -> attempt(workflows::tick, path));
        store.unsent().forEach(path -> attempt(workflows::send, path));
    }

    /** One article that cannot be done does not hold up the others; it is tried again at the next look. */
    private static void attempt(Work work, String articlePath) {
        try {
            work.on(articlePath);
        } catch (Rejection e) {
            if (e.kind() == Rejection.Kind.CONFLICT) { // a person was quicker, or it is recorded with its reason
                LOG.info("{} stays where it is: {}", articlePath, e.getMessage());
            } else {
                LOG.error("{} could not be published or sent now: {}", articlePath, e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("{} could not be published or sent now", articlePath, e);
        }
    }
}
