package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Profile;
import org.herald.ReviewState;
import org.herald.core.collect.InboxNodes.Happening;
import org.herald.core.conversation.Attached;
import org.herald.core.conversation.Comments;
import org.herald.core.conversation.Sanitizer;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Persistence;
import org.herald.core.repo.Repository;
import org.herald.core.repo.WebAddress;
import org.herald.core.share.ShareStore;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what was collected. An item lies at a path made of its article and a hash of server and remote id, so
 * that collecting it twice, even at the same moment, finds the node that is there.
 */
@Component(service = InboxStore.class)
public final class InboxStore {
    private static final Logger LOG = LoggerFactory.getLogger(InboxStore.class);
    private static final int BATCH = 100;
    private static final int ORDER_SCALE = 1000;

    private final Repository repository;
    private final Clock clock;

    @Activate
    public InboxStore(@Reference Repository repository) {
        this(repository, Clock.systemUTC());
    }

    InboxStore(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Stores what is not stored yet, and follows edits. Returns how many are new.
     *
     * @throws Persistence.Failure when some could not be stored; the others of their batch were
     */
    public int store(Profile profile, ShareStore.RemoteThread thread, List<RemoteReply> replies) {
        List<RemoteReply> oldestFirst = replies.stream()
                .filter(reply -> thread.whole() || !reply.own())
                .filter(reply -> !thread.parts().contains(reply.ref().id())) // the rest of our own post
                .sorted(Comparator.comparing(RemoteReply::at))
                .toList();
        int stored = 0;
        for (int from = 0; from < oldestFirst.size(); from += BATCH) {
            List<RemoteReply> batch = oldestFirst.subList(from, Math.min(from + BATCH, oldestFirst.size()));
            stored += storeBatch(profile, thread, batch, from);
        }
        return stored;
    }

    private int storeBatch(Profile profile, ShareStore.RemoteThread thread, List<RemoteReply> batch, int offset) {
        try {
            return tryStore(profile, thread, batch, offset);
        } catch (PersistenceException overlap) {
            // another collection stored some of these at the same moment: one by one, the others are left
            LOG.debug("Replies below {} are stored one by one", thread.path(), overlap);
            return storeEach(profile, thread, batch, offset);
        }
    }

    private int storeEach(Profile profile, ShareStore.RemoteThread thread, List<RemoteReply> batch, int offset) {
        int stored = 0;
        Persistence.Failure failure = null;
        for (int i = 0; i < batch.size(); i++) {
            List<RemoteReply> one = batch.subList(i, i + 1);
            int at = offset + i;
            try {
                stored += Persistence.retry(
                        "store a reply below " + thread.path(), () -> tryStore(profile, thread, one, at));
            } catch (Persistence.Failure e) {
                failure = e; // the others are stored all the same
            }
        }
        if (failure != null) {
            throw failure;
        }
        return stored;
    }

    private int tryStore(Profile profile, ShareStore.RemoteThread thread, List<RemoteReply> batch, int offset)
            throws PersistenceException {
        Instant now = clock.instant();
        int stored = 0;
        try (ResourceResolver resolver = repository.open()) {
            Resource folder = Nodes.obtain(resolver, InboxNodes.folder(thread.article()), NT_FOLDER);
            Optional<String> article = Articles.locate(resolver, thread.article());
            String site = article.map(resolver::getResource)
                    .flatMap(Articles::site)
                    .map(Resource::getPath)
                    .orElse("");
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < batch.size(); i++) {
                RemoteReply reply = batch.get(i);
                String name = InboxNodes.name(resolver, profile, reply.ref().id());
                Resource known = folder.getChild(name);
                if (known != null || !seen.add(name)) {
                    follow(resolver, known, reply, article);
                    continue;
                }
                Map<String, Object> values = properties(resolver, profile, thread, reply, site, now);
                values.put(PN_ORDER, now.toEpochMilli() * ORDER_SCALE + offset + i);
                Resource node = Nodes.create(folder, name, NT_REPLY, values);
                if (reply.own() && reply.visibility().mayBeShown() && article.isPresent()) {
                    Comments.show(resolver, article.get(), node);
                }
                stored++;
            }
            if (resolver.hasChanges()) {
                resolver.commit();
            }
        }
        return stored;
    }

    /** An item below a thread that a reading of it did not show. */
    record Missing(String name, RemoteRef ref) {}

    /**
     * What is kept here and was not read.
     *
     * @param replies what was read below the post
     */
    List<Missing> missing(Profile profile, ShareStore.RemoteThread thread, List<RemoteReply> replies) {
        try (ResourceResolver resolver = repository.open()) {
            Set<String> there = replies.stream()
                    .map(reply -> InboxNodes.name(resolver, profile, reply.ref().id()))
                    .collect(Collectors.toSet());
            Resource folder = resolver.getResource(InboxNodes.folder(thread.article()));
            return folder == null
                    ? List.of()
                    : StreamSupport.stream(folder.getChildren().spliterator(), false)
                            .filter(item -> !there.contains(item.getName()) && isBelow(item.getValueMap(), thread))
                            .map(item -> new Missing(item.getName(), ref(item.getValueMap())))
                            .toList();
        }
    }

    private static RemoteRef ref(ValueMap item) {
        return new RemoteRef(Nodes.string(item, PN_REMOTE_ID), Nodes.string(item, PN_REMOTE_VERSION), null);
    }

