package org.herald.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.herald.Profile;
import org.herald.ProfileHealth;
import org.herald.ProfileHealth.Point;
import org.herald.ProfileHealth.State;
import org.herald.spi.Fact;

/** How a profile fares, by what is known. Pure: what is not known is not told, and makes nothing well. */
final class Judge {
    /** What was found out longer ago tells nothing of today: two checks were missed. */
    static final Duration STALE = Checks.EVERY.multipliedBy(2).plusHours(1);
    /** Rounds that take turns may be late by this. */
    static final Duration LATE = Duration.ofMinutes(10);
    /** After so many rounds that did not come, something is wrong. */
    static final int ROUNDS = 3;
    /** Where answers are handed out once, they are kept for about this long (Telegram). */
    static final Duration LOST = Duration.ofDays(1);

    private Judge() {}

    /**
     * Judges.
     *
     * @param installed whether there is a connector for it
     * @param collects whether that can read answers
     */
    static ProfileHealth of(Profile profile, Known known, boolean installed, boolean collects, Instant now) {
        List<Point> points = new ArrayList<>(points(profile, known, installed, collects, now));
        points.sort(Comparator.comparing(Point::state).reversed());
        return new ProfileHealth(
                profile.id(),
                state(points),
                points,
                known.checkedAt(),
                succeeded(profile, known),
                profile.collectedAt(),
                known.notBefore());
    }

    /** Well is only what was seen to work. */
    private static State state(List<Point> points) {
        State worst = points.isEmpty() ? State.UNKNOWN : points.get(0).state();
        boolean works = points.stream().anyMatch(point -> point.rule().equals("SIGNED_IN"));
        return worst == State.OK && !works ? State.UNKNOWN : worst;
    }

    private static Optional<Instant> succeeded(Profile profile, Known known) {
        Optional<Instant> collected =
                profile.collectedAt().filter(at -> known.collecting().isEmpty());
        return Stream.concat(known.succeededAt().stream(), collected.stream()).max(Comparator.naturalOrder());
    }

    private static List<Point> points(Profile profile, Known known, boolean installed, boolean collects, Instant now) {
        if (!profile.enabled()) {
            return List.of(one("DISABLED", State.UNKNOWN, "It is disabled: nothing is asked, sent or collected."));
        }
        if (!installed) {
            return List.of(Points.point(
                    "NO_CONNECTOR",
                    State.BROKEN,
                    Map.of("network", profile.network()),
                    "No connector for “" + profile.network() + "” is installed: install it, or delete the profile."));
        }
        if (!profile.connected()) {
            return List.of(one("NOT_CONNECTED", State.WARNING, "It is not connected yet: connect it."));
        }
        List<Point> points = new ArrayList<>();
        said(known, points);
        checked(known, now, points);
        facts(profile, known, now, points);
        if (collects && profile.collectEvery() > 0) {
            profile.collectedAt().ifPresent(last -> points.add(collected(profile, last, now)));
        }
        return points;
    }

    /** What posts and rounds found out, in their words. */
    private static void said(Known known, List<Point> points) {
        if (!known.trouble().isEmpty()) {
            points.add(Points.point("LAST_CALL", State.BROKEN, Map.of("why", known.trouble()), known.trouble()));
        }
        if (!known.collecting().isEmpty()) {
            points.add(
                    Points.point("COLLECTING", State.WARNING, Map.of("why", known.collecting()), known.collecting()));
        }
    }

    private static void checked(Known known, Instant now, List<Point> points) {
        if (known.notBefore().isAfter(now) && !known.waits().isEmpty()) {
            points.add(new Point(
                    "WAITS",
                    State.UNKNOWN,
                    Map.of("why", known.waits()),
                    "The network is asked again at " + Points.time(known.notBefore()) + ": " + known.waits(),
                    Optional.of(known.notBefore())));
        } else if (known.checkedAt().isEmpty()) {
            points.add(
                    one("NEVER_CHECKED", State.UNKNOWN, "It was not checked yet: that happens within some minutes."));
        } else if (known.checkedAt().get().plus(STALE).isBefore(now)) {
            points.add(one("STALE", State.UNKNOWN, "It was not checked lately: what is told here may be over."));
        }
    }

    private static void facts(Profile profile, Known known, Instant now, List<Point> points) {
        for (Fact fact : known.facts()) {
            if (fact instanceof Fact.SignedIn in) {
                points.add(signedIn(profile, in));
            } else if (fact instanceof Fact.Refused refused) {
                points.add(Points.refused(refused));
            } else if (fact instanceof Fact.Ends ends) {
                points.add(Points.ends(ends, now));
            } else if (fact instanceof Fact.Lacks lacks) {
                points.add(Points.lacks(lacks));
            } else if (fact instanceof Fact.Skew skew) {
                points.add(Points.skew(skew));
            } else if (fact instanceof Fact.Quota quota && isCurrent(quota, known, now)) {
                points.add(Points.quota(quota));
            }
        }
    }

    /** What was left of a quota that is whole again by now tells nothing. */
    private static boolean isCurrent(Fact.Quota quota, Known known, Instant now) {
        Instant over = quota.until()
                .orElseGet(() -> known.checkedAt().orElse(Instant.EPOCH).plus(quota.window()));
        return over.isAfter(now);
    }

    private static Point signedIn(Profile profile, Fact.SignedIn in) {
        boolean same = profile.remoteId().isEmpty() || profile.remoteId().equals(in.remoteId());
        return same
                ? one("SIGNED_IN", State.OK, "The sign-in works.")
                : Points.point(
                        "OTHER_ACCOUNT",
                        State.BROKEN,
                        Map.of("account", profile.account()),
                        "The sign-in opens another account: connect the profile again as " + profile.account() + ".");
    }

    private static Point collected(Profile profile, Instant last, Instant now) {
        Duration interval = Duration.ofMinutes(profile.collectEvery());
        Duration bearable = interval.multipliedBy(ROUNDS).plus(LATE);
        Duration age = Duration.between(last, now);
        boolean late = age.compareTo(bearable) > 0;
        boolean lost = late && age.compareTo(LOST) > 0;
        return new Point(
                late ? "COLLECTED_LATE" : "COLLECTED",
                lost ? State.BROKEN : late ? State.WARNING : State.OK,
                Map.of("minutes", Integer.toString(profile.collectEvery())),
                "Answers were collected last on " + Points.time(last) + "."
                        + (late
                                ? " They should be every " + profile.collectEvery() + " minutes: look into the log."
                                : ""),
                Optional.of(last));
    }

    private static Point one(String rule, State state, String message) {
        return Points.point(rule, state, Map.of(), message);
    }
}
