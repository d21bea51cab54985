package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.time.Instant;
import java.util.Map;
import org.herald.VariantState;
import org.herald.core.repo.Nodes;
import org.herald.core.share.ShareStore.VariantChange;

/** What becomes of a variant that begins anew: nothing of what went wrong is left, and it has a day. */
public final class Anew {
    private Anew() {}

    /** It is queued. */
    public static VariantChange queued(Instant at) {
        return new VariantChange(VariantState.QUEUED, values(at));
    }

    static Map<String, Object> values(Instant at) {
        return Map.of(
                PN_NOT_BEFORE,
                Nodes.date(at),
                PN_DEADLINE,
                Nodes.date(at.plus(ShareStore.DEADLINE)),
                PN_MESSAGE,
                "",
                PN_REASON,
                "",
                PN_LOOKUPS,
                0,
                PN_ATTEMPTS,
                0);
    }
}