    /** Forgets what stands on the network no more: it leaves the page, the inbox and the repository. */
    void forget(ShareStore.RemoteThread thread, List<Missing> gone) {
        if (gone.isEmpty()) {
            return;
        }
        Persistence.retry("forget what was deleted below " + thread.path(), () -> tryForget(thread, gone));
        LOG.info("{} replies to “{}” were deleted on the network", gone.size(), thread.articleTitle());
    }

    private Void tryForget(ShareStore.RemoteThread thread, List<Missing> gone) throws PersistenceException {
        try (ResourceResolver resolver = repository.open()) {
            Optional<String> article = Articles.locate(resolver, thread.article());
            for (Missing one : gone) {
                Resource item = resolver.getResource(InboxNodes.folder(thread.article()) + "/" + one.name());
                article.ifPresent(path -> Comments.hide(resolver, path, one.name()));
                if (item != null) {
                    resolver.delete(item);
                }
            }
            resolver.commit();
            return null;
        }
    }

    /** What a moderator deleted stays known, so that it is not collected again. */
    private static boolean isBelow(ValueMap item, ShareStore.RemoteThread thread) {
        return thread.path().equals(Nodes.string(item, PN_SHARE)) && InboxNodes.state(item) != ReviewState.DELETED;
    }

    private static Map<String, Object> properties(
            ResourceResolver resolver,
            Profile profile,
            ShareStore.RemoteThread thread,
            RemoteReply reply,
            String site,
            Instant now) {
        Map<String, Object> values = new HashMap<>();
        boolean onRoot =
                reply.parentId().equals(thread.root().id()) || thread.parts().contains(reply.parentId());
        values.put(PN_PROFILE, profile.id());
        values.put(PN_NETWORK, profile.network());
        values.put(PN_SHARE, thread.path());
        values.put(PN_ARTICLE, thread.article());
        values.put(PN_ARTICLE_TITLE, thread.articleTitle());
        values.put(PN_SITE, site);
        values.put(PN_REMOTE_ID, reply.ref().id());
        values.put(PN_REMOTE_VERSION, reply.ref().version());
        values.put(PN_URL, safe(reply.ref().url()));
        values.put(PN_THREAD_URL, safe(thread.root().url()));
        values.put(PN_ROOT_ID, thread.root().id());
        values.put(PN_ROOT_VERSION, thread.root().version());
        values.put(PN_PARENT, onRoot ? "" : InboxNodes.name(resolver, profile, reply.parentId()));
        values.put(PN_AUTHOR_ID, reply.authorId());
        values.put(PN_AUTHOR_HANDLE, Sanitizer.name(reply.authorHandle()));
        values.put(PN_AUTHOR_NAME, Sanitizer.name(reply.authorName()));
        values.put(PN_TEXT, Sanitizer.html(reply.html()));
        values.put(PN_WARNING, Sanitizer.line(reply.warning()));
        values.put(PN_MEDIA, Attached.write(media(reply)));
        values.put(PN_AT, Nodes.date(reply.at().isAfter(now) ? now : reply.at()));
        values.put(PN_COLLECTED_AT, Nodes.date(now));
        values.put(PN_VISIBILITY, reply.visibility().name());
        values.put(PN_OWN, reply.own());
        InboxNodes.decide(values, reply.own() ? ReviewState.APPROVED : ReviewState.PENDING);
        InboxNodes.happens(values, Happening.COLLECTED);
        return values;
    }

    private static String safe(URI url) {
        return WebAddress.shown(url).map(URI::toString).orElse("");
    }

    private static List<Attached> media(RemoteReply reply) {
        return reply.media().stream()
                .map(one -> new Attached(
                        Sanitizer.name(one.id()), one.kind(), safe(one.url()), Sanitizer.line(one.description())))
                .toList();
    }

    private static List<String> seen(List<Attached> media) {
        return media.stream().map(Attached::seen).toList();
    }

    /** An approval was for what was read then: what was edited waits for review again, hidden meanwhile. */
    private static void follow(ResourceResolver resolver, Resource known, RemoteReply reply, Optional<String> article) {
        if (known == null || InboxNodes.state(known.getValueMap()) == ReviewState.DELETED) {
            return;
        }
        String text = Sanitizer.html(reply.html());
        ModifiableValueMap values = Nodes.values(known);
        String warning = Sanitizer.line(reply.warning());
        if (text.equals(Nodes.string(values, PN_TEXT))
                && warning.equals(Nodes.string(values, PN_WARNING))
                && seen(media(reply)).equals(seen(Attached.of(values)))) {
            return;
        }
        values.put(PN_TEXT, text);
        values.put(PN_WARNING, warning);
        values.put(PN_MEDIA, Attached.write(media(reply)));
        values.put(PN_REMOTE_VERSION, reply.ref().version());
        InboxNodes.happens(values, Happening.EDITED);
        if (InboxNodes.state(values) == ReviewState.APPROVED && !reply.own()) {
            InboxNodes.decide(values, ReviewState.PENDING);
            article.ifPresent(path -> Comments.hide(resolver, path, known.getName()));
        } else if (InboxNodes.state(values) == ReviewState.APPROVED) {
            article.ifPresent(path -> Comments.show(resolver, path, known));
        }
    }
}
