package org.herald.simulators.x;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** X's bodies for what is not done (docs.x.com, "Response codes and errors"). */
final class Problems {
    static final String TYPES = "https://api.x.com/2/problems/";
    private static final String GENERIC = "about:blank";

    private Problems() {}

    static Reply of(int status, String type, String title, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("detail", detail);
        body.put("type", type);
        body.put("status", status);
        return reply(status, body);
    }

    static Reply reply(int status, Map<String, Object> body) {
        return Reply.json(status, body).with("Content-Type", "application/problem+json; charset=utf-8");
    }

    /** A request that breaks the contract. */
    static Violation invalid(String what) {
        return new Violation(what, invalidReply(what));
    }

    /** A request that is well formed and still cannot be done as it stands. */
    static Reply invalidReply(String what) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errors", List.of(Map.of("message", what)));
        body.put("title", "Invalid Request");
        body.put("detail", "One or more parameters to your request was invalid.");
        body.put("type", TYPES + "invalid-request");
        return reply(400, body);
    }

    static Reply unauthorized() {
        return of(401, GENERIC, "Unauthorized", "Unauthorized");
    }

    static Reply forbidden(String detail) {
        return of(403, GENERIC, "Forbidden", detail);
    }

    static Reply unavailable() {
        return of(503, GENERIC, "Service Unavailable", "Service Unavailable");
    }

    /** The body that the page on rate limits shows. */
    static Reply tooManyRequests() {
        return Reply.json(429, Map.of("errors", List.of(Map.of("code", 88, "message", "Rate limit exceeded"))));
    }

    static Reply usageCapped(int status) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", "UsageCapExceeded");
        body.put("detail", "Usage cap exceeded: Monthly product cap");
        body.put("type", TYPES + "usage-capped");
        body.put("period", "Monthly");
        body.put("scope", "Product");
        body.put("status", status);
        return reply(status, body);
    }

    static Reply creditsDepleted() {
        return of(
                402,
                TYPES + "credits",
                "CreditsDepleted",
                "Your enrolled account does not have any credits to fulfill this request.");
    }

    static Reply noSuchPost(String id) {
        Map<String, Object> body = new LinkedHashMap<>(missing("tweet", id, "id"));
        body.put("status", 404);
        return reply(404, body);
    }

    /** One of the {@code errors} of an answer that succeeded in part. */
    static Map<String, Object> missing(String kind, String id, String parameter) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("value", id);
        body.put("detail", "Could not find " + kind + " with " + parameter + ": [" + id + "].");
        body.put("title", "Not Found Error");
        body.put("resource_type", kind);
        body.put("parameter", parameter);
        body.put("resource_id", id);
        body.put("type", TYPES + "resource-not-found");
        return body;
    }

    /** What the authorisation server says (RFC 6749, 5.2). */
    static Reply oauth(int status, String error, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("error_description", description);
        return Reply.json(status, body);
    }
}
