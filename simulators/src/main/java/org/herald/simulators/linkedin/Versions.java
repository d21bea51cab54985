package org.herald.simulators.linkedin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.herald.simulators.Call;
import org.herald.simulators.Violation;

/** Judges the two headers that each request of the versioned API needs. */
final class Versions {
    /** A version is published, and the one of a year before ends, in the middle of its month. */
    private static final int DAY = 15;

    private Versions() {}

    static void judge(Call call, Instant now) throws Violation {
        String version = call.header("LinkedIn-Version").orElse("");
        if (version.isEmpty()) {
            throw Errors.violation(
                    400,
                    "VERSION_MISSING",
                    "A version must be present. Please specify a version by adding the LinkedIn-Version header.");
        }
        if (!version.matches("20[0-9]{2}(0[1-9]|1[0-2])")) {
            throw Errors.violation(400, "VERSION_INVALID", "The version " + version + " is not of the form YYYYMM");
        }
        if (!isActive(version, now)) {
            throw Errors.violation(426, "NONEXISTENT_VERSION", "Requested version " + version + "01 is not active");
        }
        if (!call.header("X-Restli-Protocol-Version").orElse("").equals("2.0.0")) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "X-Restli-Protocol-Version must be 2.0.0");
        }
    }

    private static boolean isActive(String version, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate published = YearMonth.of(
                        Integer.parseInt(version.substring(0, 4)), Integer.parseInt(version.substring(4)))
                .atDay(DAY);
        return !today.isBefore(published) && today.isBefore(published.plusYears(1));
    }
}
