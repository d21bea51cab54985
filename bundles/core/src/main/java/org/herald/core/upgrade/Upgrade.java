package org.herald.core.upgrade;

import static org.herald.core.repo.Names.*;

import java.util.List;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.share.EarlierVariants;
import org.herald.core.workflow.EarlierRecords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes once through everything that an earlier version recorded, on one node of a cluster, and writes what it is found by
 * today. Until then lists leave out what was not reached yet; nothing is changed in what is said.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=30",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-upgrade"
        })
public final class Upgrade implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);
    /** Its presence says that all was brought to this version. A later one takes another name. */
    private static final String DONE = ROOT + "/upgraded-3";
    /** Written at once. */
    private static final int BATCH = 100;

    private final Repository repository;
    private boolean done;

    @Activate
    public Upgrade(@Reference Repository repository) {
        this.repository = repository;
    }

    @Override
    public void run() {
        if (done) {
            return;
        }
        try (ResourceResolver resolver = repository.open()) {
            if (resolver.getResource(DONE) == null) {
                int brought = 0;
                for (String root : List.of(SHARES, WORKFLOW, AUDIT)) {
                    Resource node = resolver.getResource(root);
                    brought = node == null ? brought : brought + below(node, brought);
                }
                Nodes.obtain(resolver, DONE, NT_FOLDER);
                Persistence.commit(resolver, "upgrade what an earlier version recorded");
                LOG.info("{} records of an earlier version were brought to this one", brought);
            }
            done = true;
        } catch (Persistence.Conflict | PersistenceException e) {
            LOG.debug("Somebody wrote at the same moment: gone through again", e);
        }
    }

    private static int below(Resource node, int before) throws Persistence.Conflict {
        int brought = EarlierVariants.bring(node) || EarlierRecords.bring(node) ? 1 : 0;
        if (brought == 1 && (before + 1) % BATCH == 0) {
            Persistence.commit(node.getResourceResolver(), "upgrade " + node.getPath());
        }
        for (Resource child : node.getChildren()) {
            brought += below(child, before + brought);
        }
        return brought;
    }
}
