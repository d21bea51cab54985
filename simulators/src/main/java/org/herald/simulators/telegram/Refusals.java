package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Answers of the Bot API: {@code ok} with a result, or an {@code error_code} with a {@code description}. */
final class Refusals {
    private Refusals() {}

    /** An answer that is no fault of the request's form: what it asks for is not there, or not allowed now. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Reply reply;

        Refused(Reply reply) {
            super("refused", null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    static Reply ok(Object result) {
        ObjectNode answer = Json.MAPPER.createObjectNode().put("ok", true);
        answer.set("result", Json.MAPPER.valueToTree(result));
        return Reply.json(200, answer);
    }

    static Reply error(int code, String description) {
        return Reply.json(code, document(code, description));
    }

    /** Too many requests, with the whole seconds to wait. */
    static Reply tooMany(long seconds) {
        ObjectNode answer = document(429, "Too Many Requests: retry after " + seconds);
        answer.putObject("parameters").put("retry_after", seconds);
        return Reply.json(429, answer);
    }

    static Refused refuse(int code, String description) {
        return new Refused(error(code, description));
    }

    /** The request breaks the contract: what is wrong, and the vendor's words for it. */
    static Violation broken(String what, String description) {
        return new Violation(what, error(400, "Bad Request: " + description));
    }

    private static ObjectNode document(int code, String description) {
        return Json.MAPPER
                .createObjectNode()
                .put("ok", false)
                .put("error_code", code)
                .put("description", description);
    }
}
