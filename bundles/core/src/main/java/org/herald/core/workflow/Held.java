package org.herald.core.workflow;

import java.time.Instant;
import java.util.Set;

/**
 * Posts that wait although their article is public.
 *
 * @param told the names of those about which somebody was told
 * @param since when the first one could not be sent
 * @param next when it is tried again; null for no more
 */
record Held(Set<String> told, Instant since, Instant next) {
    Held {
        told = Set.copyOf(told);
    }
}
