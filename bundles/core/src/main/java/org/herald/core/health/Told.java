package org.herald.core.health;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.core.notice.NotificationStore;
import org.herald.core.notice.NotificationStore.NotificationContent;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one writer of who was told what before it happens. A notice and the note that it was given are one commit, and each
 * note has a random word: of two nodes that give the same notice at one moment, the repository takes one.
 */
@Component(service = Told.class)
public final class Told {
    private static final String ENDS = HEALTH + "/ends";
    private static final String POSTS = HEALTH + "/posts";

    private final Repository repository;
    private final NotificationStore notices;

    @Activate
    public Told(@Reference Repository repository, @Reference NotificationStore notices) {
        this.repository = repository;
        this.notices = notices;
    }

    /** Who is told something. */
    interface Readers {
        Collection<String> of(ResourceResolver resolver);
    }

    /**
     * Tells that something ends, where that is due.
     *
     * @param subject what ends, and of what: the same for the same
     * @return how many days before; empty where nothing is to be told now, or nobody is there to be told
     */
    Optional<Integer> ends(String subject, Instant end, Instant now, Readers readers, NotificationContent content) {
        return Persistence.retry("tell that something ends", () -> {
            try (ResourceResolver resolver = repository.open()) {
                String path = ENDS + "/" + Nodes.nameOf(subject);
                Optional<Integer> due = EndNotices.due(end, now, last(resolver.getResource(path)));
                Collection<String> people = due.isEmpty() ? List.of() : readers.of(resolver);
                if (due.isEmpty() || people.isEmpty()) {
                    return Optional.empty();
                }
                ModifiableValueMap values = noted(resolver, path, now);
                values.put(PN_ENDS_AT, Nodes.date(end));
                values.put(PN_DAYS_LEFT, due.get());
                notices.add(resolver, people, content);
                resolver.commit();
                return due;
            }
        });
    }

    private static Optional<EndNotices.Last> last(Resource node) {
        return Optional.ofNullable(node).flatMap(note -> Nodes.instant(note.getValueMap(), PN_ENDS_AT)
                .map(end -> new EndNotices.Last(end, note.getValueMap().get(PN_DAYS_LEFT, 0))));
    }

    private static ModifiableValueMap noted(ResourceResolver resolver, String path, Instant now)
            throws PersistenceException {
        ModifiableValueMap values = Nodes.obtain(resolver, path, NT_FOLDER).adaptTo(ModifiableValueMap.class);
        values.put(PN_TURN, UUID.randomUUID().toString());
        values.put(PN_AT, Nodes.date(now));
        return values;
    }

    /**
     * Tells somebody of problems of a post that is to come; each once.
     *
     * @param post what it is known by
     * @param problems by their rules
     * @param reader who planned it
     * @return the problems that were told now
     */
    List<String> foreseen(String post, Instant now, List<String> problems, String reader, ContentOf content) {
        if (problems.isEmpty()) {
            return List.of();
        }
        return Persistence.retry("tell what is foreseen", () -> {
            try (ResourceResolver resolver = repository.open()) {
                String path = POSTS + "/" + Nodes.nameOf(post);
                Resource node = resolver.getResource(path);
                List<String> told = new ArrayList<>(
                        node == null ? List.of() : List.of(node.getValueMap().get(PN_TOLD, new String[0])));
                List<String> fresh =
                        problems.stream().filter(rule -> !told.contains(rule)).toList();
                if (fresh.isEmpty()) {
                    return fresh;
                }
                told.addAll(fresh);
                noted(resolver, path, now).put(PN_TOLD, told.toArray(String[]::new));
                notices.add(resolver, List.of(reader), content.of(fresh));
                resolver.commit();
                return fresh;
            }
        });
    }

    /** What is said of some problems. */
    interface ContentOf {
        NotificationContent of(List<String> problems);
    }

    /** Forgets what was told of posts before a time: they are over. Of what ends it stays: it may stay ended for long. */
    void forget(Instant before) {
        try (ResourceResolver resolver = repository.open()) {
            Resource posts = resolver.getResource(POSTS);
            if (posts == null) {
                return;
            }
            for (Resource note : posts.getChildren()) {
                if (Nodes.instant(note.getValueMap(), PN_AT)
                        .filter(at -> at.isBefore(before))
                        .isPresent()) {
                    resolver.delete(note);
                }
            }
            if (resolver.hasChanges()) {
                resolver.commit();
            }
        } catch (PersistenceException e) {
            if (!Persistence.isConflict(e)) {
                throw new IllegalStateException("cannot forget what was told", e);
            } // another node does the same
        }
    }
}
