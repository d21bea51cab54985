package org.herald.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.Profile;
import org.herald.core.profile.ServerLane;

/**
 * Which profiles are checked next. Each has its own minute in the six hours, by its id, so that many never come together,
 * also not after a start; of one server there is one at a time. Pure.
 */
final class CheckPlan {
    /** In one look; the others have their turn at the next. */
    static final int MOST = 5;

    private CheckPlan() {}

    /** Those that are due, the longest unchecked first. */
    static List<Profile> due(List<Profile> profiles, Map<String, Known> known, Instant now) {
        Set<String> waiting = new HashSet<>();
        for (Profile profile : profiles) {
            if (known.getOrDefault(profile.id(), Known.NOTHING).notBefore().isAfter(now)) {
                waiting.add(ServerLane.of(profile)); // limits are of the application, too: all of that server wait
            }
        }
        List<Profile> candidates = new ArrayList<>(profiles);
        candidates.removeIf(profile -> !profile.enabled()
                || !profile.connected()
                || waiting.contains(ServerLane.of(profile))
                || !isDue(profile, known.getOrDefault(profile.id(), Known.NOTHING), now));
        Map<String, Instant> last = new HashMap<>();
        known.forEach((id, one) -> last.put(id, one.triedAt().orElse(Instant.EPOCH)));
        candidates.sort(Comparator.comparing(profile -> last.getOrDefault(profile.id(), Instant.EPOCH)));
        Set<String> lanes = new HashSet<>();
        return candidates.stream()
                .filter(profile -> lanes.add(ServerLane.of(profile)))
                .limit(MOST)
                .toList();
    }

    private static boolean isDue(Profile profile, Known known, Instant now) {
        return known.triedAt()
                .map(tried -> tried.isBefore(turn(profile.id(), now)) || tried.isAfter(now))
                .orElse(true);
    }

    /** When the profile's turn was last. */
    static Instant turn(String profileId, Instant now) {
        long every = Checks.EVERY.toSeconds();
        long own = Math.floorMod(profileId.hashCode(), every);
        long since = Math.floorMod(now.getEpochSecond() - own, every);
        return now.minus(Duration.ofSeconds(since));
    }
}
