package org.herald.connectors.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.herald.connectors.discord.Documents.Failure;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.spi.Outcome;
import org.herald.spi.Reason;

/** What Discord's error codes mean, with what is to be done about each. Pure. */
final class Failures {
    static final int UNKNOWN_CHANNEL = 10003;
    static final int UNKNOWN_MESSAGE = 10008;
    static final int NEEDS_THREAD = 220001;
    private static final int INVALID_FORM = 50035;
    private static final int TOO_MANY = 429;
    private static final int UNAUTHORIZED = 401;
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double MILLIS = 1000.0;

    /** Nothing was done, and it may be asked again. */
    private static final Set<Integer> BUSY = Set.of(20016, 20022, 20028, 20029, 30046, 40004, 40006, 40062, 130000);

    private static final Map<Integer, Outcome.Refused> MEANINGS = new HashMap<>();

    static {
        signIn(10015, "The webhook was deleted on Discord: make another one and connect the profile with it.");
        signIn(50027, "The webhook has another token now: copy its address again and connect the profile with it.");
        signIn(40001, "Discord does not take the bot's token: copy it again and connect the profile with it.");
        signIn(50014, "Discord does not take the bot's token: copy it again and connect the profile with it.");
        signIn(50001, "The bot does not see the channel: invite it to the server and allow it “View Channel” there.");
        signIn(
                50013,
                "The bot may not do that in the channel: allow it “Read Message History”, “Send Messages” and “Send"
                        + " Messages in Threads”, and “Manage Messages” if Herald is to delete comments.");
        signIn(160002, "The bot may not answer without reading: allow it “Read Message History” in the channel.");
        signIn(50005, "Discord lets a message be changed only by the webhook or the bot that wrote it.");
        signIn(40007, "The bot is banned from the server: an administrator of the server lifts that.");
        gone(UNKNOWN_MESSAGE, "The message is not on Discord any more.");
        gone(UNKNOWN_CHANNEL, "The channel or thread is not on Discord any more.");
        content(50006, "Discord takes no empty message: write a text or add a picture.");
        content(40005, "The pictures are too large for Discord: take smaller ones.");
        content(50045, "A picture is too large for this Discord server: take a smaller one.");
        content(50046, "Discord cannot read one of the pictures: take another one.");
        content(30015, "Discord takes ten files in a message: take fewer.");
        content(200000, "The server's automatic moderation does not let the text through: change it.");
        content(200001, "The server's automatic moderation does not let the title through: change the first line.");
        content(240000, "Discord takes one of the links for harmful: leave it out.");
        content(20009, "Discord takes one of the pictures for explicit: take another one.");
        content(50083, "The thread is archived: write something there on Discord, then it can be changed.");
        content(160005, "The thread is locked: a moderator of the server opens it on Discord.");
        content(40067, "The forum asks for a tag, which a webhook of Herald's does not set: make tags optional there.");
        content(220003, "The channel is no forum any more: try again.");
        content(50008, "Nothing can be said in a channel of this kind.");
    }

    private Failures() {}

    private static void signIn(int code, String why) {
        MEANINGS.put(code, new Outcome.Refused(Reason.AUTHORISATION, why));
    }

    private static void gone(int code, String why) {
        MEANINGS.put(code, new Outcome.Refused(Reason.GONE, why));
    }

    private static void content(int code, String why) {
        MEANINGS.put(code, new Outcome.Refused(Reason.CONTENT, why));
    }

    /** The code of a refusal; 0 where there is none. */
    static int code(Answer answer) {
        return failure(answer).map(Failure::code).orElse(0);
    }

    private static Optional<Failure> failure(Answer answer) {
        return answer instanceof Answer.Received received && !received.isSuccess()
                ? Json.read(received.text(), Failure.class)
                : Optional.empty();
    }

    /** Whether Discord says that the message, or the thread it was in, is not there. */
    static boolean isGone(Answer answer) {
        int code = code(answer);
        return answer instanceof Answer.Received received
                && received.status() == 404
                && (code == UNKNOWN_MESSAGE || code == UNKNOWN_CHANNEL);
    }

    /** For a request that was to change something: what may have been done is uncertain. */
    static Outcome changing(Answer answer, Instant now) {
        if (!(answer instanceof Answer.Received received)) {
            return HttpErrorMapping.changing(answer, "", now);
        }
        Failure failure = failure(answer).orElse(new Failure(0, "", null, null));
        int code = failure.code() == null ? 0 : failure.code();
        if (received.status() == TOO_MANY) {
            return new Outcome.Later(resumes(received, failure, now), "Discord asks to wait (too many requests).");
        }
        if (BUSY.contains(code)) {
            return new Outcome.Later(now.plus(PAUSE), "Discord does not take that now: " + said(failure) + ".");
        }
        if (MEANINGS.containsKey(code)) {
            return MEANINGS.get(code);
        }
        return code == INVALID_FORM ? form(failure) : unknown(received, failure, now);
    }

    /** For a request that changes nothing: it can be asked again. */
    static Outcome reading(Answer answer, Instant now) {
        if (answer instanceof Answer.Received received && received.isSuccess()) {
            return HttpErrorMapping.reading(answer, "", now);
        }
        Outcome outcome = changing(answer, now);
        return outcome instanceof Outcome.Uncertain ? new Outcome.Later(now.plus(PAUSE), why(outcome)) : outcome;
    }

    /** What a person is told. */
    static String why(Outcome outcome) {
        if (outcome instanceof Outcome.Later later) {
            return later.why();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.why();
        }
        return outcome instanceof Outcome.Uncertain uncertain ? uncertain.why() : "";
    }

    /** A code that is not known here, or none: then the status says what it can. */
    private static Outcome unknown(Answer.Received answer, Failure failure, Instant now) {
        int status = answer.status();
        if (status == UNAUTHORIZED) {
            return MEANINGS.get(40001);
        }
        if (status == 404 || status == 410) { // what is gone has a code: this is the path, or no Discord
            return new Outcome.Refused(Reason.SERVER, "The server answers as Discord does not: HTTP " + status + ".");
        }
        return status / 100 == 5 // a gateway that fails may fail on the way back
                ? new Outcome.Uncertain("Discord's answer cannot be understood: HTTP " + status + ".")
                : HttpErrorMapping.changing(answer, said(failure), now);
    }

    private static Outcome form(Failure failure) {
        String errors = failure.errors() == null ? "" : failure.errors().toString();
        if (errors.contains("REPLIES_UNKNOWN_MESSAGE")) {
            return new Outcome.Refused(Reason.GONE, "What is answered was deleted on Discord.");
        }
        String words = first(failure.errors());
        return new Outcome.Refused(
                Reason.CONTENT,
                "Discord does not take it: " + HttpErrorMapping.clean(words.isEmpty() ? said(failure) : words));
    }

    /** The first sentence in the tree of what is wrong; empty where there is none. */
    private static String first(JsonNode errors) {
        JsonNode found = errors == null ? null : errors.findValue("_errors");
        return found == null ? "" : found.path(0).path("message").asText("");
    }

    private static String said(Failure failure) {
        return HttpErrorMapping.clean(Objects.toString(failure.message(), ""));
    }

    /** To the millisecond where Discord tells it so. */
    private static Instant resumes(Answer.Received answer, Failure failure, Instant now) {
        Double wait = failure.retryAfter();
        if (wait != null && wait > 0 && wait <= LONGEST.toSeconds()) {
            return now.plusMillis((long) Math.ceil(wait * MILLIS));
        }
        return ((Outcome.Later) HttpErrorMapping.changing(answer, "", now)).notBefore();
    }
}
