package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.jcr.RepositoryException;
import javax.jcr.query.Query;
import javax.jcr.query.QueryResult;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.InboxQuery;
import org.herald.Profile;
import org.herald.Rejection;
import org.herald.ReviewState;
import org.herald.Share;
import org.herald.Visibility;
import org.herald.core.conversation.Comments;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore;
import org.herald.spi.RemoteRef;
import org.herald.spi.RemoteReply;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one writer of the inbox. An item lies at a path made of its article and a hash of server and remote id, so
 * that collecting it twice, even at the same moment, finds the node that is there.
 */
@Component(service = InboxStore.class)
public final class InboxStore {
    private static final String ID = "[0-9a-f-]{36}\\.[0-9a-f]{32}";
    private static final int BATCH = 100;
    private static final int ORDER_SCALE = 1000;
    private static final String PN_LISTED = "herald:listed";

    private final Repository repository;
    private final ShareStore shares;
    private final Clock clock;

    @Activate
    public InboxStore(@Reference Repository repository, @Reference ShareStore shares) {
        this(repository, shares, Clock.systemUTC());
    }

    InboxStore(Repository repository, ShareStore shares, Clock clock) {
        this.repository = repository;
        this.shares = shares;
        this.clock = clock;
    }

    /** Stores what is not stored yet, and follows edits. Returns how many are new. */
    public int store(Profile profile, ShareStore.Thread thread, List<RemoteReply> replies) {
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

    private int storeBatch(Profile profile, ShareStore.Thread thread, List<RemoteReply> batch, int offset) {
        try {
            return tryStore(profile, thread, batch, offset);
        } catch (PersistenceException overlap) {
            // another collection stored some of these at the same moment: one by one, the others are left
            int stored = 0;
            for (int i = 0; i < batch.size(); i++) {
                stored += storeAlone(profile, thread, batch.get(i), offset + i);
            }
            return stored;
        }
    }

    private int storeAlone(Profile profile, ShareStore.Thread thread, RemoteReply reply, int offset) {
        try {
            return tryStore(profile, thread, List.of(reply), offset);
        } catch (PersistenceException e) {
            return 0; // it was stored by the other one
        }
    }

    private int tryStore(Profile profile, ShareStore.Thread thread, List<RemoteReply> batch, int offset)
            throws PersistenceException {
        Instant now = clock.instant();
        int stored = 0;
        try (ResourceResolver resolver = repository.open()) {
            Resource folder = Nodes.obtain(resolver, folder(thread.article()), NT_FOLDER);
            Optional<String> article = Articles.locate(resolver, thread.article());
            String site = article.map(resolver::getResource)
                    .flatMap(Articles::site)
                    .map(Resource::getPath)
                    .orElse("");
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < batch.size(); i++) {
                RemoteReply reply = batch.get(i);
                String name = name(profile, reply.ref().id());
                Resource known = folder.getChild(name);
                if (known != null || !seen.add(name)) {
                    follow(resolver, known, reply, article);
                    continue;
                }
                Map<String, Object> values = properties(profile, thread, reply, site, now);
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

    private static String folder(String article) {
        return INBOX + "/" + article.substring(0, 2) + "/" + article;
    }

    private static String name(Profile profile, String remoteId) {
        return Nodes.nameOf(profile.network(), profile.server().getAuthority(), remoteId);
    }

    private static Map<String, Object> properties(
            Profile profile, ShareStore.Thread thread, RemoteReply reply, String site, Instant now) {
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
        values.put(PN_PARENT, onRoot ? "" : name(profile, reply.parentId()));
        values.put(PN_AUTHOR_ID, reply.authorId());
        values.put(PN_AUTHOR_HANDLE, Sanitizer.name(reply.authorHandle()));
        values.put(PN_AUTHOR_NAME, Sanitizer.name(reply.authorName()));
        values.put(PN_TEXT, Sanitizer.html(reply.html()));
        values.put(PN_AT, Nodes.date(reply.at().isAfter(now) ? now : reply.at()));
        values.put(PN_COLLECTED_AT, Nodes.date(now));
        values.put(PN_VISIBILITY, reply.visibility().name());
        values.put(PN_OWN, reply.own());
        decide(values, reply.own() ? ReviewState.APPROVED : ReviewState.PENDING);
        return values;
    }

    private static String safe(URI url) {
        boolean web = url != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        return web || url != null && url.getScheme() == null && url.getPath().startsWith("/") ? url.toString() : "";
    }

    /** An approval was for what was read then: an edited text waits for review again, hidden meanwhile. */
    private static void follow(ResourceResolver resolver, Resource known, RemoteReply reply, Optional<String> article) {
        if (known == null || state(known.getValueMap()) == ReviewState.DELETED) {
            return;
        }
        String text = Sanitizer.html(reply.html());
        ModifiableValueMap values = values(known);
        if (text.equals(Nodes.string(values, PN_TEXT))) {
            return;
        }
        values.put(PN_TEXT, text);
        values.put(PN_REMOTE_VERSION, reply.ref().version());
        if (state(values) == ReviewState.APPROVED && !reply.own()) {
            decide(values, ReviewState.PENDING);
            article.ifPresent(path -> Comments.hide(resolver, path, known.getName()));
        } else if (state(values) == ReviewState.APPROVED) {
            article.ifPresent(path -> Comments.show(resolver, path, known));
        }
    }

    private static void decide(Map<String, Object> values, ReviewState state) {
        values.put(PN_STATE, state.name());
        values.put(PN_LISTED, state != ReviewState.DELETED);
        values.put(PN_FACETS, Facets.of(state, text(values, PN_NETWORK), text(values, PN_SITE)));
    }

    private static String text(Map<String, Object> values, String name) {
        return values.getOrDefault(name, "").toString();
    }

    private static ReviewState state(ValueMap values) {
        return ReviewState.valueOf(Nodes.string(values, PN_STATE));
    }

    /** Lists items, newest first, from the index {@code heraldInbox}. */
    public InboxPage page(InboxQuery query) {
        Cursor cursor = Cursor.parse(query.after());
        try (ResourceResolver resolver = repository.open()) {
            Optional<String> article = query.article().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Articles.identity(resolver, query.article()).orElse("none"));
            Query jcr = Nodes.session(resolver)
                    .getWorkspace()
                    .getQueryManager()
                    .createQuery(statement(query, article, cursor), Query.JCR_SQL2);
            jcr.setLimit(cursor.skip() + query.size() + 1L);
            return page(resolver, jcr.execute(), query.size(), cursor);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot list the inbox", e);
        }
    }

    /** Where a page ended: the order of its last item, and how many of that order were shown. */
    private record Cursor(long order, int skip) {
        static Cursor parse(String text) {
            if (text.isEmpty()) {
                return new Cursor(Long.MAX_VALUE, 0);
            }
            if (!text.matches("[0-9]{1,18}-[0-9]{1,4}")) {
                throw new Rejection(
                        Rejection.Kind.INVALID, "cursor", "This page does not exist: go back to the first one.");
            }
            String[] parts = text.split("-");
            return new Cursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }

        Cursor after(long shown) {
            return shown == order ? new Cursor(order, skip + 1) : new Cursor(shown, 1);
        }

        String text() {
            return order + "-" + skip;
        }
    }

    private static String statement(InboxQuery query, Optional<String> article, Cursor cursor) {
        StringBuilder sql = new StringBuilder("SELECT * FROM [herald:Reply] AS r WHERE ");
        condition(sql, query);
        article.ifPresent(
                id -> sql.append(" AND r.[herald:article] = '").append(id).append('\''));
        if (cursor.order() != Long.MAX_VALUE) {
            sql.append(" AND r.[herald:order] <= ").append(cursor.order());
        }
        return sql.append(" ORDER BY r.[herald:order] DESC OPTION(INDEX TAG ")
                .append(Index.TAG)
                .append(')')
                .toString();
    }

    /** One condition for any combination of filters: see {@link Facets}. */
    private static void condition(StringBuilder sql, InboxQuery query) {
        String facet = Facets.asked(query.state(), query.network(), query.site());
        if (facet.isEmpty()) {
            sql.append("r.[herald:listed] = true");
        } else {
            sql.append("r.[herald:facets] = '").append(facet.replace("'", "''")).append('\'');
        }
    }

    private InboxPage page(ResourceResolver resolver, QueryResult result, int size, Cursor cursor)
            throws RepositoryException {
        List<InboxItem> items = new ArrayList<>();
        Cursor last = cursor;
        var nodes = result.getNodes();
        nodes.skip(Math.min(cursor.skip(), Math.max(0, skippable(nodes.getSize(), cursor.skip()))));
        while (nodes.hasNext() && items.size() < size) {
            Resource node = resolver.getResource(nodes.nextNode().getPath());
            if (node != null) {
                items.add(read(resolver, node));
                last = last.after(node.getValueMap().get(PN_ORDER, 0L));
            }
        }
        return new InboxPage(items, nodes.hasNext() ? last.text() : "");
    }

    private static long skippable(long known, int wanted) {
        return known < 0 ? wanted : Math.min(known, wanted);
    }

    /** Reads one item. */
    public Optional<InboxItem> find(String id) {
        try (ResourceResolver resolver = repository.open()) {
            return node(resolver, id).map(node -> read(resolver, node));
        }
    }

    private static Optional<Resource> node(ResourceResolver resolver, String id) {
        if (!id.matches(ID)) {
            return Optional.empty();
        }
        return Optional.ofNullable(resolver.getResource(folder(id.substring(0, 36)) + "/" + id.substring(37)));
    }

    private InboxItem read(ResourceResolver resolver, Resource node) {
        ValueMap values = node.getValueMap();
        String article = node.getParent().getName();
        String profileId = Nodes.string(values, PN_PROFILE);
        Resource profile = resolver.getResource(PROFILES + "/" + profileId);
        String parent = Nodes.string(values, PN_PARENT);
        return new InboxItem(
                article + "." + node.getName(),
                profileId,
                profile == null ? profileId : Nodes.string(profile.getValueMap(), PN_TITLE),
                Nodes.string(values, PN_NETWORK),
                Articles.locate(resolver, article).orElse(""),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_AUTHOR_HANDLE),
                Nodes.string(values, PN_AUTHOR_NAME),
                Nodes.string(values, PN_TEXT),
                Nodes.uri(values, PN_URL),
                Nodes.uri(values, PN_THREAD_URL),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.instant(values, PN_COLLECTED_AT).orElse(Instant.EPOCH),
                Visibility.valueOf(Nodes.string(values, PN_VISIBILITY)),
                state(values),
                values.get(PN_OWN, false),
                parent.isEmpty() ? "" : article + "." + parent,
                answers(resolver, values));
    }

    private List<Share> answers(ResourceResolver resolver, ValueMap values) {
        return Arrays.stream(values.get(PN_ANSWERS, new String[0]))
                .map(id -> shares.find(resolver, id))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Decides about items, all or none, and shows or hides them on their pages. */
    public void review(List<String> ids, ReviewState state) {
        try (ResourceResolver resolver = repository.open()) {
            for (String id : ids) {
                node(resolver, id).ifPresent(node -> review(resolver, node, state));
            }
            resolver.commit();
        } catch (PersistenceException e) {
            throw new Rejection(
                    Rejection.Kind.CONFLICT,
                    "movedOn",
                    "Somebody else decided about one of these at the same moment: look again.");
        }
    }

    private static void review(ResourceResolver resolver, Resource node, ReviewState state) {
        ModifiableValueMap values = values(node);
        decide(values, state);
        Optional<String> article = Articles.locate(resolver, node.getParent().getName());
        if (state == ReviewState.DELETED) {
            erase(values);
        }
        if (state == ReviewState.APPROVED) {
            article.ifPresent(path -> Comments.show(resolver, path, node));
        } else {
            article.ifPresent(path -> Comments.hide(resolver, path, node.getName()));
        }
    }

    private static void erase(ModifiableValueMap values) {
        for (String name : List.of(PN_TEXT, PN_AUTHOR_ID, PN_AUTHOR_HANDLE, PN_AUTHOR_NAME, PN_URL)) {
            values.put(name, "");
        }
    }

    /** What an answer to an item is addressed to. */
    public record Addressee(RemoteRef root, RemoteRef parent) {}

    /** Reads where an answer goes. */
    public Addressee addressee(String id) {
        try (ResourceResolver resolver = repository.open()) {
            ValueMap values = node(resolver, id).orElseThrow().getValueMap();
            return new Addressee(
                    new RemoteRef(Nodes.string(values, PN_ROOT_ID), Nodes.string(values, PN_ROOT_VERSION), null),
                    new RemoteRef(Nodes.string(values, PN_REMOTE_ID), Nodes.string(values, PN_REMOTE_VERSION), null));
        }
    }

    /** Remembers that an answer was queued. */
    public void answered(String id, String shareId) {
        try (ResourceResolver resolver = repository.open()) {
            ModifiableValueMap values = values(node(resolver, id).orElseThrow());
            List<String> answers = new ArrayList<>(Arrays.asList(values.get(PN_ANSWERS, new String[0])));
            answers.add(shareId);
            values.put(PN_ANSWERS, answers.toArray(String[]::new));
            resolver.commit();
        } catch (PersistenceException e) {
            throw new IllegalStateException("cannot note the answer on " + id, e);
        }
    }

    /** Reads an answer with Herald's rights: moderators need none on shares. */
    Share readShare(String shareId) {
        try (ResourceResolver resolver = repository.open()) {
            return shares.find(resolver, shareId).orElseThrow();
        }
    }

    /** The language of an article; English when it is gone. */
    String language(String articlePath) {
        try (ResourceResolver resolver = repository.open()) {
            return articlePath.isEmpty() || resolver.getResource(articlePath) == null
                    ? "en"
                    : Articles.read(resolver, articlePath).language().toLanguageTag();
        }
    }

    private static ModifiableValueMap values(Resource node) {
        ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
        if (values == null) {
            throw new IllegalStateException("Herald's user may not change " + node.getPath());
        }
        return values;
    }
}
