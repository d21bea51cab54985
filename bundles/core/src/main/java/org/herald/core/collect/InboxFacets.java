package org.herald.core.collect;

import java.util.ArrayList;
import java.util.List;
import org.herald.ReviewState;

/**
 * The combinations of filters by which an item can be asked for, stored with it as one property: the index then reads
 * one list of matches, where three conditions would have it intersect three long ones.
 */
final class InboxFacets {
    private static final String MARK = "|";

    private InboxFacets() {}

    /** Every combination that finds an item; those without a state leave deleted items out. */
    static String[] of(ReviewState state, String network, String site) {
        List<String> facets = new ArrayList<>();
        for (int mask = 1; mask < 8; mask++) {
            boolean anyState = (mask & 1) == 0;
            if (!anyState || state != ReviewState.DELETED) {
                facets.add(asked(anyState ? null : state, (mask & 2) == 0 ? "" : network, (mask & 4) == 0 ? "" : site));
            }
        }
        return facets.stream().distinct().filter(facet -> !facet.isEmpty()).toArray(String[]::new);
    }

    /** The combination that is asked for: null and empty mean any; empty when all are. */
    static String asked(ReviewState state, String network, String site) {
        boolean any = state == null && network.isEmpty() && site.isEmpty();
        return any ? "" : (state == null ? "" : state.name()) + MARK + network + MARK + site;
    }
}
