package org.herald.connectors.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** What the errors of the Graph API mean (Handling Errors; Rate Limiting; Page Videos; Instagram, Error Codes). Pure. */
public final class GraphErrors {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration RATE_PAUSE = Duration.ofMinutes(15);
    private static final Duration FAST_PAUSE = Duration.ofMinutes(30);
    private static final Duration BLOCK_PAUSE = Duration.ofHours(6);
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final int SERVER_ERROR = 500;
    private static final int FIRST_PERMISSION = 200;
    private static final int LAST_PERMISSION = 299;
    private static final int FIRST_BUSINESS_LIMIT = 80_000;
    private static final int LAST_BUSINESS_LIMIT = 80_014;

    /** A subcode of ours: Meta was not asked. */
    private static final int ELSEWHERE = -1;

    private GraphErrors() {}

    /** As if Meta had refused a token that is not its own: nothing was sent. */
    static Answer elsewhere() {
        String body = Json.write(Map.of("error", Map.of("code", 190, "error_subcode", ELSEWHERE, "message", "")));
        return new Answer.Received(401, name -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** For a request that was to change something on the network: what may have happened is uncertain. */
    public static Outcome changing(Answer answer, Instant now) {
        Optional<GraphFailure> failure = GraphFailure.of(answer);
        return failure.isPresent()
                ? meant(failure.get(), (Answer.Received) answer, now)
                : HttpErrorMapping.changing(answer, "", now);
    }

    /** For a request that changes nothing readers see: it can be repeated. */
    public static Outcome reading(Answer answer, Instant now) {
        if (GraphFailure.of(answer).isEmpty()) {
            return HttpErrorMapping.reading(answer, "", now);
        }
        return changing(answer, now) instanceof Outcome.Uncertain uncertain
                ? new Outcome.Later(now.plus(PAUSE), uncertain.why())
                : changing(answer, now);
    }

    /** Whether the API says that there is no such object, or none that the token may see. */
    public static boolean isAbsent(Answer answer) {
        return !isTrouble(answer)
                && GraphFailure.of(answer).filter(GraphErrors::isAbsent).isPresent();
    }

    private static boolean isAbsent(GraphFailure failure) {
        return failure.code() == 100 && failure.subcode() == 33 || failure.code() == 803;
    }

    private static Outcome meant(GraphFailure failure, Answer.Received answer, Instant now) {
        if (failure.is(1390008)) {
            return new Outcome.Later(now.plus(FAST_PAUSE), "Meta says that this account posts too fast.");
        }
        if (isLimit(failure.code())) {
            return new Outcome.Later(regained(answer, now), "Meta asks to wait (too many requests).");
        }
        if (isTrouble(answer)) {
            return trouble(failure);
        }
        if (failure.is(1366051) || failure.code() == 506) {
            return new Outcome.Refused(
                    Reason.DUPLICATE, "Meta says that it has this already: " + failure.words() + ".");
        }
        if (failure.code() == 368) {
            return new Outcome.Later(
                    now.plus(BLOCK_PAUSE), "Meta has blocked this account for a while: " + failure.words() + ".");
        }
        return refused(failure).orElseGet(() -> other(failure, answer, now));
    }

    /** Whether Meta calls it trouble of its own: then a code that is known otherwise is no proof that nothing was done. */
    public static boolean isTrouble(Answer answer) {
        return GraphFailure.of(answer)
                .filter(failure -> failure.passing() || ((Answer.Received) answer).status() >= SERVER_ERROR)
                .isPresent();
    }

    private static Outcome trouble(GraphFailure failure) {
        return new Outcome.Uncertain("Meta had trouble of its own (error " + failure.code() + ").");
    }

    private static boolean isLimit(int code) {
        return switch (code) {
            case 4, 17, 32, 341, 613 -> true;
            default -> code >= FIRST_BUSINESS_LIMIT && code <= LAST_BUSINESS_LIMIT;
        };
    }

    private static Optional<Outcome> refused(GraphFailure failure) {
        if (isAbsent(failure)) {
            return refused(Reason.GONE, "It is not there any more, or the token may not see it.");
        }
        return switch (failure.code()) {
            case 102, 190 -> refused(Reason.AUTHORISATION, ended(failure.subcode()));
            case 3, 10 -> refused(Reason.AUTHORISATION, lacking(failure));
            case 2635 -> refused(
                    Reason.SERVER,
                    "This version of the Graph API has ended: an administrator sets a newer one in the connector's"
                            + " configuration.");
            case 101, 191, 2500 -> refused(
                    Reason.SERVER,
                    "Meta does not know what was asked: an administrator checks the app's id, its addresses and the"
                            + " version in the connector's configuration (error " + failure.code() + ").");
            case 100 -> parameter(failure);
            case 324, 352, 382, 389, 1500, 6000, 9004, 36000, 36001, 36003, 36004, 1366046, 1609005 -> refused(
                    Reason.CONTENT, taken(failure));
            default -> failure.code() >= FIRST_PERMISSION && failure.code() <= LAST_PERMISSION
                    ? refused(Reason.AUTHORISATION, lacking(failure))
                    : Optional.empty();
        };
    }

    private static Optional<Outcome> refused(Reason reason, String why) {
        return Optional.of(new Outcome.Refused(reason, why));
    }

    /** The words are ours: Meta's may repeat the token. */
    private static String ended(int subcode) {
        String what =
                switch (subcode) {
                    case 458 -> "The person who connected this account has removed the app.";
                    case 459,
                            464 -> "Meta wants the person who connected this account to sign in at facebook.com first.";
                    case 460 -> "The person who connected this account has changed the password.";
                    case 463 -> "The sign-in has ended.";
                    case 492 -> "The person who connected this account no longer has a role on the page.";
                    case ELSEWHERE -> "The sign-in is of another server than the one that is configured now.";
                    default -> "Meta does not take the sign-in any more.";
                };
        return what + " An administrator connects the profile again.";
    }

    private static String lacking(GraphFailure failure) {
        return "The sign-in lacks a permission: " + failure.words()
                + ". An administrator connects the profile again and allows everything that is asked for.";
    }

    private static Optional<Outcome> parameter(GraphFailure failure) {
        if (String.valueOf(failure.message()).contains("appsecret_proof")) {
            return refused(
                    Reason.AUTHORISATION,
                    "The token belongs to another app than the one in the connector's configuration, or its secret is"
                            + " wrong: an administrator checks them.");
        }
        return refused(Reason.CONTENT, taken(failure));
    }

    private static String taken(GraphFailure failure) {
        return "Meta does not take it: " + failure.words() + ".";
    }

    private static Outcome other(GraphFailure failure, Answer.Received answer, Instant now) {
        boolean image = failure.is(2069016, 2069019);
        boolean passing = failure.code() == 1 || failure.code() == 2;
        boolean upload = failure.code() == 390 || failure.code() == 6001; // of a video, "please try again"
        if (!image && (passing || upload)) {
            return trouble(failure);
        }
        return image || answer.status() == 400
                ? new Outcome.Refused(Reason.CONTENT, taken(failure))
                : HttpErrorMapping.changing(answer, failure.words(), now);
    }

    /** When a limit lets go: in minutes, in the header that businesses are told by; the longest of all. */
    static Instant regained(Answer.Received answer, Instant now) {
        long minutes = answer.header("X-Business-Use-Case-Usage")
                .flatMap(Json::tree)
                .map(GraphErrors::minutes)
                .orElse(0L);
        Duration wait = minutes > 0 ? Duration.ofMinutes(minutes) : RATE_PAUSE;
        return now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static long minutes(JsonNode usage) {
        long most = 0;
        for (JsonNode minutes : usage.findValues("estimated_time_to_regain_access")) {
            most = Math.max(most, minutes.asLong());
        }
        return most;
    }
}
