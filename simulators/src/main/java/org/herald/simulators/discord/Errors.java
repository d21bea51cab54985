package org.herald.simulators.discord;

import java.util.List;
import java.util.Map;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** The vendor's words for what it does not take. */
final class Errors {
    static final Reply UNAUTHORIZED = of(401, 0, "401: Unauthorized");
    static final Reply INVALID_WEBHOOK_TOKEN = of(401, 50027, "Invalid Webhook Token");
    static final Reply UNKNOWN_WEBHOOK = of(404, 10015, "Unknown Webhook");
    static final Reply UNKNOWN_CHANNEL = of(404, 10003, "Unknown Channel");
    static final Reply UNKNOWN_MESSAGE = of(404, 10008, "Unknown Message");
    static final Reply MISSING_ACCESS = of(403, 50001, "Missing Access");
    static final Reply MISSING_PERMISSIONS = of(403, 50013, "Missing Permissions");
    static final Reply NO_HISTORY = of(403, 160002, "Cannot reply without permission to read message history");
    static final Reply OTHER_AUTHOR = of(403, 50005, "Cannot edit a message authored by another user");
    static final Reply ARCHIVED = of(400, 50083, "Thread is archived");
    static final Reply LOCKED = of(400, 160005, "Thread is locked");
    static final Reply INTERNAL = of(500, 0, "500: Internal Server Error");

    private Errors() {}

    /** The network says no, and the request was right by its contract. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        Refusal(Reply reply) {
            super("refused", null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    static Reply of(int status, int code, String message) {
        return Reply.json(status, Map.of("message", message, "code", code));
    }

    static Violation broken(String what, int status, int code, String message) {
        return new Violation(what, of(status, code, message));
    }

    /** A field that is not as it must be; the answer names it as the vendor does. */
    static Violation field(String path, String code, String message) {
        return new Violation(path + ": " + message, form(path, code, message));
    }

    /** The same where the field was right and the world is another. */
    static Refusal refusedField(String path, String code, String message) {
        return new Refusal(form(path, code, message));
    }

    private static Reply form(String path, String code, String message) {
        Object errors = Map.of("_errors", List.of(Map.of("code", code, "message", message)));
        String[] steps = path.split("\\.");
        for (int i = steps.length - 1; i >= 0; i--) {
            errors = Map.of(steps[i], errors);
        }
        return Reply.json(400, Map.of("message", "Invalid Form Body", "code", 50035, "errors", errors));
    }
}
