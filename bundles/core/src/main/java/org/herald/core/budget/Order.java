package org.herald.core.budget;

import static org.herald.core.repo.Names.PN_CREATED;

import java.time.Instant;
import java.util.Comparator;
import org.apache.sling.api.resource.Resource;
import org.herald.core.repo.Nodes;

/** What was wanted first goes first; what was wanted at one moment, in the order of its names. */
record Order(Instant wanted, String path) implements Comparable<Order> {
    static Order of(Resource variant) {
        return new Order(Nodes.instant(variant.getValueMap(), PN_CREATED).orElse(Instant.EPOCH), variant.getPath());
    }

    @Override
    public int compareTo(Order other) {
        return Comparator.comparing(Order::wanted).thenComparing(Order::path).compare(this, other);
    }
}
