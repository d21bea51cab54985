package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;

/** Which articles are where on their way. Reads only. */
final class WorkflowQueries {
    private static final int MOST = 2_000;

    private WorkflowQueries() {}

    /**
     * An article that waits for somebody.
     *
     * @param path where it is now
     * @param by who did what led here
     * @param at since when
     * @param note what was said about it
     */
    record Found(String path, String title, WorkflowRecord state, String by, Instant at, String note) {}

    /** The articles that wait for somebody, or for those who review, where they are now. */
    static List<Found> waitingFor(ResourceResolver resolver, String user) {
        return Index.WORKFLOW_WAITS_FOR
                .anyOf(resolver, List.of(WorkflowRecord.REVIEWERS, WorkflowRecord.PERSON + user))
                .limit(MOST)
                .flatMap(node ->
                        Articles.locate(resolver, node.getName()).map(path -> found(path, node.getValueMap())).stream())
                .toList();
    }

    private static Found found(String path, ValueMap values) {
        return new Found(
                path,
                Nodes.string(values, PN_ARTICLE_TITLE),
                WorkflowNodes.read(values),
                Nodes.string(values, PN_BY),
                Nodes.instant(values, PN_AT).orElse(Instant.EPOCH),
                Nodes.string(values, WorkflowNodes.PN_COMMENT));
    }

    /** The articles for which something is to be done now, where they are now. */
    static List<String> due(ResourceResolver resolver, DueIndex timetable, Instant now) {
        return timetable
                .look(resolver, NT_WORKFLOW, now)
                .filter(node -> WorkflowNodes.read(node.getValueMap()).pending().stream()
                        .anyMatch(at -> !at.isAfter(now)))
                .flatMap(node -> Articles.locate(resolver, node.getName()).stream())
                .toList();
    }

    /**
     * An article with its times.
     *
     * @param path where it was last seen
     */
    record CalendarArticle(String identity, String path, String title, String site, WorkflowRecord state) {}

    /** The articles with something in a time. */
    static List<CalendarArticle> shown(ResourceResolver resolver, Instant from, Instant to) {
        return DueIndex.between(resolver, NT_WORKFLOW, from, to)
                .map(node -> {
                    ValueMap values = node.getValueMap();
                    return new CalendarArticle(
                            node.getName(),
                            Nodes.string(values, PN_ARTICLE_PATH),
                            Nodes.string(values, PN_ARTICLE_TITLE),
                            Nodes.string(values, PN_SITE),
                            WorkflowNodes.read(values));
                })
                .toList();
    }

    /** The articles that are public, and whose posts are not queued yet. */
    static List<String> unsent(ResourceResolver resolver) {
        return nodes(resolver, WorkflowNodes.PN_UNSENT, "true")
                .flatMap(node -> Articles.locate(resolver, node.getName()).stream())
                .toList();
    }

    private static Stream<Resource> nodes(ResourceResolver resolver, String property, String value) {
        return Index.of(NT_WORKFLOW, property).equalTo(resolver, value);
    }
}
