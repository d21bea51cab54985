package org.herald.core.repo;

import static org.herald.core.repo.Names.*;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;

/**
 * Finds what has its time, however much there is: by the minutes that something is to happen at, and by the days that it
 * is shown on, both in UTC and both indexed.
 */
public final class DueIndex {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final int BACK = 10;
    private static final Duration SWEEP = Duration.ofMinutes(BACK);
    /** What was recorded further in the future than this was recorded by a clock that was wrong. */
    public static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** What has its time, and was not done yet when it was seen last. */
    private final Set<String> waiting = new LinkedHashSet<>();

    private Instant swept = Instant.EPOCH;

    /** The minutes of some times, as the repository keeps them. */
    public static String[] minutes(Collection<Instant> times) {
        return times.stream().map(MINUTE::format).distinct().toArray(String[]::new);
    }

    /** A day of a site, in UTC: what is kept of a site is found by it, the newest first. */
    public static String siteDay(String site, Instant at) {
        return siteDay(site, day(at));
    }

    /** The same of a day. */
    public static String siteDay(String site, LocalDate day) {
        return site + " " + day;
    }

    /** A month of a site, in UTC, so that a year is asked for in twelve words. */
    public static String siteMonth(String site, Instant at) {
        return siteMonth(site, day(at));
    }

    /** The same of a day in it. */
    public static String siteMonth(String site, LocalDate day) {
        return site + " " + YearMonth.from(day);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The days of some times, as the repository keeps them. */
    public static String[] days(Collection<Instant> times) {
        return times.stream().map(DAY::format).distinct().toArray(String[]::new);
    }

    /**
     * What waits for a time that has come, or is about to within the minute: what came in the last minutes, and what was
     * found before and still waits; at the first look, every ten minutes, and when the clock was set back, all that waits,
     * so that nothing is ever missed. Reads only.
     */
    public synchronized Stream<Resource> look(ResourceResolver resolver, String type, Instant now) {
        Map<String, Resource> found = new LinkedHashMap<>();
        if (swept.plus(SWEEP).isBefore(now) || swept.isAfter(now)) {
            swept = now;
            all(resolver, type).forEach(node -> found.put(node.getPath(), node));
        } else {
            Index.of(type, PN_MINUTES)
                    .anyOf(
                            resolver,
                            IntStream.rangeClosed(0, BACK)
                                    .mapToObj(back -> MINUTE.format(now.minus(back, ChronoUnit.MINUTES)))
                                    .toList())
                    .forEach(node -> found.put(node.getPath(), node));
            waiting.forEach(path -> found.computeIfAbsent(path, resolver::getResource));
        }
        String minute = MINUTE.format(now);
        waiting.clear();
        found.forEach((path, node) -> {
            if (hasCome(node.getValueMap(), minute)) {
                waiting.add(path);
            }
        });
        return found.values().stream();
    }

    private static boolean hasCome(ValueMap values, String minute) {
        return Stream.of(values.get(PN_MINUTES, new String[0])).anyMatch(waits -> waits.compareTo(minute) <= 0);
    }

    /** Tells whether a node waits for a time that has come, or is about to within the minute. */
    public static boolean hasCome(ValueMap values, Instant now) {
        return hasCome(values, MINUTE.format(now));
    }

    /** All that waits for a time. */
    public static Stream<Resource> all(ResourceResolver resolver, String type) {
        return Index.of(type, PN_MINUTES).set(resolver);
    }

    /** What is shown on the days between two instants. */
    public static Stream<Resource> between(ResourceResolver resolver, String type, Instant from, Instant to) {
        long first = day(from).toEpochDay();
        long last = day(to).toEpochDay();
        return Index.of(type, PN_DAYS)
                .anyOf(
                        resolver,
                        LongStream.rangeClosed(first, last)
                                .mapToObj(day -> LocalDate.ofEpochDay(day).toString())
                                .toList());
    }
}
