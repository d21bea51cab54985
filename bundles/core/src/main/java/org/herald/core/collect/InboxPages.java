package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.jcr.NodeIterator;
import javax.jcr.RepositoryException;
import javax.jcr.query.Query;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.InboxQuery;
import org.herald.ProfileAction;
import org.herald.ReviewState;
import org.herald.Share;
import org.herald.Visibility;
import org.herald.core.conversation.Attached;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Repository;
import org.herald.core.share.ShareStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the inbox: page by page, or one item. */
@Component(service = InboxPages.class)
public final class InboxPages {
    /** Items that are read for one page, where a person may see few of them. */
    private static final int MOST_READ = 2000;
    /** Items of one article that are looked at, where one of them is enough. */
    private static final int MOST_OF_ARTICLE = 200;

    private final Repository repository;
    private final ShareStore shares;

    @Activate
    public InboxPages(@Reference Repository repository, @Reference ShareStore shares) {
        this.repository = repository;
        this.shares = shares;
    }

    /** What somebody may see, and do. */
    interface InboxAccess {
        /** Sees everything, and does nothing. */
        InboxAccess ALL = (herald, item) -> true;

        /** Tells whether an item is among it. */
        boolean see(ResourceResolver herald, Resource item);

        /** What may be done about an item that is seen. */
        default List<ProfileAction> may(ResourceResolver herald, Resource item) {
            return List.of();
        }
    }

