package org.herald.core.workflow;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.herald.core.repo.DueIndex;
import org.herald.core.repo.Nodes;

/** Articles and decisions that were recorded by a version which did not write what they are found by. */
public final class EarlierRecords {
    private EarlierRecords() {}

    /**
     * Writes what a record is found by, without committing.
     *
     * @return whether something was missing
     */
    public static boolean bring(Resource node) {
        if (node.isResourceType(NT_AUDIT)) {
            ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
            boolean missing = values != null && !values.containsKey(PN_SITE_MONTH);
            if (missing) {
                Instant at = Nodes.instant(values, PN_AT).orElse(Instant.EPOCH);
                values.put(PN_SITE_DAY, DueIndex.siteDay(Nodes.string(values, PN_SITE), at));
                values.put(PN_SITE_MONTH, DueIndex.siteMonth(Nodes.string(values, PN_SITE), at));
            }
            return missing;
        }
        if (node.isResourceType(NT_WORKFLOW)) {
            ModifiableValueMap values = node.adaptTo(ModifiableValueMap.class);
            boolean missing = values != null && !values.containsKey(PN_WAITS_FOR);
            if (missing) {
                WorkflowNodes.write(values, WorkflowNodes.read(values));
            }
            return missing;
        }
        return false;
    }
}
