package org.herald.connectors.instagram;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.herald.connectors.meta.GraphErrors;
import org.herald.connectors.meta.GraphFailure;
import org.herald.kit.http.Answer;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** What the errors mean that only Instagram has (Instagram Platform, Error Codes); the others are the Graph API's. Pure. */
final class InstagramErrors {
    static final Duration PAUSE = Duration.ofMinutes(1);
    static final Duration QUOTA_PAUSE = Duration.ofHours(1);
    static final String QUOTA =
            "Instagram takes no more posts of this account by API today: the next goes as soon as there is room.";

    private static final String NOT_FETCHED =
            "Instagram could not fetch the picture or video from the site's public address: an administrator checks that"
                    + " it can be reached from the internet without a password.";

    private static final int SLOW = 2207003;
    private static final int ENDED = 2207020;
    private static final int SERVER = 2207001;
    private static final int NOT_MADE = 2207032;
    private static final int UNKNOWN = 2207053;
    private static final int RESTRICTED = 2207051;
    private static final int FULL = 2207042;
    private static final int NO_BUILDER = 2207008;
    private static final int INACTIVE = 2207050;
    private static final int UNREACHABLE = 2207052;
    private static final int NOT_READY = 2207027;

    private InstagramErrors() {}

    /** For a container, which nobody sees: whatever is not a refusal is tried again. */
    static Outcome making(Answer answer, Instant now) {
        return own(answer, now)
                .map(outcome -> repeated(outcome, now))
                .orElseGet(() -> GraphErrors.reading(answer, now));
    }

    private static Outcome repeated(Outcome outcome, Instant now) {
        return outcome instanceof Outcome.Uncertain uncertain
                ? new Outcome.Later(now.plus(PAUSE), uncertain.why())
                : outcome;
    }

    /** For what readers see. */
    static Outcome changing(Answer answer, Instant now) {
        return own(answer, now).orElseGet(() -> GraphErrors.changing(answer, now));
    }

    private static Optional<Outcome> own(Answer answer, Instant now) {
        return GraphFailure.of(answer)
                .filter(failure -> !GraphErrors.isTrouble(answer) || failure.is(FULL, RESTRICTED))
                .flatMap(failure -> meant(failure, now));
    }

    private static Optional<Outcome> meant(GraphFailure failure, Instant now) {
        return Optional.ofNullable(
                switch (failure.subcode()) {
                    case SLOW -> new Outcome.Later(
                            now.plus(PAUSE), "Instagram could not fetch the picture or video in time.");
                        // it may be gone because it was published
                    case ENDED, NO_BUILDER -> new Outcome.Uncertain("Instagram has let go of what was prepared.");
                    case SERVER, NOT_MADE, UNKNOWN -> new Outcome.Uncertain("Instagram had trouble of its own.");
                        // users report that the post is live all the same
                    case RESTRICTED -> new Outcome.Uncertain(
                            "Instagram says that it restricts what this account does; the post may be live all the same.");
                    case FULL -> new Outcome.Later(now.plus(QUOTA_PAUSE), QUOTA);
                    case INACTIVE -> new Outcome.Refused(
                            Reason.AUTHORISATION,
                            "Instagram has restricted this account: somebody signs in to it at instagram.com and does"
                                    + " what is asked there.");
                    case UNREACHABLE -> new Outcome.Refused(Reason.CONTENT, NOT_FETCHED);
                    case NOT_READY -> new Outcome.Later(now.plus(PAUSE), "Instagram still works on the post.");
                    default -> null;
                });
    }

    /** Why the work on a container failed, where that is not the file's fault; empty where it is. */
    static Optional<String> unfetched(String status) {
        return Optional.of(NOT_FETCHED).filter(why -> status.contains(String.valueOf(UNREACHABLE)));
    }

    /** Whether the work on a container failed for a reason that may be gone the next time. */
    static boolean passes(String status) {
        String words = String.valueOf(status);
        return java.util.stream.IntStream.of(SLOW, SERVER, NOT_MADE, UNKNOWN)
                .anyMatch(code -> words.contains(String.valueOf(code)));
    }
}
