package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.AuditEntry;
import org.herald.WorkflowState;
import org.herald.core.notice.NotificationStore;
import org.herald.core.repo.Backwards;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** What was decided: added to, never changed. */
final class AuditLog {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final int MOST = 10_000;

    private AuditLog() {}

    /** The article that an entry is about. */
    record AuditSubject(String identity, String path, String title, String site) {
        NotificationStore.NotificationContent notice(String by, String what, String comment) {
            return new NotificationStore.NotificationContent(what, identity, path, title, by, comment);
        }
    }

    /** Adds an entry to what the resolver is about to commit. */
    static void add(
            ResourceResolver resolver,
            Instant now,
            AuditSubject article,
            String by,
            String what,
            WorkflowState from,
            WorkflowState to,
            String comment)
            throws PersistenceException {
        Resource day = Nodes.obtain(resolver, AUDIT + "/" + DAY.format(now), NT_FOLDER);
        Map<String, Object> values = new HashMap<>();
        values.put(PN_ARTICLE, article.identity());
        values.put(PN_ARTICLE_PATH, article.path());
        values.put(PN_ARTICLE_TITLE, article.title());
        values.put(PN_SITE, article.site());
        values.put(PN_SITE_DAY, DueIndex.siteDay(article.site(), now));
        values.put(PN_AT, Nodes.date(now));
        values.put(PN_BY, by);
        values.put(PN_WHAT, what);
        values.put(PN_FROM, from.name());
        values.put(PN_STAGE, to.name());
        values.put(PN_COMMENT, comment);
        Nodes.create(day, UUID.randomUUID().toString(), NT_AUDIT, values);
    }

    /** What was decided about an article, newest first. */
    static List<AuditEntry> ofArticle(ResourceResolver resolver, String identity) {
        return newestFirst(Index.AUDIT_ARTICLE.equalTo(resolver, identity).limit(MOST))
                .toList();
    }

    /**
     * What was decided about the articles of a site, newest first: as far back as it takes.
     *
     * @param before only what was decided earlier
     * @param wanted what counts
     */
    static List<AuditEntry> ofSite(
            ResourceResolver resolver, String site, Instant before, int most, Predicate<AuditEntry> wanted) {
        return Backwards.through(resolver.getResource(AUDIT), before)
                .map(days -> days.newest(most, AuditEntry::at, some -> ofDays(resolver, site, some)
                        .filter(entry -> entry.at().isBefore(before))
                        .filter(wanted)))
                .orElse(List.of());
    }

    private static Stream<AuditEntry> ofDays(ResourceResolver resolver, String site, List<LocalDate> days) {
        List<String> values =
                days.stream().map(day -> DueIndex.siteDay(site, day)).toList();
        return Index.AUDIT_SITE_DAY.anyOf(resolver, values).map(node -> entry(node.getValueMap()));
    }

    private static Stream<AuditEntry> newestFirst(Stream<Resource> nodes) {
        return nodes.map(node -> entry(node.getValueMap()))
                .sorted(Comparator.comparing(AuditEntry::at).reversed());
    }

    private static AuditEntry entry(ValueMap values) {
        return new AuditEntry(
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, PN_ARTICLE_PATH),
                Nodes.string(values, PN_ARTICLE_TITLE),
                Nodes.string(values, PN_BY),
                Nodes.string(values, PN_WHAT),
                WorkflowState.valueOf(Nodes.string(values, PN_FROM)),
                WorkflowState.valueOf(Nodes.string(values, PN_STAGE)),
                Nodes.string(values, PN_COMMENT));
    }
}
