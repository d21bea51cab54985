package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.AuditEntry;
import org.herald.Stage;
import org.herald.core.notice.NoticeStore;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** What was decided: added to, never changed. */
final class AuditLog {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final int MOST = 10_000;
    private static final String PN_WHAT = "herald:what";
    private static final String PN_FROM = "herald:from";
    private static final String PN_COMMENT = "herald:comment";

    private AuditLog() {}

    /** The article that an entry is about. */
    record Told(String identity, String path, String title, String site) {
        NoticeStore.Told notice(String by, String what, String comment) {
            return new NoticeStore.Told(what, identity, path, title, by, comment);
        }
    }

    /** Adds an entry to what the resolver is about to commit. */
    static void add(
            ResourceResolver resolver,
            Instant now,
            Told article,
            String by,
            String what,
            Stage from,
            Stage to,
            String comment)
            throws PersistenceException {
        Resource day = Nodes.obtain(resolver, AUDIT + "/" + DAY.format(now), NT_FOLDER);
        Map<String, Object> values = new HashMap<>();
        values.put(PN_ARTICLE, article.identity());
        values.put(PN_ARTICLE_PATH, article.path());
        values.put(PN_ARTICLE_TITLE, article.title());
        values.put(PN_SITE, article.site());
        values.put(PN_AT, Nodes.date(now));
        values.put(PN_BY, by);
        values.put(PN_WHAT, what);
        values.put(PN_FROM, from.name());
        values.put(StateNodes.PN_STAGE, to.name());
        values.put(PN_COMMENT, comment);
        Nodes.create(day, UUID.randomUUID().toString(), NT_AUDIT, values);
    }

    /** What was decided about an article, newest first. */
    static List<AuditEntry> ofArticle(ResourceResolver resolver, String identity) {
        return entries(resolver, PN_ARTICLE, identity);
    }

    /** What was decided about the articles of a site, newest first. */
    static List<AuditEntry> ofSite(ResourceResolver resolver, String site) {
        return entries(resolver, PN_SITE, site);
    }

    private static List<AuditEntry> entries(ResourceResolver resolver, String property, String value) {
        return Index.of(NT_AUDIT, property)
                .equalTo(resolver, value)
                .limit(MOST)
                .map(node -> entry(node.getValueMap()))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .toList();
    }

    private static AuditEntry entry(ValueMap values) {
        return new AuditEntry(
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_ARTICLE_PATH),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.string(values, PN_WHAT),
                Stage.valueOf(Nodes.string(values, PN_FROM)),
                Stage.valueOf(Nodes.string(values, StateNodes.PN_STAGE)),
                Nodes.string(values, PN_COMMENT));
    }
}
