package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/** Judges what a message says by the vendor's schemas: fields, types, lengths in code points. */
final class BodyRules {
    static final Set<String> EXECUTE = Set.of(
            "content",
            "username",
            "avatar_url",
            "tts",
            "embeds",
            "allowed_mentions",
            "attachments",
            "flags",
            "thread_name");
    static final Set<String> EDIT = Set.of("content", "embeds", "flags", "allowed_mentions", "attachments");
    static final Set<String> CREATE = Set.of(
            "content",
            "nonce",
            "enforce_nonce",
            "tts",
            "embeds",
            "allowed_mentions",
            "message_reference",
            "attachments",
            "flags");

    private static final int MOST_CONTENT = 2000;
    private static final int MOST_FILES = 10;
    private static final int MOST_DESCRIPTION = 1024;
    private static final int MOST_NAME = 80;
    private static final int MOST_THREAD_NAME = 100;
    private static final int MOST_NONCE = 25;
    private static final int SETTABLE_FLAGS = 1 << 2 | 1 << 12;
    private static final Set<String> MENTIONS = Set.of("parse", "users", "roles", "replied_user");
    private static final Set<String> PARSED = Set.of("users", "roles", "everyone");
    private static final Pattern NOT_A_NAME = Pattern.compile("(?i)discord|clyde");

    private BodyRules() {}

    static void check(Sent sent, Set<String> fields) throws Violation {
        JsonNode body = sent.body();
        only("", body, fields);
        text(body, "content", 0, MOST_CONTENT);
        text(body, "username", 1, MOST_NAME);
        text(body, "thread_name", 1, MOST_THREAD_NAME);
        if (NOT_A_NAME.matcher(body.path("username").asText("")).find()) {
            throw Errors.field("username", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"discord\"");
        }
        bool(body, "tts");
        bool(body, "enforce_nonce");
        flags(body.path("flags"));
        nonce(body.path("nonce"));
        mentions(body.path("allowed_mentions"));
        EmbedRules.check(body.path("embeds"));
        attachments(sent);
    }

    static void notEmpty(Sent sent) throws Violation {
        boolean said = !sent.body().path("content").asText("").isBlank();
        if (!said && sent.files().isEmpty() && sent.body().path("embeds").isEmpty()) {
            throw Errors.broken("there is nothing in the message", 400, 50006, "Cannot send an empty message");
        }
    }

    static void only(String path, JsonNode object, Set<String> fields) throws Violation {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw Errors.field(path + name, "UNKNOWN_FIELD", "There is no such field here.");
            }
        }
    }

    static void text(JsonNode object, String name, int min, int max) throws Violation {
        text(object, "", name, min, max);
    }

    static void text(JsonNode object, String path, String name, int min, int max) throws Violation {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isTextual()) {
            throw Errors.field(path + name, "BASE_TYPE_STRING", "Could not interpret as string.");
        }
        int length = length(value.asText());
        if (length > max) {
            throw Errors.field(
                    path + name,
                    "BASE_TYPE_MAX_LENGTH",
                    "Must be " + max + " or fewer in length (it has " + length + ").");
        }
        if (length < min) {
            throw Errors.field(path + name, "BASE_TYPE_MIN_LENGTH", "Must be " + min + " or more in length.");
        }
    }

    /** As the vendor counts: code points (its staff in discord-api-docs #1315), blanks at both ends left out. */
    static int length(String text) {
        String counted = text.strip();
        return counted.codePointCount(0, counted.length());
    }

    static void bool(JsonNode object, String name) throws Violation {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw Errors.field(name, "BASE_TYPE_BOOL", "Must be either true or false.");
        }
    }

    private static void flags(JsonNode flags) throws Violation {
        if (!flags.isMissingNode() && (!flags.isInt() || (flags.asInt() & ~SETTABLE_FLAGS) != 0)) {
            throw Errors.field(
                    "flags", "BASE_TYPE_CHOICES", "Only SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS can be set.");
        }
    }

    private static void nonce(JsonNode nonce) throws Violation {
        if (!nonce.isMissingNode() && !nonce.isIntegralNumber() && !nonce.isTextual()) {
            throw Errors.field("nonce", "NONCE_TYPE", "Nonce must be a string or an integer.");
        }
        if (nonce.asText("").length() > MOST_NONCE) {
            throw Errors.field("nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
        }
    }

    private static void mentions(JsonNode allowed) throws Violation {
        if (allowed.isMissingNode() || allowed.isNull()) {
            return;
        }
        only("allowed_mentions.", allowed, MENTIONS);
        if (!PARSED.containsAll(Ping.texts(allowed.path("parse")))) {
            throw Errors.field(
                    "allowed_mentions.parse.0",
                    "BASE_TYPE_CHOICES",
                    "Value must be one of ('users', 'roles', 'everyone').");
        }
        for (String kind : Set.of("users", "roles")) {
            if (Ping.texts(allowed.path("parse")).contains(kind)
                    && !allowed.path(kind).isEmpty()) {
                throw Errors.field(
                        "allowed_mentions",
                        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                        "parse:[\"" + kind + "\"] and " + kind + ": [ids...] are mutually exclusive.");
            }
        }
    }

    private static void attachments(Sent sent) throws Violation {
        JsonNode list = sent.body().path("attachments");
        if (sent.files().size() > MOST_FILES || list.size() > MOST_FILES) {
            throw Errors.broken(
                    "more than 10 files", 400, 30015, "Maximum number of attachments in a message reached (10)");
        }
        Set<String> numbers = new HashSet<>();
        for (JsonNode one : list) {
            String path = "attachments." + numbers.size() + ".";
            only(path, one, Set.of("id", "filename", "title", "description", "is_spoiler"));
            text(one, path, "description", 0, MOST_DESCRIPTION);
            text(one, path, "filename", 1, MOST_DESCRIPTION);
            if (!Snowflakes.isOne(one.path("id").asText(""))
                    || !numbers.add(one.path("id").asText(""))) {
                throw Errors.field(path + "id", "BASE_TYPE_REQUIRED", "This field is required, and unique.");
            }
        }
        for (Part file : sent.files()) {
            if (!list.isMissingNode() && !numbers.contains(Sent.number(file))) {
                throw Errors.field(
                        "attachments", "ATTACHMENT_NOT_FOUND", file.name() + " is not among the attachments.");
            }
        }
    }
}
