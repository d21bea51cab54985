package org.herald.connectors.linkedin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.connectors.linkedin.Documents.Failure;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.spi.Collected;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** What LinkedIn's refusals mean, by the tables of errors of its pages. Pure. */
final class Failures {
    private static final int UNAVAILABLE = 503;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern DUPLICATE = Pattern.compile("duplicate of (urn:li:[A-Za-z]+:[0-9]+)");
    private static final Pattern DUPLICATED = Pattern.compile("(?i)\\bduplicate\\b");

    private final String version;
    private final String web;

    /**
     * @param version which is asked for, to be named where it has ended
     * @param web where people read posts
     */
    Failures(String version, String web) {
        this.version = version;
        this.web = web;
    }

    /** For a request that was to change something readers see: a lost answer is uncertain. */
    Outcome changing(Said said, Instant now) {
        if (said.status() == UNAVAILABLE) { // LinkedIn does not say that it did nothing, and a proxy cannot know
            return new Outcome.Uncertain("LinkedIn says that it is not available (HTTP " + UNAVAILABLE + ").");
        }
        return known(said, now).orElseGet(() -> HttpErrorMapping.changing(said.answer(), words(said), now));
    }

    /** For a request that can be repeated. */
    Outcome reading(Said said, Instant now) {
        return known(said, now).orElseGet(() -> HttpErrorMapping.reading(said.answer(), words(said), now));
    }

    /** For the reading of a thread. */
    Collected notCollected(Said said, Instant now) {
        Outcome trouble = reading(said, now);
        return said.answer() == null
                ? HttpErrorMapping.notCollected(trouble)
                : HttpErrorMapping.notCollected(said.answer(), trouble);
    }

    private static String words(Said said) {
        return said.failure().map(Failure::message).orElse("");
    }

    private Optional<Outcome> known(Said said, Instant now) {
        if (said.denied() != null) {
            return Optional.of(
                    said.denied().reason() == Reason.AUTHORISATION
                            ? new Outcome.Refused(
                                    Reason.AUTHORISATION, said.denied().why())
                            : new Outcome.Later(now.plus(MINUTE), said.denied().why()));
        }
        if (!(said.answer() instanceof Answer.Received received) || received.isSuccess()) {
            return Optional.empty();
        }
        String message = Objects.requireNonNullElse(words(said), "");
        return Optional.ofNullable(
                switch (received.status()) {
                    case 400 -> badRequest(said.code(), now);
                    case 401 -> refused(
                            Reason.AUTHORISATION,
                            "LinkedIn does not take the sign-in any more: an administrator connects the profile again.");
                    case 403 -> refused(
                            Reason.AUTHORISATION,
                            "LinkedIn does not let the application or the member do this (“"
                                    + HttpErrorMapping.clean(message)
                                    + "”): an administrator checks the application's permissions and the member's role"
                                    + " on the page.");
                    case 409 -> new Outcome.Later(now.plus(MINUTE), "LinkedIn was busy with the same thing.");
                    case 422 -> duplicate(said, message);
                    case 426 -> refused(
                            Reason.SERVER,
                            "Version " + version + " of LinkedIn's API does not work (any more): an administrator sets"
                                    + " another one in the configuration “Herald: LinkedIn”.");
                    case 429 -> throttled(message, now);
                    default -> null;
                });
    }

    /** What a post is a duplicate of, where LinkedIn names it. */
    static Optional<String> original(Said said) {
        return Optional.of(DUPLICATE.matcher(Objects.toString(words(said), "")))
                .filter(Matcher::find)
                .map(named -> named.group(1));
    }

    private static Outcome refused(Reason reason, String why) {
        return new Outcome.Refused(reason, why);
    }

    private static Outcome badRequest(String code, Instant now) {
        return switch (Objects.requireNonNullElse(code, "")) {
            case "MEDIA_ASSET_WAITING_UPLOAD" -> new Outcome.Later(
                    now.plus(SOON), "LinkedIn is still processing the picture or video.");
            case "EXPIRED_UPLOAD_URL" -> new Outcome.Later(now.plus(SOON), "The upload took too long: it begins anew.");
            case "MEDIA_ASSET_PROCESSING_FAILED", "UPDATING_ASSET_FAILED" -> refused(
                    Reason.CONTENT, "LinkedIn could not process the picture or video: choose another one.");
            case "FIELD_LENGTH_TOO_LONG" -> refused(
                    Reason.CONTENT, "LinkedIn finds the text, or a title in it, too long: shorten it.");
            case "VERSION_MISSING", "VERSION_INVALID" -> refused(
                    Reason.SERVER,
                    "LinkedIn does not know the version of its API: an administrator sets another one in the"
                            + " configuration “Herald: LinkedIn”.");
            default -> null;
        };
    }

    private Outcome duplicate(Said said, String message) {
        if (!DUPLICATED.matcher(message).find()) {
            return null;
        }
        String where = original(said).map(urn -> ": " + Urns.address(web, urn)).orElse("");
        return refused(
                Reason.DUPLICATE,
                "LinkedIn has the same post already, and takes no second one for ten minutes" + where + ".");
    }

    /** A day's limits are those of UTC's days (Microsoft Learn, Rate Limiting); LinkedIn sends no Retry-After. */
    private static Outcome throttled(String message, Instant now) {
        if (message.contains(" DAY limit")) {
            Instant midnight = LocalDate.ofInstant(now, ZoneOffset.UTC)
                    .plusDays(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
            return new Outcome.Later(midnight, "The day's requests to LinkedIn are used up.");
        }
        return message.startsWith("Comment create throttled")
                ? new Outcome.Later(now.plus(MINUTE), "LinkedIn asks to comment more slowly.")
                : null;
    }
}
