package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which threads of a profile were tried when, and how that went, also past a restart. */
@Component(service = Readings.class)
public final class Readings {
    private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

    private final Repository repository;

    @Activate
    public Readings(@Reference Repository repository) {
        this.repository = repository;
    }

    /**
     * How a thread was tried.
     *
     * @param notBefore when the network lets it be tried again, or, without a failure, when it has more to tell
     * @param failure a sentence for a person; empty when it was read
     */
    record Reading(Instant triedAt, Instant notBefore, String failure) {
        /** Not yet. */
        static final Reading NONE = new Reading(Instant.EPOCH, Instant.EPOCH, "");
    }

    /**
     * What is known of a profile's threads.
     *
     * @param notBefore when the network lets the account ask again
     * @param threads by the addresses of their posts
     * @param earlier where to go on with those that are old; see {@link EarlierThreads}
     */
    record CollectState(Instant notBefore, Map<String, Reading> threads, long earlier) {
        CollectState {
            threads = Map.copyOf(threads);
        }

        Reading of(String thread) {
            return threads.getOrDefault(thread, Reading.NONE);
        }
    }

    /** Reads what is known. */
    CollectState of(String profileId) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = resolver.getResource(COLLECT + "/" + profileId);
            if (node == null) {
                return new CollectState(Instant.EPOCH, Map.of(), 0);
            }
            Map<String, Reading> threads = new HashMap<>();
            for (Resource child : node.getChildren()) {
                ValueMap values = child.getValueMap();
                threads.put(
                        Nodes.string(values, PN_SHARE),
                        new Reading(
                                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                                Nodes.instant(values, PN_NOT_BEFORE).orElse(Instant.EPOCH),
                                Nodes.string(values, PN_FAILURE)));
            }
            Instant notBefore = Nodes.instant(node.getValueMap(), PN_NOT_BEFORE).orElse(Instant.EPOCH);
            return new CollectState(notBefore, threads, node.getValueMap().get(PN_EARLIER, 0L));
        }
    }

    /** Keeps what is known now; threads that are not among it are forgotten. */
    void keep(String profileId, CollectState before, CollectState now) {
        try (ResourceResolver resolver = repository.open()) {
            Resource node = Nodes.obtain(resolver, COLLECT + "/" + profileId, NT_FOLDER);
            Nodes.values(node).put(PN_NOT_BEFORE, Nodes.date(now.notBefore()));
            Nodes.values(node).put(PN_EARLIER, now.earlier());
            for (Map.Entry<String, Reading> thread : now.threads().entrySet()) {
                if (!thread.getValue().equals(before.threads().get(thread.getKey()))) {
                    write(node, thread.getKey(), thread.getValue());
                }
            }
            for (Resource child : node.getChildren()) {
                if (!now.threads().containsKey(Nodes.string(child.getValueMap(), PN_SHARE))) {
                    resolver.delete(child);
                }
            }
            resolver.commit();
        } catch (PersistenceException e) {
            if (!Persistence.isConflict(e)) {
                throw new IllegalStateException("cannot keep what was collected of " + profileId, e);
            }
            LOG.debug("Another node collects for {} too: its times are kept", profileId);
        }
    }

    private static void write(Resource node, String thread, Reading reading) throws PersistenceException {
        String name = Nodes.nameOf(thread);
        Resource known = node.getChild(name);
        Map<String, Object> values = Map.of(
                PN_SHARE, thread,
                PN_AT, Nodes.date(reading.triedAt()),
                PN_NOT_BEFORE, Nodes.date(reading.notBefore()),
                PN_FAILURE, reading.failure());
        if (known == null) {
            Nodes.create(node, name, NT_FOLDER, values);
        } else {
            Nodes.values(known).putAll(values);
        }
    }
}
