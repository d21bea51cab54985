package org.herald.simulators.meta;

import java.time.Duration;
import org.herald.simulators.Json;

/**
 * An error that is answered to requests to come, as a test wants it.
 *
 * @param where a part of method and path
 * @param does whether the request does its work all the same
 * @param regain how long until the limit lets go, as the header tells; zero for no header
 */
public record Planned(GraphError error, String where, int times, boolean does, Duration regain) {
    boolean meets(GraphCall call) {
        return times > 0 && (call.method() + " " + call.call().path()).contains(where);
    }

    Planned once() {
        return new Planned(error, where, times - 1, does, regain);
    }

    /** The header's value for a page (Graph API, Rate Limiting): minutes, rounded up. */
    String usage(String id, String type) {
        long minutes = (regain.toSeconds() + 59) / 60;
        return Json.write(java.util.Map.of(
                id,
                java.util.List.of(java.util.Map.of(
                        "type",
                        type,
                        "call_count",
                        100,
                        "total_cputime",
                        20,
                        "total_time",
                        20,
                        "estimated_time_to_regain_access",
                        minutes))));
    }
}
