package org.herald.connectors.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.spi.Connection;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/**
 * What the Graph API says when it does not do something: {@code {"error": {"code", "error_subcode", "message", …}}}.
 * The code tells what it is, the HTTP status next to nothing. Pure.
 *
 * @param code 0 where the answer is no such document
 * @param words what the network says to people, or to developers; never a token
 */
record Failure(int status, int code, int subcode, String words) {
    private static final int TOKEN = 190;
    private static final int PARAMETER = 100;
    private static final int NO_OBJECT = 33;
    private static final int PERMISSION = 10;
    private static final int FIRST_PERMISSION = 200;
    private static final int LAST_PERMISSION = 299;
    private static final int NO_MEDIA = 24;
    private static final int MEDIA_NOT_FOUND = 4279009;
    private static final int RESTRICTED = 4279013;
    private static final int POSTS_USED_UP = 2207042;
    private static final int FALSE_ALARM = 2207051;
    private static final int NOT_READY = 2207027;
    private static final int POLICY_BLOCK = 368;
    private static final int DUPLICATE = 506;
    private static final int SERVER_ERROR = 500;

    /** Session, token missing: as good as no token. */
    private static final Set<Integer> NO_SIGN_IN = Set.of(102, 104, TOKEN);
    /** The app's, the account's and the page's limits, and those of single calls. */
    private static final Set<Integer> LIMITS = Set.of(4, 17, 32, 613);
    /** Unknown trouble, and a service that is down. */
    private static final Set<Integer> TROUBLE = Set.of(1, 2);
    /** The app asks for what is not there: a path, a version, a capability. */
    private static final Set<Integer> APP = Set.of(3, 2500, 2635);
    /** The file cannot be fetched, or is not as it must be. */
    private static final Set<Integer> FILE =
            Set.of(2207003, 2207004, 2207005, 2207009, 2207023, 2207026, 2207052, 2207053, 2207057);

    private static final String LINKS = "THREADS_API__LINK_LIMIT_EXCEEDED";
    private static final String TOO_LONG = "characters long";
    private static final Duration SHORTLY = Duration.ofMinutes(1);
    private static final Duration LIMIT_PAUSE = Duration.ofMinutes(15);
    private static final Duration QUOTA_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final String USAGE = "X-Business-Use-Case-Usage";

    /** Reads what an answer says; no code where it is none of the Graph API's. */
    static Failure of(Answer answer) {
        if (!(answer instanceof Answer.Received received)) {
            return new Failure(0, 0, 0, "");
        }
        JsonNode error = Json.tree(received.text()).map(d -> d.path("error")).orElse(null);
        if (error == null || !error.isObject()) {
            return new Failure(received.status(), 0, 0, "");
        }
        String forPeople = error.path("error_user_msg").asText("");
        return new Failure(
                received.status(),
                error.path("code").asInt(0),
                error.path("error_subcode").asInt(0),
                HttpErrorMapping.clean(
                        forPeople.isEmpty() ? error.path("message").asText("") : forPeople));
    }

    /** What is asked for is not there, or is not to be seen by this account: the network does not tell which. */
    boolean isGone() {
        return code == PARAMETER && subcode == NO_OBJECT;
    }

    /** A container or a post that the network does not find, which may be a moment's. */
    boolean isNotFoundYet() {
        return code == NO_MEDIA || subcode == MEDIA_NOT_FOUND;
    }

    /** The account, or the app, asked too often: whatever is asked next has to wait, too. */
    boolean isLimit() {
        return LIMITS.contains(code);
    }

    /** What an answer means that is not the one hoped for, to a request that makes something public. */
    static Outcome changing(Answer answer, Instant now) {
        Failure failure = of(answer);
        return failure.known(answer, now).orElseGet(() -> HttpErrorMapping.changing(answer, failure.words(), now));
    }

    /** The same for a request that can be repeated. */
    static Outcome reading(Answer answer, Instant now) {
        Failure failure = of(answer);
        Outcome outcome =
                failure.known(answer, now).orElseGet(() -> HttpErrorMapping.reading(answer, failure.words(), now));
        return outcome instanceof Outcome.Uncertain uncertain
                ? new Outcome.Later(now.plus(SHORTLY), uncertain.why())
                : outcome;
    }

    /** The same for a sign-in: nothing of what is said there is repeated. */
    static Connection.Denied denied(Answer answer, Instant now) {
        Failure said = of(answer);
        Failure silent = new Failure(said.status(), said.code(), said.subcode(), "");
        return HttpErrorMapping.denied(
                silent.known(answer, now).orElseGet(() -> HttpErrorMapping.reading(answer, "", now)));
    }

