package org.herald.core.upgrade;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.profile.Connectors;
import org.herald.core.profile.EarlierServers;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes, on one node of a cluster, which server the sign-ins are of that an earlier version kept without it; each in a
 * commit of its own, as soon as its connector runs. What is noted is not looked at again.
 */
@Component(
        service = Runnable.class,
        property = {
            "scheduler.period:Long=10",
            "scheduler.immediate:Boolean=true",
            "scheduler.concurrent:Boolean=false",
            "scheduler.runOn=LEADER",
            "scheduler.name=herald-servers-upgrade"
        })
public final class ServersUpgrade implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServersUpgrade.class);

    private final Repository repository;
    private final Connectors connectors;
    private boolean done;

    @Activate
    public ServersUpgrade(@Reference Repository repository, @Reference Connectors connectors) {
        this.repository = repository;
        this.connectors = connectors;
    }

    @Override
    public void run() {
        if (done) {
            return;
        }
        try (ResourceResolver resolver = repository.open()) {
            Resource profiles = resolver.getResource(PROFILES);
            boolean left = false;
            if (profiles != null) {
                for (Resource profile : profiles.getChildren()) {
                    left |= EarlierServers.isUnknown(profile) && !bring(profile);
                }
            }
            done = !left;
        } catch (Persistence.Conflict e) {
            LOG.debug("Somebody wrote at the same moment: gone on with in the next round", e);
        }
    }

    private boolean bring(Resource profile) throws Persistence.Conflict {
        Optional<URI> api = connectors.home(Nodes.string(profile.getValueMap(), PN_NETWORK));
        if (api.isEmpty()) {
            return false; // its connector does not run yet
        }
        String before = Nodes.string(profile.getValueMap(), PN_SERVER);
        EarlierServers.bring(profile, api.get());
        Persistence.commit(profile.getResourceResolver(), "note the server of " + profile.getPath());
        LOG.info("{} is at {}, where its token was always sent; it said {}", profile.getPath(), api.get(), before);
        return true;
    }
}
