package org.herald.core.share;

import static org.herald.core.repo.Names.*;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.VariantState;
import org.herald.core.repo.Nodes;
import org.herald.spi.RemoteRef;

/**
 * A variant as the delivery sees it.
 *
 * @param refs the parts that are on the network, in their order
 */
public record DeliveryItem(
        String path,
        VariantState state,
        Dispatch dispatch,
        Instant createdAt,
        Instant deadline,
        int attempts,
        int lookups,
        String articleTitle,
        String answers,
        List<RemoteRef> refs) {
    /** Copies the list. */
    public DeliveryItem {
        refs = List.copyOf(refs);
    }

    /** Which part is to be sent next, or is being sent; 0 is the post itself. */
    public int part() {
        return Math.min(refs.size(), dispatch.parts().size() - 1);
    }

    /** How many posts it takes. */
    public int parts() {
        return dispatch.parts().size();
    }

    /** What is recorded of a part that is on the network: the post itself, or one below it. */
    public Map<String, Object> posted(RemoteRef ref, Instant at) {
        Map<String, Object> values = new HashMap<>();
        values.put(PN_REASON, "");
        if (!refs.isEmpty()) {
            List<RemoteRef> more = new ArrayList<>(refs.subList(1, refs.size()));
            more.add(ref);
            values.put(PN_MORE, ShareNodes.encode(more));
            return values;
        }
        values.put(PN_SENT_BY, dispatch.profileId());
        values.put(PN_REMOTE_ID, ref.id());
        values.put(PN_REMOTE_VERSION, ref.version());
        values.put(PN_URL, Optional.ofNullable(ref.url()).map(URI::toString).orElse(""));
        values.put(PN_SENT_AT, Nodes.date(at));
        return values;
    }

    /** What is recorded when the last part of several was taken back. */
    public Map<String, Object> unposted() {
        return Map.of(PN_MORE, ShareNodes.encode(refs.subList(1, Math.max(1, refs.size() - 1))));
    }
}
