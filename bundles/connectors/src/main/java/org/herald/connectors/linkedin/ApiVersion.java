package org.herald.connectors.linkedin;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a version of the API works: a year at least since it was published in the middle of its month (Microsoft
 * Learn, Versioning; seen: 202601 ends 2027-01-15, 202603 ends 2027-03-16). Pure.
 */
final class ApiVersion {
    private static final int DAY = 15;
    private static final int YEAR = 4;
    private static final long SOON = 60;

    private ApiVersion() {}

    /** From when on it is not to be relied on; empty where it is no version. */
    static Optional<LocalDate> end(String version) {
        if (!version.matches("20[0-9]{2}(0[1-9]|1[0-2])")) {
            return Optional.empty();
        }
        int year = Integer.parseInt(version.substring(0, YEAR));
        int month = Integer.parseInt(version.substring(YEAR));
        return Optional.of(YearMonth.of(year, month).plusYears(1).atDay(DAY));
    }

    /** What an administrator must know of a version on a day; empty for nothing. */
    static Optional<String> warning(String version, LocalDate today) {
        String remedy = " An administrator sets a newer one in the configuration “Herald: LinkedIn”.";
        Optional<LocalDate> end = end(version);
        if (end.isEmpty()) {
            return Optional.of("“" + version + "” is no version of LinkedIn's API (YYYYMM)." + remedy);
        }
        if (ChronoUnit.DAYS.between(today, end.get()) > SOON) {
            return Optional.empty();
        }
        String verb = today.isBefore(end.get()) ? " ends on " : " has ended on ";
        return Optional.of("Version " + version + " of LinkedIn's API" + verb + end.get() + "." + remedy);
    }
}
