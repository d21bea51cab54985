package org.herald.simulators.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Tokens.Grant;

/** How much is too much. Days are those of UTC. */
final class Throttle {
    /** Microsoft Learn, Share on LinkedIn: 150 requests a day for a member. */
    private static final int POSTS_A_DAY = 150;

    private static final int ANY = 100_000;
    private static final int COMMENTS_A_MINUTE = 20;

    private final Clock clock;
    private final Map<String, Integer> today = new HashMap<>();
    private final List<Instant> comments = new ArrayList<>();
    private LocalDate day = LocalDate.EPOCH;
    private int perDay = ANY;

    Throttle(Clock clock) {
        this.clock = clock;
    }

    /** How many requests an application has a day. */
    void perDay(int most) {
        perDay = most;
    }

    void any() throws Violation {
        count("application", perDay, "APPLICATION");
    }

    void posts(Grant grant) throws Violation {
        count("posts of " + grant.person(), POSTS_A_DAY, "MEMBER");
    }

    private void count(String what, int most, String whose) throws Violation {
        LocalDate now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!now.equals(day)) {
            day = now;
            today.clear();
        }
        if (today.merge(what, 1, Integer::sum) > most) {
            throw new Violation("the day's requests are used up", daily(whose));
        }
    }

    static Reply daily(String whose) {
        return Errors.reply(
                429,
                101,
                "TOO_MANY_REQUESTS",
                "Resource level throttle " + whose + " DAY limit for calls to this resource is reached.");
    }

    void comments() throws Violation {
        comments.removeIf(at -> at.plus(Duration.ofMinutes(1)).isBefore(clock.instant()));
        comments.add(clock.instant());
        if (comments.size() > COMMENTS_A_MINUTE) {
            String message = "Comment create throttled: creation rate limit exceeded for member";
            throw new Violation(message, Errors.reply(429, "TOO_MANY_REQUESTS", message));
        }
    }
}
