package org.herald.simulators.linkedin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** What LinkedIn answers to what it does not take. */
final class Errors {
    private Errors() {}

    static Reply reply(int status, String code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("code", code);
        body.put("message", message);
        return Reply.json(status, body);
    }

    static Reply reply(int status, int serviceErrorCode, String code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status);
        body.put("serviceErrorCode", serviceErrorCode);
        body.put("code", code);
        body.put("message", message);
        return Reply.json(status, body);
    }

    static Violation violation(int status, String code, String message) {
        return new Violation(code + ": " + message, reply(status, code, message));
    }

    static Violation missing(String field) {
        return new Violation(
                "the field " + field + " is missing",
                Reply.json(
                        422,
                        Map.of(
                                "status",
                                422,
                                "message",
                                "ERROR :: /" + field
                                        + " :: field is required but not found and has no default value\n")));
    }

    static Violation unknown(String field) {
        return new Violation(
                "the field " + field + " is not known",
                Reply.json(
                        422,
                        Map.of(
                                "status",
                                422,
                                "message",
                                "ERROR :: /" + field + " :: unrecognized field found but not allowed\n")));
    }

    static Violation denied(String what) {
        return new Violation(
                "no permission: " + what,
                reply(403, 100, "ACCESS_DENIED", "Not enough permissions to access: " + what));
    }

    static Violation gone(String what) {
        return violation(404, "NOT_FOUND", "Could not find entity " + what);
    }

    static Violation invalid(String field, String why) {
        return violation(400, "INVALID_VALUE_FOR_FIELD", "Field /" + field + ": " + why);
    }

    static Violation tooLong(String field, int most) {
        return violation(400, "FIELD_LENGTH_TOO_LONG", "Field /" + field + " is longer than " + most);
    }
}
