package org.herald.core.workflow;

import java.time.Instant;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.WorkflowState;
import org.herald.core.repo.Articles;

/**
 * When readers see an article, as far as that is decided.
 *
 * @param gone whether it was deleted
 * @param shown whether they see it now
 * @param publication when they are to see it; empty where nothing is decided
 * @param end when it is taken off the site; empty where it stays
 */
public record ArticleTimes(boolean gone, boolean shown, Optional<Instant> publication, Optional<Instant> end) {
    private static final int IDENTITY = 36;

    /** Reads them with the resolver's rights; of what has no identity, nothing is decided. */
    public static ArticleTimes of(ResourceResolver resolver, String identity) {
        if (identity.length() != IDENTITY) {
            return new ArticleTimes(false, true, Optional.empty(), Optional.empty());
        }
        Optional<String> path = Articles.locate(resolver, identity);
        boolean shown = path.filter(at -> Articles.isPublic(resolver, at)).isPresent();
        Resource node = resolver.getResource(Articles.decisions(identity));
        if (node == null) {
            return new ArticleTimes(path.isEmpty(), shown, Optional.empty(), Optional.empty());
        }
        WorkflowRecord state = WorkflowNodes.read(node.getValueMap());
        boolean coming = state.stage() == WorkflowState.SCHEDULED || state.stage() == WorkflowState.PUBLISHING;
        boolean ends = coming || state.stage() == WorkflowState.PUBLISHED;
        return new ArticleTimes(
                path.isEmpty(),
                shown,
                Optional.ofNullable(coming ? state.start() : null),
                Optional.ofNullable(ends ? state.asked().unpublishAt() : null));
    }

    /** Tells whether readers see it at a time. */
    public boolean isShownAt(Instant at) {
        boolean begun = shown || publication.filter(begin -> !begin.isAfter(at)).isPresent();
        return !gone && begun && end.filter(over -> !over.isAfter(at)).isEmpty();
    }
}
