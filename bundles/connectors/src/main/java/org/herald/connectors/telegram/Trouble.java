package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/**
 * What an answer means that is not the hoped-for one. The Bot API tells more in words than in numbers: which words it has
 * is known from the vendor's own server. Pure.
 */
final class Trouble {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int BAD = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private static final Outcome.Refused TOKEN = refused(
            Reason.AUTHORISATION, "Telegram does not take the bot's token: give the profile a new one of @BotFather.");
    private static final Outcome.Refused RIGHTS = refused(
            Reason.AUTHORISATION,
            "The bot may not do this in the channel: make it an administrator that may post, edit and delete.");
    private static final Outcome.Refused GONE = refused(Reason.GONE, "The message is not on Telegram any more.");
    private static final Outcome.Refused LARGE =
            refused(Reason.CONTENT, "The file is too large for Telegram: take a smaller one.");
    private static final Outcome.Refused PICTURE =
            refused(Reason.CONTENT, "Telegram cannot use the picture: take another one, or another size of it.");

    /** What the words of an error 400 begin with or hold; the first that fits counts. */
    private static final Map<String, Outcome.Refused> WORDS = words();

    private Trouble() {}

    private static Outcome.Refused refused(Reason reason, String why) {
        return new Outcome.Refused(reason, why);
    }

    private static Map<String, Outcome.Refused> words() {
        Map<String, Outcome.Refused> words = new LinkedHashMap<>();
        words.put("message to edit not found", GONE);
        words.put("message to delete not found", GONE);
        words.put("message to be replied not found", refused(Reason.GONE, "What is answered was deleted on Telegram."));
        words.put("message_id_invalid", GONE);
        words.put(
                "message can't be deleted",
                refused(
                        Reason.EXPIRED,
                        "Telegram lets the bot delete for 48 hours, and with the right to it: delete it in Telegram's app."));
        words.put(
                "message can't be edited",
                refused(Reason.AUTHORISATION, "The bot may not edit this message: let it edit in the channel."));
        words.put(
                "chat not found",
                refused(
                        Reason.AUTHORISATION,
                        "Telegram shows the bot no such channel: check its name and the bot in it."));
        words.put("need administrator rights", RIGHTS);
        words.put("not enough rights", RIGHTS);
        words.put("have no rights", RIGHTS);
        words.put("chat_write_forbidden", RIGHTS);
        words.put("chat_admin_required", RIGHTS);
        words.put(
                "group chat was upgraded",
                refused(Reason.AUTHORISATION, "The group has another number now: connect the profile again."));
        words.put(
                "message is too long", refused(Reason.CONTENT, "The text is longer than Telegram's 4096 characters."));
        words.put(
                "message caption is too long",
                refused(Reason.CONTENT, "With a picture the text may have 1024 characters: shorten it."));
        words.put("media_caption_too_long", words.get("message caption is too long"));
        words.put("message text is empty", refused(Reason.CONTENT, "Telegram takes no message without a text."));
        words.put("photo_invalid_dimensions", PICTURE);
        words.put("image_process_failed", PICTURE);
        words.put("video_content_type_invalid", refused(Reason.CONTENT, "Telegram takes videos as MP4 only."));
        words.put("file is too big", LARGE);
        return words;
    }

    /** For a request that was to change something. */
    static Outcome changing(Answer answer, Secret token, Instant now) {
        Optional<JsonNode> said = said(answer);
        boolean proxy = answer instanceof Answer.Received received && received.status() == UNAVAILABLE;
        if (said.isEmpty() && proxy) { // it may say so after Telegram took the message
            return new Outcome.Uncertain("The server is not available now (" + UNAVAILABLE + ").");
        }
        return said.isPresent() ? told(said.get(), token, now) : HttpErrorMapping.changing(answer, "", now);
    }

    /** For one that can be asked again. */
    static Outcome reading(Answer answer, Secret token, Instant now) {
        Optional<JsonNode> said = said(answer);
        Outcome told = said.isPresent() ? told(said.get(), token, now) : HttpErrorMapping.reading(answer, "", now);
        return told instanceof Outcome.Uncertain uncertain
                ? new Outcome.Later(now.plus(Duration.ofMinutes(1)), uncertain.why())
                : told;
    }

    /** What the Bot API says of an error; empty where it was not the Bot API that answered. */
    private static Optional<JsonNode> said(Answer answer) {
        return answer instanceof Answer.Received received && !received.isSuccess()
                ? Json.tree(received.text())
                        .filter(document -> document.path("error_code").asInt() == received.status())
                : Optional.empty();
    }

    /** The words of an error; empty where there are none. */
    static String words(Answer answer) {
        return said(answer).map(Trouble::words).orElse("");
    }

    private static String words(JsonNode said) {
        return said.path("description").asText("");
    }

    private static Outcome told(JsonNode said, Secret token, Instant now) {
        int code = said.path("error_code").asInt();
        return switch (code) {
            case UNAUTHORIZED, UNKNOWN -> TOKEN; // it says 404 where the token is none at all
            case FORBIDDEN -> refused(
                    Reason.AUTHORISATION,
                    "The bot is not in the channel or its group any more: make it an administrator again.");
            case TOO_MANY -> new Outcome.Later(
                    resumes(said.at("/parameters/retry_after").asLong(), now),
                    "Telegram asks to wait (too many messages).");
            case CONFLICT -> refused(Reason.SERVER, "Another program uses the bot: give Herald a bot of its own.");
            case TOO_LARGE -> LARGE;
            case BAD -> bad(words(said), token);
            default -> code >= 500
                    ? new Outcome.Uncertain("Telegram has trouble of its own (" + code + ").")
                    : refused(Reason.SERVER, "The server answers as Telegram does not (" + code + ").");
        };
    }

    private static Instant resumes(long seconds, Instant now) {
        return now.plus(Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST.toSeconds()))));
    }

    private static Outcome bad(String words, Secret token) {
        String lower = words.toLowerCase(java.util.Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(known -> lower.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> refused(
                        Reason.CONTENT,
                        "Telegram does not take it: " + HttpErrorMapping.clean(words.replace(token.reveal(), "…"))
                                + "."));
    }
}
