package org.herald.core.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A post that asks for its places.
 *
 * @param createdAt when it was wanted
 * @param held what it has already, in the order of its parts
 * @param kept how many of these are of parts that are on the network
 * @param waited whether it waited for its place before
 * @param letThrough whether an administrator sends it whatever it costs
 */
public record Asked(
        String path,
        String profileId,
        Instant createdAt,
        List<Place> held,
        int kept,
        List<Place> wanted,
        boolean waited,
        boolean letThrough) {
    /** Copies the lists. */
    public Asked {
        held = List.copyOf(held);
        wanted = List.copyOf(wanted);
    }

    /** What it has when it got what it wants. */
    public List<Place> all() {
        List<Place> all = new ArrayList<>(before());
        all.addAll(wanted);
        return all;
    }

    List<Place> before() {
        return held.subList(0, Math.min(kept, held.size()));
    }

    List<Place> replaced() {
        return held.subList(Math.min(kept, held.size()), held.size());
    }
}
