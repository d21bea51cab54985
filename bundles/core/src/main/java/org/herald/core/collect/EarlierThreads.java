package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.jcr.RepositoryException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore;
import org.herald.core.share.ShareStore.RemoteThread;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the threads that are too old to be read for what is new, but whose replies are still kept here: what is deleted on
 * the network leaves these too. Goes through the inbox a part at a time, from the oldest item on, and then anew: a round
 * costs the same however much was collected.
 */
@Component(service = EarlierThreads.class)
public final class EarlierThreads {
    /** With a round every five minutes, 43 000 items in a day. */
    private static final int ITEMS = 150;

    private static final int THREADS = 10;

    private final Repository repository;
    private final ShareStore shares;

    @Activate
    public EarlierThreads(@Reference Repository repository, @Reference ShareStore shares) {
        this.repository = repository;
        this.shares = shares;
    }

    /**
     * A part.
     *
     * @param next where the next part begins
     */
    record Part(List<RemoteThread> threads, long next) {
        /** Copies the list. */
        Part {
            threads = List.copyOf(threads);
        }
    }

    /**
     * The next part of a profile's.
     *
     * @param from what the part before told; 0 at the beginning
     * @param before younger threads are read anyway
     */
    Part next(String profileId, long from, Instant before) {
        try (ResourceResolver resolver = repository.open()) {
            List<Resource> items = InboxPages.after(resolver, from, ITEMS);
            Set<RemoteThread> threads = new LinkedHashSet<>();
            Set<String> seen = new LinkedHashSet<>();
            long last = from;
            int read = 0;
            for (; read < items.size() && threads.size() < THREADS; read++) {
                ValueMap values = items.get(read).getValueMap();
                last = values.get(PN_ORDER, last);
                String path = Nodes.string(values, PN_SHARE);
                if (profileId.equals(Nodes.string(values, PN_PROFILE)) && seen.add(path)) {
                    thread(path, before).ifPresent(threads::add);
                }
            }
            boolean over = items.size() < ITEMS && read == items.size();
            return new Part(List.copyOf(threads), over ? 0 : last);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot go through the inbox", e);
        }
    }

    private Optional<RemoteThread> thread(String path, Instant before) {
        return shares.ask().thread(path).filter(thread -> !thread.sentAt().isAfter(before));
    }
}