    /** The items that came after one, in the order in which they came; as many as asked for. */
    static List<Resource> after(ResourceResolver resolver, long order, int most) throws RepositoryException {
        Query jcr = Nodes.session(resolver)
                .getWorkspace()
                .getQueryManager()
                .createQuery(
                        "SELECT * FROM [herald:Reply] AS r WHERE r.[herald:listed] = true AND r.[herald:order] > "
                                + order + " ORDER BY r.[herald:order] ASC OPTION(INDEX TAG " + Index.TAG + ")",
                        Query.JCR_SQL2);
        jcr.setLimit(most);
        NodeIterator nodes = jcr.execute().getNodes();
        List<Resource> items = new ArrayList<>();
        while (nodes.hasNext()) {
            Resource item = resolver.getResource(nodes.nextNode().getPath());
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    /**
     * Lists items, newest first, from the index {@code heraldInbox}. A page goes on after the last item of the one
     * before, wherever that stands now: what left the list meanwhile makes none of the others be skipped.
     */
    InboxPage page(InboxQuery query, InboxAccess eyes) {
        Cursor cursor = Cursor.parse(query.after());
        try (ResourceResolver resolver = repository.open()) {
            Optional<String> article = query.article().isEmpty()
                    ? Optional.empty()
                    : Optional.of(Articles.identity(resolver, query.article()).orElse("none"));
            Query jcr = Nodes.session(resolver)
                    .getWorkspace()
                    .getQueryManager()
                    .createQuery(statement(query, article, cursor), Query.JCR_SQL2);
            jcr.setLimit(MOST_READ);
            return page(resolver, jcr.execute().getNodes(), query, cursor, eyes);
        } catch (RepositoryException e) {
            throw new IllegalStateException("cannot list the inbox", e);
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
        return sql.append(" ORDER BY r.[herald:order] DESC OPTION(INDEX TAG " + Index.TAG + ")")
                .toString();
    }

    /** One condition for any combination of filters: see {@link InboxFacets}. */
    private static void condition(StringBuilder sql, InboxQuery query) {
        String facet = InboxFacets.asked(query.state(), query.network(), query.site());
        if (facet.isEmpty()) {
            sql.append("r.[herald:listed] = true");
        } else {
            sql.append("r.[herald:facets] = '").append(facet.replace("'", "''")).append('\'');
        }
    }

    /** Items of one order are read together: only all of them can be put in a row that stays the same. */
    private InboxPage page(
            ResourceResolver resolver, NodeIterator nodes, InboxQuery query, Cursor cursor, InboxAccess eyes)
            throws RepositoryException {
        List<Found> found = new ArrayList<>();
        long last = Long.MAX_VALUE;
        int read = 0;
        for (; nodes.hasNext(); read++) {
            Resource node = resolver.getResource(nodes.nextNode().getPath());
            Found next = node == null ? null : Found.of(node);
            if (next == null) {
                continue;
            }
            if (found.size() > query.size() && next.place().order() != last) {
                break;
            }
            last = next.place().order();
            if (next.place().isAfter(cursor) && isAsked(query, node) && eyes.see(resolver, node)) {
                found.add(next);
            }
        }
        boolean all = read < MOST_READ;
        return page(resolver, found, query.size(), all ? null : Cursor.before(last), eyes);
    }

    /** @param rest where to go on reading when nothing more was found; null at the end */
    private InboxPage page(ResourceResolver resolver, List<Found> found, int size, Cursor rest, InboxAccess eyes) {
        List<Found> sorted = found.stream()
                .filter(one -> rest == null || rest.order() <= one.place().order())
                .sorted(Comparator.comparing(Found::place))
                .toList();
        List<Found> shown = sorted.subList(0, Math.min(size, sorted.size()));
        List<InboxItem> items =
                shown.stream().map(one -> read(resolver, one.node(), eyes)).toList();
        Cursor next = sorted.size() > size ? shown.get(size - 1).place() : rest;
        return new InboxPage(items, next == null ? "" : next.text());
    }

    /** The index follows a moment later. */
    private static boolean isAsked(InboxQuery query, Resource node) {
        ReviewState state = InboxNodes.state(node.getValueMap());
        return query.state() == null ? state != ReviewState.DELETED : state == query.state();
    }

    private record Found(Cursor place, Resource node) {
        static Found of(Resource node) {
            return new Found(new Cursor(node.getValueMap().get(PN_ORDER, 0L), InboxNodes.id(node)), node);
        }
    }

    /** Reads one item. */
    Optional<InboxItem> find(String id, InboxAccess eyes) {
        try (ResourceResolver resolver = repository.open()) {
            return InboxNodes.find(resolver, id)
                    .filter(node -> eyes.see(resolver, node))
                    .map(node -> read(resolver, node, eyes));
        }
    }

    /** What was decided about what people said below a post, of the first items of its article that are there. */
    public static Set<ReviewState> states(ResourceResolver resolver, ShareStore.RemoteThread post) {
        Resource folder = resolver.getResource(InboxNodes.folder(post.article()));
        Set<ReviewState> states = EnumSet.noneOf(ReviewState.class);
        Iterator<Resource> items = folder == null ? Collections.emptyIterator() : folder.listChildren();
        for (int i = 0; items.hasNext() && i < MOST_OF_ARTICLE; i++) {
            ValueMap values = items.next().getValueMap();
            if (post.path().equals(Nodes.string(values, PN_SHARE)) && !values.get(PN_OWN, false)) {
                states.add(InboxNodes.state(values));
            }
        }
        return states;
    }

    /** The site that an item came in for; empty where it is unknown. */
    String site(String id) {
        try (ResourceResolver resolver = repository.open()) {
            return InboxNodes.find(resolver, id)
                    .map(node -> Nodes.string(node.getValueMap(), PN_SITE))
                    .orElse("");
        }
    }

    private InboxItem read(ResourceResolver resolver, Resource node, InboxAccess eyes) {
        ValueMap values = node.getValueMap();
        String article = node.getParent().getName();
        String profileId = Nodes.string(values, PN_PROFILE);
        Resource profile = resolver.getResource(PROFILES + "/" + profileId);
        String parent = Nodes.string(values, PN_PARENT);
        return InboxItem.builder()
                .id(article + "." + node.getName())
                .profileId(profileId)
                .profileTitle(profile == null ? profileId : Nodes.string(profile.getValueMap(), PN_TITLE))
                .network(Nodes.string(values, PN_NETWORK))
                .articlePath(Articles.locate(resolver, article).orElse(""))
                .articleTitle(Nodes.string(values, PN_ARTICLE_TITLE))
                .authorHandle(Nodes.string(values, PN_AUTHOR_HANDLE))
                .authorName(Nodes.string(values, PN_AUTHOR_NAME))
                .text(Nodes.string(values, PN_TEXT))
                .warning(Nodes.string(values, PN_WARNING))
                .media(Attached.of(values).stream()
                        .map(one -> new InboxItem.Medium(one.kind(), one.url(), one.description()))
                        .toList())
                .url(Nodes.uri(values, PN_URL))
                .threadUrl(Nodes.uri(values, PN_THREAD_URL))
                .at(Nodes.instant(values, PN_AT).orElse(Instant.EPOCH))
                .collectedAt(Nodes.instant(values, PN_COLLECTED_AT).orElse(Instant.EPOCH))
                .visibility(Visibility.valueOf(Nodes.string(values, PN_VISIBILITY)))
                .state(InboxNodes.state(values))
                .own(values.get(PN_OWN, false))
                .parentId(parent.isEmpty() ? "" : article + "." + parent)
                .answers(answers(resolver, values))
                .version(InboxNodes.version(values))
                .may(eyes.may(resolver, node))
                .build();
    }

    private List<Share> answers(ResourceResolver resolver, ValueMap values) {
        return Arrays.stream(values.get(PN_ANSWERS, new String[0]))
                .map(id -> shares.ask().find(resolver, id))
                .flatMap(Optional::stream)
                .toList();
    }
}
