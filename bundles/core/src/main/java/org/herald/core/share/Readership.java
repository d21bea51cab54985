package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.WorkflowState;
import org.herald.core.repo.Articles;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;
import org.herald.core.share.DuePost.Visible;

/** Whether readers find the article that a variant leads to. */
final class Readership {
    private Readership() {}

    /** Whether they did when the variant was decided; there may be none. */
    static boolean wasPublic(Resource variant) {
        return variant != null && variant.getValueMap().get(PN_WAS_PUBLIC, false);
    }

    static Visible of(ResourceResolver resolver, Resource variant, Instant now) {
        String identity = Nodes.string(variant.getParent().getValueMap(), PN_ARTICLE);
        boolean isPublic = !identity.isEmpty()
                && Articles.locate(resolver, identity)
                        .filter(path -> Articles.isPublic(resolver, path))
                        .isPresent();
        return isPublic ? Visible.NOW : coming(resolver, identity, now);
    }

    /** An article that is to be published at this minute is published in a moment, whoever asks first. */
    private static Visible coming(ResourceResolver resolver, String identity, Instant now) {
        Resource workflow = identity.length() < 2 ? null : resolver.getResource(Articles.decisions(identity));
        if (workflow == null) {
            return Visible.NO;
        }
        ValueMap values = workflow.getValueMap();
        String stage = values.get(PN_STAGE, "");
        boolean due = stage.equals(WorkflowState.SCHEDULED.name()) && DueIndex.hasCome(values, now);
        return due || stage.equals(WorkflowState.PUBLISHING.name()) ? Visible.COMING : Visible.NO;
    }
}
