package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.jcr.Node;
import javax.jcr.RepositoryException;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Names;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;

/**
 * Notes what an article shows by reference before it becomes public, where the guard in the repository looks: at the
 * path of what is shown, by the identity of the article, its hash. What is noted of an article that is not public binds
 * nobody.
 */
final class Inclusions {
    /** Others may note the same file at the same moment. */
    private static final int TRIES = 5;

    private Inclusions() {}

    /**
     * Notes it for an article of a site that asks for approvals; for any other nothing is noted.
     *
     * @return the paths of the files of such sites that the article shows and readers do not see yet
     */
    static List<String> note(Repository repository, String articlePath) {
        for (int i = 1; ; i++) {
            try (ResourceResolver resolver = repository.open()) {
                return note(resolver, articlePath);
            } catch (PersistenceException e) {
                if (i == TRIES) {
                    throw new Rejection(
                            Rejection.Kind.UPSTREAM,
                            "notPublished",
                            "Others publish at the same moment what this article shows: try again.");
                }
            } catch (RepositoryException e) {
                throw new IllegalStateException("cannot read what " + articlePath + " shows", e);
            }
        }
    }

    private static List<String> note(ResourceResolver resolver, String articlePath)
            throws PersistenceException, RepositoryException {
        Optional<String> identity = Articles.identity(resolver, articlePath);
        Resource record =
                identity.map(id -> resolver.getResource(Articles.decisions(id))).orElse(null);
        if (record == null || !isGuarded(resolver, articlePath)) {
            return List.of();
        }
        Map<String, String> shown =
                References.of(resolver.getResource(articlePath).adaptTo(Node.class));
        ModifiableValueMap values = record.adaptTo(ModifiableValueMap.class);
        for (String old : values.get(PN_INCLUDES, new String[0])) {
            Resource place = shown.containsKey(old) ? null : resolver.getResource(Names.INCLUDED + old);
            if (place != null) {
                place.adaptTo(ModifiableValueMap.class).remove(identity.get());
            }
        }
        for (Map.Entry<String, String> one : shown.entrySet()) {
            Nodes.obtain(resolver, Names.INCLUDED + one.getKey(), Names.NT_FOLDER)
                    .adaptTo(ModifiableValueMap.class)
                    .put(identity.get(), one.getValue());
        }
        if (!shown.isEmpty() || values.containsKey(PN_INCLUDES)) {
            values.put(PN_INCLUDES, shown.keySet().toArray(String[]::new));
            resolver.commit();
        }
        return hidden(resolver, shown.keySet());
    }

    private static List<String> hidden(ResourceResolver resolver, Set<String> paths) {
        List<String> files = new ArrayList<>();
        for (String path : paths) {
            String type = resolver.getResource(path).getValueMap().get(Names.PN_PRIMARY_TYPE, "");
            if (type.equals("sling:File") && isGuarded(resolver, path) && !Articles.isPublic(resolver, path)) {
                files.add(path);
            }
        }
        return files;
    }

    /** Tells whether a site around a path asks for approvals, as the guard does. */
    private static boolean isGuarded(ResourceResolver resolver, String path) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            Resource settings = resolver.getResource(Names.SETTINGS + at);
            Object asks = settings == null ? null : settings.getValueMap().get(Names.PN_APPROVAL);
            if (asks != null && !"false".equalsIgnoreCase(asks.toString())) {
                return true;
            }
        }
        return false;
    }
}
