package org.herald.connectors.x;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.herald.connectors.x.Documents.Problem;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/**
 * What an answer of X means that is not the one hoped for (docs.x.com, "Response codes and errors"). X tells refusals of 403
 * apart by sentences alone, and documents few of them: what is not known is repeated for a person to read. Pure.
 */
final class Refusals {
    /** How long a limit lasts whose end X does not tell (docs.x.com, "Rate limits": mostly fifteen minutes). */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofHours(24);
    /** Somebody has to buy credits or raise a limit: it is asked again now and then. */
    private static final Duration UNTIL_PAID = Duration.ofHours(1);

    private static final String SIGN_IN =
            "X does not take the sign-in (any more): an administrator connects the profile anew.";
    static final String ENROLLED = "X does not let this app do that: an administrator checks the app's permissions"
            + " (Read and write) in X's Developer Console, and connects the profile anew.";
    private static final String PAY = "an administrator raises it in X's Developer Console (console.x.com), or it waits"
            + " until the next month.";

    private Refusals() {}

    /** The kinds of 403 that X has one status for. */
    enum Kind {
        DUPLICATE,
        NOT_SUMMONED,
        GONE,
        CAPPED,
        NOT_ALLOWED,
        OTHER
    }

    /** Tells what an answer of 403 is about; empty for another answer. */
    static Optional<Kind> kind(Answer answer) {
        return answer instanceof Answer.Received received && received.status() == 403
                ? Optional.of(kind(problem(received)))
                : Optional.empty();
    }

    private static Kind kind(Problem problem) {
        String said = problem.said().toLowerCase(Locale.ROOT);
        if (problem.is("usage-capped") || said.contains("spend cap")) {
            return Kind.CAPPED;
        }
        if (said.contains("duplicate content")) {
            return Kind.DUPLICATE;
        }
        if (said.contains("not been mentioned") || said.contains("otherwise engaged")) {
            return Kind.NOT_SUMMONED;
        }
        if (said.contains("deleted or not visible")) {
            return Kind.GONE;
        }
        boolean silent = said.isEmpty() || said.equals("forbidden");
        boolean app = problem.is("client-forbidden")
                || problem.is("unsupported-authentication")
                || problem.is("oauth1-permissions")
                || said.contains("not permitted to perform this action");
        return silent || app ? Kind.NOT_ALLOWED : Kind.OTHER;
    }

    /** For a request that was to change something: what may have happened is uncertain. */
    static Outcome changing(Answer answer, Instant now) {
        if (!(answer instanceof Answer.Received received)) {
            return HttpErrorMapping.changing(answer, "", now);
        }
        Problem problem = problem(received);
        switch (received.status()) {
            case 401:
                return new Outcome.Refused(Reason.AUTHORISATION, SIGN_IN);
            case 402:
                return new Outcome.Later(
                        now.plus(UNTIL_PAID), "There are no credits left at X: an administrator buys some there.");
            case 403:
                return forbidden(problem, now);
            case 429:
                return problem.is("usage-capped") ? capped(now) : tooMany(received, now);
            case 503: // X is known to do what was asked, and to say this
                return new Outcome.Uncertain("X says that it is not available (HTTP 503).");
            default:
                return HttpErrorMapping.changing(answer, problem.said(), now);
        }
    }

    /** For a request that can be repeated. */
    static Outcome reading(Answer answer, Instant now) {
        boolean understood = answer instanceof Answer.Received received && received.isSuccess();
        Outcome outcome = understood ? HttpErrorMapping.reading(answer, "", now) : changing(answer, now);
        return outcome instanceof Outcome.Uncertain uncertain
                ? new Outcome.Later(now.plus(Duration.ofMinutes(1)), uncertain.why())
                : outcome;
    }

    private static Outcome forbidden(Problem problem, Instant now) {
        String said = HttpErrorMapping.clean(problem.said());
        return switch (kind(problem)) {
            case CAPPED -> capped(now);
            case DUPLICATE -> new Outcome.Refused(
                    Reason.DUPLICATE, "X has this text already: look there before you try again, or change it.");
            case NOT_SUMMONED -> new Outcome.Refused(
                    Reason.NOT_SUMMONED, "X lets only those answer by its API who were named or quoted.");
            case GONE -> new Outcome.Refused(Reason.GONE, "What is answered is not on X any more.");
            case NOT_ALLOWED -> new Outcome.Refused(Reason.AUTHORISATION, ENROLLED);
            case OTHER -> new Outcome.Refused(Reason.CONTENT, "X does not take it: " + said + " (HTTP 403).");
        };
    }

    private static Outcome capped(Instant now) {
        return new Outcome.Later(now.plus(UNTIL_PAID), "The spending limit at X is reached: " + PAY);
    }

    private static Outcome tooMany(Answer.Received answer, Instant now) {
        return new Outcome.Later(resumes(answer, now), "X asks to wait (too many requests).");
    }

    /**
     * When it may be tried again. X has windows of fifteen minutes, and of a day for users and apps: each tells its own end,
     * and the one that is used up counts. There is no Retry-After.
     */
    static Instant resumes(Answer.Received answer, Instant now) {
        Instant told = Stream.of("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")
                .filter(window -> answer.header(window + "-remaining").stream().anyMatch("0"::equals))
                .flatMap(window -> reset(answer, window).stream())
                .max(Comparator.naturalOrder())
                .or(() -> reset(answer, "x-rate-limit"))
                .orElse(now.plus(WINDOW));
        if (told.isBefore(now.plusSeconds(1))) {
            return now.plusSeconds(1);
        }
        return told.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : told;
    }

    private static Optional<Instant> reset(Answer.Received answer, String window) {
        return answer.header(window + "-reset")
                .filter(value -> value.matches("[0-9]{1,12}"))
                .map(value -> Instant.ofEpochSecond(Long.parseLong(value)));
    }

    private static Problem problem(Answer.Received answer) {
        return Json.read(answer.text(), Problem.class).orElse(new Problem("", "", "", null));
    }

    /** Whether X says that there is no such file: it was forgotten, or never arrived whole. */
    static boolean isFileUnknown(Answer answer) {
        return answer instanceof Answer.Received received
                && (received.status() == 404
                        || received.status() == 400
                                && problem(received)
                                        .said()
                                        .toLowerCase(Locale.ROOT)
                                        .contains("media id"));
    }
}
