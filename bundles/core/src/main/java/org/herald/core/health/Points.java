package org.herald.core.health;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herald.ProfileHealth.Point;
import org.herald.ProfileHealth.State;
import org.herald.spi.Fact;
import org.herald.spi.Reason;

/** What single facts mean. Pure. */
final class Points {
    /** Before something ends, administrators are told so many days before, and once each. */
    static final List<Integer> DAYS = List.of(14, 7, 1);
    /** Signatures of requests and the ids that some networks derive from the time bear no more than this. */
    static final Duration MOST_SKEW = Duration.ofMinutes(1);
    /** Less than this part of a quota is little. */
    private static final int TENTH = 10;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Points() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    static Point point(String rule, State state, Map<String, String> values, String message) {
        return new Point(rule, state, values, message, Optional.empty());
    }

    static Point refused(Fact.Refused refused) {
        boolean sign = refused.reason() == Reason.AUTHORISATION;
        Map<String, String> why = Map.of("why", refused.why());
        return sign
                ? point(
                        "SIGN_IN_REFUSED",
                        State.BROKEN,
                        why,
                        "The sign-in does not work: " + refused.why() + " Connect the profile again.")
                : point(
                        "UNREACHABLE",
                        State.WARNING,
                        why,
                        "The network could not be asked: " + refused.why()
                                + " If it stays, check the server's address and the connector's configuration.");
    }

    static Point ends(Fact.Ends ends, Instant now) {
        boolean over = !ends.at().isAfter(now);
        if (ends.renewed()) {
            return new Point(
                    ends.what() + "_RENEWED",
                    State.OK,
                    Map.of(),
                    what(ends) + " is renewed by itself.",
                    Optional.empty());
        }
        boolean soon = !ends.at().isAfter(now.plus(Duration.ofDays(DAYS.get(0))));
        State state = over ? State.BROKEN : soon ? State.WARNING : State.OK;
        String remedy = over || soon ? " " + remedy(ends.what()) : "";
        return new Point(
                ends.what() + (over ? "_ENDED" : soon ? "_ENDS_SOON" : "_ENDS"),
                state,
                Map.of("which", ends.which()),
                what(ends) + (over ? " ended on " : " ends on ") + time(ends.at()) + "." + remedy,
                Optional.of(ends.at()));
    }

    private static String what(Fact.Ends ends) {
        return switch (ends.what()) {
            case TOKEN -> "The sign-in";
            case SIGN_IN -> "The consent";
            case DATA_ACCESS -> "The access to the account's data";
            case VERSION -> "Version " + ends.which() + " of the network's API";
        };
    }

    private static String remedy(Fact.End what) {
        return what == Fact.End.VERSION
                ? "Set a newer one in the connector's configuration."
                : "Connect the profile again: that takes a minute.";
    }

    static Point lacks(Fact.Lacks lacks) {
        String what = lacks.what() == Fact.Need.SCOPE ? "SCOPES" : "ROLE";
        if (lacks.names().isEmpty()) {
            return point(what + "_THERE", State.OK, Map.of(), "Nothing is missing of what Herald needs to be allowed.");
        }
        String names = String.join(", ", lacks.names());
        String remedy = lacks.what() == Fact.Need.SCOPE
                ? "Connect the profile again, and allow everything that is asked."
                : "Somebody who runs the page or channel gives that right there.";
        String cost = lacks.posting() ? "Nothing can be posted" : "Not everything can be read, answered or changed";
        return point(
                what + "_MISSING",
                lacks.posting() ? State.BROKEN : State.WARNING,
                Map.of("names", names),
                cost + ", for this is not allowed: " + names + ". " + remedy);
    }

    static Point quota(Fact.Quota quota) {
        boolean none = quota.left() <= 0;
        boolean little = quota.left() * TENTH < quota.total();
        String what = quota.what() == Fact.Counted.POSTS
                ? "posts"
                : quota.what() == Fact.Counted.REPLIES ? "answers" : "requests";
        String left = quota.left() + " of " + quota.total() + " " + what + " are left";
        String until = quota.until().map(at -> " until " + time(at)).orElse("");
        return new Point(
                "QUOTA_" + quota.what(),
                none || little ? State.WARNING : State.OK,
                Map.of("left", Long.toString(quota.left()), "total", Long.toString(quota.total())),
                left + until + "." + (none || little ? " What comes beyond that waits." : ""),
                quota.until());
    }

    static Point skew(Fact.Skew skew) {
        boolean right = skew.ahead().abs().compareTo(MOST_SKEW) <= 0;
        String seconds = Long.toString(skew.ahead().abs().toSeconds());
        return point(
                right ? "CLOCK_RIGHT" : "CLOCK_WRONG",
                right ? State.OK : State.WARNING,
                Map.of("seconds", seconds),
                right
                        ? "The clocks agree."
                        : "The network's clock and this server's differ by " + seconds
                                + " seconds. Set this server's by NTP.");
    }
}
