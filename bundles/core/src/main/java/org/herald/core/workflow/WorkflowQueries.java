package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.Stage;
import org.herald.core.repo.Articles;
import org.herald.core.repo.Index;
import org.herald.core.repo.Nodes;
import org.herald.core.repo.Timetable;

/** Which articles are where on their way. Reads only. */
final class WorkflowQueries {
    private static final int MOST = 10_000;

    private WorkflowQueries() {}

    /** An article that is somewhere on its way. */
    record Found(String articlePath, State state) {}

    /** The articles in a stage whose state is wanted, where they are now. */
    static List<Found> in(ResourceResolver resolver, Stage stage, Predicate<State> wanted) {
        return nodes(resolver, StateNodes.PN_STAGE, stage.name())
                .limit(MOST)
                .map(node -> new Found(node.getName(), StateNodes.read(node.getValueMap())))
                .filter(found -> wanted.test(found.state()))
                .flatMap(found ->
                        Articles.locate(resolver, found.articlePath())
                                .map(path -> new Found(path, found.state()))
                                .stream())
                .toList();
    }

    /** The articles for which something is to be done now, where they are now. */
    static List<String> due(ResourceResolver resolver, Timetable timetable, Instant now) {
        return timetable
                .look(resolver, NT_WORKFLOW, now)
                .filter(node ->
                        StateNodes.read(node.getValueMap()).pending().stream().anyMatch(at -> !at.isAfter(now)))
                .flatMap(node -> Articles.locate(resolver, node.getName()).stream())
                .toList();
    }

    /**
     * An article with its times.
     *
     * @param path where it was last seen
     */
    record Shown(String identity, String path, String title, String site, State state) {}

    /** The articles with something in a time. */
    static List<Shown> shown(ResourceResolver resolver, Instant from, Instant to) {
        return Timetable.between(resolver, NT_WORKFLOW, from, to)
                .map(node -> {
                    ValueMap values = node.getValueMap();
                    return new Shown(
                            node.getName(),
                            Nodes.string(values, PN_ARTICLE_PATH),
                            Nodes.string(values, PN_ARTICLE_TITLE),
                            Nodes.string(values, PN_SITE),
                            StateNodes.read(values));
                })
                .toList();
    }

    /** The articles that are public, and whose posts are not queued yet. */
    static List<String> unsent(ResourceResolver resolver) {
        return nodes(resolver, StateNodes.PN_UNSENT, "true")
                .flatMap(node -> Articles.locate(resolver, node.getName()).stream())
                .toList();
    }

    private static Stream<Resource> nodes(ResourceResolver resolver, String property, String value) {
        return Index.of(NT_WORKFLOW, property).equalTo(resolver, value);
    }
}