    /** What the code tells; empty where there is none, or it tells no more than the status. */
    private Optional<Outcome> known(Answer answer, Instant now) {
        if (code == 0) {
            return Optional.empty();
        }
        if (subcode != 0) {
            Optional<Outcome> outcome = bySubcode(now);
            if (outcome.isPresent()) {
                return outcome;
            }
        }
        if (NO_SIGN_IN.contains(code)) {
            return refused(Reason.AUTHORISATION, signIn());
        }
        if (LIMITS.contains(code)) {
            return Optional.of(new Outcome.Later(
                    regained((Answer.Received) answer, now), "Threads asks to wait (code " + code + ")."));
        }
        if (TROUBLE.contains(code) || status >= SERVER_ERROR) { // people saw code 10 with a 500, and the post was live
            return Optional.of(new Outcome.Uncertain("Threads had a failure of its own (code " + code + ")."));
        }
        return byCode(now);
    }

    private Optional<Outcome> bySubcode(Instant now) {
        if (FILE.contains(subcode)) {
            return refused(
                    Reason.CONTENT,
                    "Threads could not fetch a picture or video from its public address, or does not take it: "
                            + words);
        }
        return switch (subcode) {
            case POSTS_USED_UP -> Optional.of(usedUp(now));
            case FALSE_ALARM -> Optional.of(
                    new Outcome.Uncertain("Threads says that it blocked the post (code " + code + ")."));
            case NOT_READY, MEDIA_NOT_FOUND -> Optional.of(notYet(now));
            case RESTRICTED -> refused(
                    Reason.SERVER, "Threads has restricted the account: an administrator looks at it on Threads.");
            default -> Optional.empty();
        };
    }

    private Optional<Outcome> byCode(Instant now) {
        if (code == PERMISSION || code >= FIRST_PERMISSION && code <= LAST_PERMISSION) {
            return refused(
                    Reason.AUTHORISATION,
                    "Threads has not given Herald the permission for this: an administrator connects the profile again"
                            + " and agrees to everything that is asked.");
        }
        if (APP.contains(code)) {
            return refused(
                    Reason.SERVER,
                    "Threads does not know what was asked (code " + code
                            + "): an administrator looks at the version of the API in the configuration.");
        }
        return switch (code) {
            case PARAMETER -> parameter();
            case NO_MEDIA -> Optional.of(notYet(now));
            case POLICY_BLOCK -> Optional.of(
                    new Outcome.Later(now.plus(QUOTA_PAUSE), "Threads has blocked the account for a while."));
            case DUPLICATE -> refused(Reason.DUPLICATE, "Threads says that it has this post already.");
            default -> Optional.empty();
        };
    }

    private Optional<Outcome> parameter() {
        if (isGone()) {
            return refused(Reason.GONE, "Threads does not have it any more, or does not show it to this account.");
        }
        if (words.contains(LINKS)) {
            return refused(Reason.CONTENT, "Threads takes at most five different links in a post.");
        }
        String emoji =
                words.contains(TOO_LONG) ? " An emoji counts as several characters there, as many as its bytes." : "";
        return refused(Reason.CONTENT, "Threads does not take it: " + words + emoji);
    }

    private static Optional<Outcome> refused(Reason reason, String why) {
        return Optional.of(new Outcome.Refused(reason, why));
    }

    private static Outcome notYet(Instant now) {
        return new Outcome.Later(now.plus(SHORTLY), "Threads is still preparing the post.");
    }

    /** The day's quota is used up; nobody tells when the first of it is free again. */
    static Outcome.Later usedUp(Instant now) {
        return new Outcome.Later(
                now.plus(QUOTA_PAUSE), "The account has used what Threads allows it within twenty-four hours.");
    }

    private String signIn() {
        String what =
                switch (subcode) {
                    case 458 -> "The account has removed Herald's app on Threads.";
                    case 459, 464 -> "Threads wants the account's owner to sign in at Threads and confirm something.";
                    case 460 -> "The password of the account was changed, so Threads ended the sign-in.";
                    case 463 -> "The sign-in at Threads has ended.";
                    default -> "Threads does not accept the sign-in (any more).";
                };
        return what + " An administrator connects the profile again.";
    }

    /** Minutes, in Meta's header about the usage of an app; a while where it does not say. */
    private static Instant regained(Answer.Received answer, Instant now) {
        long minutes = answer.header(USAGE).flatMap(Json::tree).stream()
                .flatMap(usage -> usage.findValues("estimated_time_to_regain_access").stream())
                .mapToLong(JsonNode::asLong)
                .max()
                .orElse(0);
        if (minutes > 0) {
            Duration wait = Duration.ofMinutes(Math.min(minutes, LONGEST.toMinutes()));
            return now.plus(wait);
        }
        return answer.status() == 429 && HttpErrorMapping.changing(answer, "", now) instanceof Outcome.Later later
                ? later.notBefore()
                : now.plus(LIMIT_PAUSE);
    }
}
