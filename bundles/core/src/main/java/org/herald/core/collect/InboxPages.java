package org.herald.core.collect;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.jcr.RepositoryException;
import javax.jcr.query.Query;
import javax.jcr.query.QueryResult;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.InboxItem;
import org.herald.InboxPage;
import org.herald.InboxQuery;
import org.herald.Rejection;
import org.herald.Share;
import org.herald.Visibility;
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
    private final Repository repository;
    private final ShareStore shares;

    @Activate
    public InboxPages(@Reference Repository repository, @Reference ShareStore shares) {
        this.repository = repository;
        this.shares = shares;
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
            return InboxNodes.find(resolver, id).map(node -> read(resolver, node));
        }
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
                InboxNodes.state(values),
                values.get(PN_OWN, false),
                parent.isEmpty() ? "" : article + "." + parent,
                answers(resolver, values),
                InboxNodes.version(values));
    }

    private List<Share> answers(ResourceResolver resolver, ValueMap values) {
        return Arrays.stream(values.get(PN_ANSWERS, new String[0]))
                .map(id -> shares.find(resolver, id))
                .flatMap(Optional::stream)
                .toList();
    }
}
