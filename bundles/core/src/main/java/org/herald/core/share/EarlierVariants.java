package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.Optional;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.herald.core.repo.Nodes;

/** Variants that were sent, or failed, under a version which did not write the day that they are found by. */
public final class EarlierVariants {
    private EarlierVariants() {}

    /**
     * Writes what a variant is found by, without committing.
     *
     * @return whether something was missing
     */
    public static boolean bring(Resource node) {
        if (!node.isResourceType(NT_VARIANT)) {
            return false;
        }
        ModifiableValueMap values = Nodes.values(node);
        return sent(values) | failed(values, node);
    }

    private static boolean sent(ModifiableValueMap values) {
        Optional<Instant> sent = Nodes.instant(values, PN_SENT_AT);
        String by = Nodes.string(values, PN_SENT_BY);
        if (by.isEmpty() || sent.isEmpty() || values.containsKey(PN_SENT_ON)) {
            return false;
        }
        values.put(PN_SENT_ON, SentPosts.key(by, sent.get()));
        return true;
    }

    private static boolean failed(ModifiableValueMap values, Resource node) {
        boolean listed = values.containsKey(PN_FAILED_ON);
        FailedPosts.list(values, node.getParent().getValueMap(), ShareNodes.state(values));
        return listed != values.containsKey(PN_FAILED_ON);
    }
}
