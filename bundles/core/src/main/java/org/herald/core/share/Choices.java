package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.util.Set;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which profiles a person chose when sharing on a site the last time: those are chosen beforehand the next time,
 * and no others. It helps, and no more: where it cannot be written, what was shared is shared all the same.
 */
@Component(service = Choices.class)
public final class Choices {
    private static final Logger LOG = LoggerFactory.getLogger(Choices.class);
    private static final String FOLDER = ROOT + "/choices/";

    private final Repository repository;

    @Activate
    public Choices(@Reference Repository repository) {
        this.repository = repository;
    }

    private static String path(String user, String site) {
        String name = Nodes.nameOf(user, site);
        return FOLDER + name.substring(0, 2) + "/" + name;
    }

    /** The ids of the profiles; empty where the person shared nothing on the site yet. */
    Set<String> last(String user, String site) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(path(user, site));
            return node == null ? Set.of() : chosen(node);
        }
    }

    private static Set<String> chosen(Resource node) {
        return Set.of(node.getValueMap().get(PN_CHOSEN, new String[0]));
    }

    /**
     * Remembers a choice. Who chose the same before chose it then.
     *
     * @param share the id of the share that it was made with
     */
    void remember(String user, String site, Set<String> profiles, String share) {
        if (last(user, site).equals(profiles)) {
            return;
        }
        change(user, site, values -> {
            values.put(PN_CHOSEN, profiles.stream().sorted().toArray(String[]::new));
            values.put(PN_SHARE, share);
        });
    }

    /** Forgets the choice that a share made, which was undone: it may have been the wrong one. */
    void forget(String user, String site, String share) {
        change(user, site, values -> {
            if (share.equals(Nodes.string(values, PN_SHARE))) {
                values.put(PN_CHOSEN, new String[0]);
            }
        });
    }

    private interface Edit {
        void to(ModifiableValueMap values);
    }

    private void change(String user, String site, Edit edit) {
        String what = "remember what was chosen on " + site;
        try {
            Persistence.retry(what, () -> write(path(user, site), edit, what));
        } catch (Persistence.Failure e) {
            LOG.warn("Herald cannot {}", what, e);
        }
    }

    private Void write(String path, Edit edit, String what) throws PersistenceException, Persistence.Conflict {
        try (ResourceResolver resolver = repository.open()) {
            edit.to(Nodes.values(Nodes.obtain(resolver, path, NT_FOLDER)));
            if (resolver.hasChanges()) {
                Persistence.commit(resolver, what);
            }
            return null;
        }
    }
}
