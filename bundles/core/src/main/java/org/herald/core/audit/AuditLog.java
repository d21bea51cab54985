package org.herald.core.audit;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.sling.api.resource.PersistenceException;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.AuditEntry;
import org.herald.WorkflowState;
import org.herald.core.repo.Backwards;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** What was decided: added to, never changed. */
public final class AuditLog {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final int MOST = 10_000;
    /** From here on months are asked for: so far is read only where next to nothing was found, and each day is a word. */
    private static final int MANY_DAYS = 31;

    private AuditLog() {}

    /** What an entry is about: an article, or a site, which has no identity. */
    public record AuditSubject(String identity, String path, String title, String site) {}

    /** Adds an entry to what the resolver is about to commit. */
    public static void add(
            ResourceResolver resolver,
            Instant now,
            AuditSubject about,
            String by,
            String what,
            WorkflowState from,
            WorkflowState to,
            String comment)
            throws PersistenceException {
        add(resolver, now, about, by, what, from, to, comment, "");
    }

    /** Adds an entry about a post of a profile: it is told to who may see that profile's posts. */
    public static void add(
            ResourceResolver resolver,
            Instant now,
            AuditSubject about,
            String by,
            String what,
            String profile,
            String comment)
            throws PersistenceException {
        add(resolver, now, about, by, what, WorkflowState.DRAFT, WorkflowState.DRAFT, comment, profile);
    }

    private static void add(
            ResourceResolver resolver,
            Instant now,
            AuditSubject about,
            String by,
            String what,
            WorkflowState from,
            WorkflowState to,
            String comment,
            String profile)
            throws PersistenceException {
        Resource day = Nodes.obtain(resolver, AUDIT + "/" + DAY.format(now), NT_FOLDER);
        Map<String, Object> values = new HashMap<>();
        values.put(PN_ARTICLE, about.identity());
        values.put(PN_ARTICLE_PATH, about.path());
        values.put(PN_ARTICLE_TITLE, about.title());
        values.put(PN_SITE, about.site());
        values.put(PN_SITE_DAY, DueIndex.siteDay(about.site(), now));
        values.put(PN_SITE_MONTH, DueIndex.siteMonth(about.site(), now));
        values.put(PN_AT, Nodes.date(now));
        values.put(PN_BY, by);
        values.put(PN_WHAT, what);
        values.put(PN_FROM, from.name());
        values.put(PN_STAGE, to.name());
        values.put(PN_COMMENT, comment);
        values.put(PN_PROFILE, profile);
        Nodes.create(day, UUID.randomUUID().toString(), NT_AUDIT, values);
    }

    /**
     * What was decided about an article, newest first.
     *
     * @param profile whose posts may be told of
     */
    public static List<AuditEntry> ofArticle(ResourceResolver resolver, String identity, Predicate<String> profile) {
        return newestFirst(Index.AUDIT_ARTICLE
                        .equalTo(resolver, identity)
                        .filter(node -> isTold(node, profile))
                        .limit(MOST))
                .toList();
    }

    /**
     * What was decided about the articles of a site, newest first: as far back as it takes.
     *
     * @param before only what was decided earlier
     * @param wanted what counts
     * @param profile whose posts may be told of
     */
    public static List<AuditEntry> ofSite(
            ResourceResolver resolver,
            String site,
            Instant before,
            int most,
            Predicate<AuditEntry> wanted,
            Predicate<String> profile) {
        return Backwards.through(resolver.getResource(AUDIT), before)
                .map(days -> days.newest(most, AuditEntry::at, some -> ofDays(resolver, site, some, profile)
                        .filter(entry -> entry.at().isBefore(before))
                        .filter(wanted)))
                .orElse(List.of());
    }

    private static Stream<AuditEntry> ofDays(
            ResourceResolver resolver, String site, List<LocalDate> days, Predicate<String> profile) {
        boolean many = days.size() > MANY_DAYS;
        Index index = many ? Index.AUDIT_SITE_MONTH : Index.AUDIT_SITE_DAY;
        List<String> values = days.stream()
                .map(day -> many ? DueIndex.siteMonth(site, day) : DueIndex.siteDay(site, day))
                .distinct()
                .toList();
        Set<LocalDate> asked = new HashSet<>(days);
        return index.anyOf(resolver, values)
                .filter(node -> isTold(node, profile))
                .map(node -> entry(node.getValueMap()))
                .filter(entry ->
                        asked.contains(entry.at().atZone(ZoneOffset.UTC).toLocalDate()));
    }

    private static boolean isTold(Resource node, Predicate<String> profile) {
        String about = Nodes.string(node.getValueMap(), PN_PROFILE);
        return about.isEmpty() || profile.test(about);
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
