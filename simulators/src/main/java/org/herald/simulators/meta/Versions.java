package org.herald.simulators.meta;

import java.time.Instant;
import java.util.Map;
import org.herald.simulators.Violation;

/** The versions of the Graph API, and when they end (Graph API Changelog; the guide to publishing videos shows v27.0). */
final class Versions {
    private static final int FIRST = 20;
    private static final int NEWEST = 27;
    private static final Map<Integer, Instant> ENDS = Map.of(
            20, Instant.parse("2026-09-24T00:00:00Z"),
            21, Instant.parse("2027-01-21T00:00:00Z"));

    private Versions() {}

    /** Refuses a version that ended, and one that is not there. */
    static void check(String version, Instant now) throws Violation {
        int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
        Instant end = ENDS.get(major);
        if (major < FIRST || end != null && !now.isBefore(end)) {
            throw GraphError.of(
                            2635,
                            0,
                            "(#2635) You are calling a deprecated version of the API. Please update to the"
                                    + " latest version: v" + NEWEST + ".0.")
                    .violation("version " + version + " ended");
        }
        if (major > NEWEST) {
            throw GraphError.of(2500, 0, "Unknown path components: /" + version).violation("no version " + version);
        }
    }
}
