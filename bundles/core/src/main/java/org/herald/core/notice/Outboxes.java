package org.herald.core.notice;

import static org.herald.core.notice.NotificationNodes.*;
import static org.herald.core.repo.Names.PN_BY;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;

/** What waits for the mail, and what does not any more. */
final class Outboxes {
    /** What one round of e-mail looks at: the next round sees the rest. */
    private static final int MAX_MAILED = 20_000;

    private final Repository repository;
    private final Clock clock;

    Outboxes(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** What is still to be told, by person. Reads only. */
    List<Outbox> all() {
        try (ResourceResolver resolver = repository.open()) {
            Map<String, List<Resource>> byHome = new HashMap<>();
            Index.NOTICE_MAILED.equalTo(resolver, "false").limit(MAX_MAILED).forEach(node -> byHome.computeIfAbsent(
                            node.getParent().getParent().getPath(), home -> new ArrayList<>())
                    .add(node));
            return byHome.entrySet().stream()
                    .map(entry -> outbox(resolver, entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    private static Outbox outbox(ResourceResolver resolver, String home, List<Resource> nodes) {
        ValueMap values = resolver.getResource(home).getValueMap();
        List<Resource> sorted = nodes.stream()
                .sorted(Comparator.comparing(NotificationNodes::at))
                .toList();
        return new Outbox(
                Nodes.string(values, PN_BY),
                settings(values),
                Nodes.instant(values, PN_DIGEST).orElse(Instant.EPOCH),
                sorted.stream().map(node -> notice(resolver, node)).toList(),
                sorted.stream().map(Resource::getPath).toList());
    }

    /** Notes that some notices need no e-mail any more. */
    void mailed(String user, List<String> paths, boolean digest) {
        try (ResourceResolver resolver = repository.open()) {
            for (String path : paths) {
                Resource node = resolver.getResource(path);
                if (node != null) {
                    node.adaptTo(ModifiableValueMap.class).put(PN_MAILED, true);
                }
            }
            if (digest) {
                resolver.getResource(home(user))
                        .adaptTo(ModifiableValueMap.class)
                        .put(PN_DIGEST, Nodes.date(clock.instant()));
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot note what was told to " + user, e);
        }
    }
}
