package org.herald.core.conversation;

import static org.herald.core.repo.Names.*;

import java.util.ArrayList;
import java.util.List;
import org.apache.sling.api.resource.ModifiableValueMap;
import org.apache.sling.api.resource.Resource;
import org.herald.core.repo.Nodes;

/** The reading order of an article's comments, as it stands beside them. */
public final class CommentOrder {
    private CommentOrder() {}

    /** Reads it; of comments that an earlier version of Herald left it is made of them all. */
    public static ReadingOrder of(Resource folder) {
        return ReadingOrder.decode(Nodes.string(folder.getValueMap(), PN_READING_ORDER))
                .orElseGet(() -> made(folder));
    }

    /** Makes it anew of what is there and may be shown. */
    static ReadingOrder made(Resource folder) {
        List<ReadingOrder.Entry> entries = new ArrayList<>();
        for (Resource child : folder.getChildren()) {
            if (StoredComment.mayBeShown(child.getValueMap())) {
                entries.add(StoredComment.entry(child.getName(), child.getValueMap()));
            }
        }
        return ReadingOrder.of(entries);
    }

    /** Writes it. */
    static void write(ModifiableValueMap folder, ReadingOrder order) {
        folder.put(PN_READING_ORDER, order.encode());
    }
}
