package org.herald.kit.http;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.herald.spi.Collected;
import org.herald.spi.Connection;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** What an answer means that is not the one hoped for. Pure. */
public final class HttpErrorMapping {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration RATE_PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final long EPOCH_SECONDS = 1_000_000_000L;
    private static final int MAX_WORDS = 200;
    private static final String UNCLEAR = "The server's answer cannot be understood.";

    private HttpErrorMapping() {}

    /** For a request that was to change something on the network: a lost answer is uncertain. */
    public static Outcome changing(Answer answer, String said, Instant now) {
        if (answer instanceof Answer.NotSent notSent) {
            return new Outcome.Later(now.plus(PAUSE), notSent.why());
        }
        if (answer instanceof Answer.Lost lost) {
            return new Outcome.Uncertain(lost.why());
        }
        return received((Answer.Received) answer, said, now);
    }

    /** For a request that changes nothing readers see: it can be asked again. */
    public static Outcome reading(Answer answer, String said, Instant now) {
        if (answer instanceof Answer.Received received && received.isSuccess()) {
            return new Outcome.Refused(Reason.SERVER, UNCLEAR);
        }
        Outcome outcome = changing(answer, said, now);
        return outcome instanceof Outcome.Uncertain uncertain
                ? new Outcome.Later(now.plus(PAUSE), uncertain.why())
                : outcome;
    }

    /**
     * What trouble means for a sign-in. Whatever is behind an address that an admin types is not known to be a server of
     * the network: nothing of what it says is repeated, only the status.
     */
    public static Connection.Denied denied(Answer answer, Instant now) {
        return denied(reading(answer, "", now));
    }

    /** The same where the network has words of its own for what went wrong; the outcome must hold none of its words. */
    public static Connection.Denied denied(Outcome trouble) {
        if (trouble instanceof Outcome.Refused refused) {
            boolean sign = refused.reason() == Reason.AUTHORISATION;
            return new Connection.Denied(sign ? Reason.AUTHORISATION : Reason.SERVER, refused.why());
        }
        return new Connection.Denied(Reason.SERVER, trouble instanceof Outcome.Later later ? later.why() : UNCLEAR);
    }

    /** What trouble means for the reading of a thread: an answer that makes no sense may be that thread's alone. */
    public static Collected notCollected(Answer answer, Outcome trouble) {
        boolean account = answer instanceof Answer.NotSent
                || answer instanceof Answer.Received received && (received.status() == 429 || received.status() == 503);
        return notCollected(trouble) instanceof Collected.NotNow later
                ? new Collected.NotNow(later.notBefore(), later.why(), account)
                : notCollected(trouble);
    }

    /** What trouble means for the reading of a thread. */
    public static Collected notCollected(Outcome trouble) {
        if (trouble instanceof Outcome.Refused refused) {
            return new Collected.Failed(refused.reason(), refused.why());
        }
        return trouble instanceof Outcome.Later later
                ? new Collected.NotNow(later.notBefore(), later.why())
                : new Collected.Failed(Reason.SERVER, UNCLEAR);
    }

    /** The words of a server are repeated where they tell an editor or an admin what to do, and nowhere else. */
    private static Outcome received(Answer.Received answer, String said, Instant now) {
        String status = "HTTP " + answer.status();
        String words = said.isEmpty() ? status : clean(said) + " (" + status + ")";
        return switch (answer.status()) {
            case 401, 403 -> new Outcome.Refused(
                    Reason.AUTHORISATION, "The server refuses the sign-in: " + words + ".");
            case 404, 410 -> new Outcome.Refused(Reason.GONE, "The server does not have it: " + status + ".");
            case 400, 409, 413, 415, 422 -> new Outcome.Refused(
                    Reason.CONTENT, "The server does not take it: " + words + ".");
            case 429 -> new Outcome.Later(resumes(answer, now), "The server asks to wait (too many requests).");
                // a proxy says so, too, when the server behind it took the request and did not answer
            case 503 -> new Outcome.Uncertain("The server is not available now: " + status + ".");
            default -> unexpected(answer, status);
        };
    }

    private static Outcome unexpected(Answer.Received answer, String status) {
        return answer.status() / 100 == 3 || answer.status() / 100 == 4
                ? new Outcome.Refused(
                        Reason.SERVER, "The server answers as this network's servers do not: " + status + ".")
                : new Outcome.Uncertain("The server's answer cannot be understood: " + status + ".");
    }

    /** When a rate limit ends, from whichever header tells it: seconds to wait, an epoch second, or a date. */
    static Instant resumes(Answer.Received answer, Instant now) {
        Instant told = answer.header("Retry-After")
                .or(() -> answer.header("RateLimit-Reset"))
                .or(() -> answer.header("X-RateLimit-Reset"))
                .flatMap(value -> instant(value, now))
                .orElse(now.plus(RATE_PAUSE));
        Instant latest = now.plus(LONGEST);
        if (told.isBefore(now.plusSeconds(1))) {
            return now.plusSeconds(1);
        }
        return told.isAfter(latest) ? latest : told;
    }

    static Optional<Instant> instant(String value, Instant now) {
        if (value.matches("[0-9]{1,12}")) {
            long number = Long.parseLong(value);
            return Optional.of(number > EPOCH_SECONDS ? Instant.ofEpochSecond(number) : now.plusSeconds(number));
        }
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeParseException e) {
            return httpDate(value);
        }
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(Instant.from(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A server's words, fit for a log and a screen. */
    public static String clean(String said) {
        String line = said.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }
}
