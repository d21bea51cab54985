package org.herald.core.repo;

import static org.herald.core.repo.Names.*;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.jcr.query.Query;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;

/**
 * Herald's property indexes, and every question that is asked of them. Each question names its index by tag: Oak's own
 * estimates depend on what lies in the repository, and would now and then walk all nodes of a type instead.
 */
public enum Index {
    /** The shares of an article, by its identity. */
    SHARE_ARTICLE("heraldShareArticle", NT_SHARE, PN_ARTICLE),
    /** Posts by the tracking token that their link holds. */
    VARIANT_TRACKING_TOKEN("heraldVariantWord", NT_VARIANT, PN_TRACKING_TOKEN),
    /** Posts by their state. */
    VARIANT_STATE("heraldVariantState", NT_VARIANT, PN_STATE),
    /** Posts on a network by the profile that sent them. */
    VARIANT_SENT_BY("heraldVariantSentBy", NT_VARIANT, "herald:sentBy"),
    /** Posts on a network by the profile that sent them and the day that it did. */
    VARIANT_SENT_ON("heraldVariantSentOn", NT_VARIANT, PN_SENT_ON),
    /** Posts by the profile and day that they count on, and by what they wait for of its budget. */
    VARIANT_BUDGET("heraldVariantBudget", NT_VARIANT, PN_BUDGET),
    /** Posts that did not arrive, by who wanted them and the day that they were wanted on. */
    VARIANT_FAILED_ON("heraldVariantFailedOn", NT_VARIANT, PN_FAILED_ON),
    /** The comments of pages whose renderers do not have them yet. */
    COMMENTS_WAITING("heraldCommentsWaiting", NT_COMMENTS, "herald:waiting"),
    /** Posts by the minute that they wait for. */
    VARIANT_MINUTES("heraldVariantMinutes", NT_VARIANT, PN_MINUTES, "heraldTimes"),
    /** Posts by the day that they are shown on. */
    VARIANT_DAYS("heraldVariantDays", NT_VARIANT, PN_DAYS, "heraldTimes"),
    /** Articles by their stage. */
    WORKFLOW_STAGE("heraldWorkflowStage", NT_WORKFLOW, "herald:stage"),
    /** Articles whose posts are to be sent yet. */
    WORKFLOW_UNSENT("heraldWorkflowUnsent", NT_WORKFLOW, "herald:unsent"),
    /** Articles by the minute that they wait for. */
    WORKFLOW_MINUTES("heraldWorkflowMinutes", NT_WORKFLOW, PN_MINUTES, "heraldTimes"),
    /** Articles by the day that they are shown on. */
    WORKFLOW_DAYS("heraldWorkflowDays", NT_WORKFLOW, PN_DAYS, "heraldTimes"),
    /** What was decided about an article. */
    AUDIT_ARTICLE("heraldAuditArticle", NT_AUDIT, PN_ARTICLE),
    /** What was decided about a site on a day; see {@link DueIndex#siteDay}. */
    AUDIT_SITE_DAY("heraldAuditSiteDay", NT_AUDIT, PN_SITE_DAY),
    /** The same in a month, for a long time without anything; see {@link DueIndex#siteMonth}. */
    AUDIT_SITE_MONTH("heraldAuditSiteMonth", NT_AUDIT, PN_SITE_MONTH),
    /** Articles by whom they wait for. */
    WORKFLOW_WAITS_FOR("heraldWorkflowWaitsFor", NT_WORKFLOW, "herald:waitsFor"),
    /** Notices that wait for the mail. */
    NOTICE_MAILED("heraldNoticeMailed", NT_NOTICE, "herald:mailed");

    /** The tag of every index that has none of its own, that of the inbox too. */
    public static final String TAG = "herald";

    /** The tag of the index of pages by their titles, in Lucene. */
    public static final String PAGES = "heraldPages";

    private final String definition;
    private final String type;
    private final String property;
    private final String tag;

    Index(String definition, String type, String property) {
        this(definition, type, property, TAG);
    }

    Index(String definition, String type, String property, String tag) {
        this.definition = definition;
        this.type = type;
        this.property = property;
        this.tag = tag;
    }

    /** The index of a node type by one of its properties. */
    public static Index of(String type, String property) {
        return Stream.of(values())
                .filter(index -> index.type.equals(type) && index.property.equals(property))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no index of " + type + " by " + property));
    }

    /** The name of its definition in the repository. */
    String definition() {
        return definition;
    }

    /** All nodes whose property has a value. */
    public Stream<Resource> equalTo(ResourceResolver resolver, String value) {
        return find(resolver, whereEqual(value));
    }

    /** All nodes whose property has one of some values; none when there are no values. */
    public Stream<Resource> anyOf(ResourceResolver resolver, Collection<String> values) {
        return values.isEmpty() ? Stream.empty() : find(resolver, whereAny(values));
    }

    /** All nodes that have the property. */
    public Stream<Resource> set(ResourceResolver resolver) {
        return find(resolver, whereSet());
    }

    String whereEqual(String value) {
        return statement("= " + literal(value));
    }

    String whereAny(Collection<String> values) {
        return statement("IN (" + values.stream().map(Index::literal).collect(Collectors.joining(", ")) + ")");
    }

    String whereSet() {
        return statement("IS NOT NULL");
    }

    private String statement(String condition) {
        return "SELECT * FROM [" + type + "] WHERE [" + property + "] " + condition + " OPTION(INDEX TAG " + tag + ")";
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static Stream<Resource> find(ResourceResolver resolver, String statement) {
        Iterable<Resource> found = () -> resolver.findResources(statement, Query.JCR_SQL2);
        return StreamSupport.stream(found.spliterator(), false);
    }
}
