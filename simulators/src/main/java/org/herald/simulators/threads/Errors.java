package org.herald.simulators.threads;

import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** The error bodies of the Graph API, with the codes that it documents. */
final class Errors {
    static final int UNKNOWN = 1;
    static final int SERVICE = 2;
    static final int APP_LIMIT = 4;
    static final int PERMISSION = 10;
    static final int NO_MEDIA = 24;
    static final int PARAMETER = 100;
    static final int NO_TOKEN = 104;
    static final int TOKEN = 190;
    static final int API_LIMIT = 613;
    static final int NO_PATH = 2500;

    static final int NO_OBJECT = 33;
    static final int PASSWORD_CHANGED = 460;
    static final int TOKEN_EXPIRED = 463;
    static final int POSTS_USED_UP = 2207042;
    static final int NOT_FETCHED = 2207052;
    static final int MEDIA_NOT_FOUND = 4279009;

    private static final int SERVER = 500;

    private Errors() {}

    /** An error; a subcode of 0 is left out. */
    static Reply of(int status, int code, int subcode, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", code == PARAMETER ? "THApiException" : "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.put("is_transient", status == SERVER);
        error.put("fbtrace_id", "A-simulated-trace-id-0");
        return Reply.json(status, Map.of("error", error));
    }

    /** A parameter that the contract does not allow. */
    static Violation parameter(String what) {
        return new Violation(what, of(400, PARAMETER, 0, "Invalid parameter: " + what));
    }

    /** Something is asked for that is not there, or that this account may not see: the network does not tell which. */
    static Reply noObject(String method, String id) {
        return of(
                400,
                PARAMETER,
                NO_OBJECT,
                "Unsupported " + method.toLowerCase(java.util.Locale.ROOT) + " request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this"
                        + " operation.");
    }

    /** A container or a post that is not there, not yet there, or over. */
    static Reply mediaNotFound() {
        return of(400, NO_MEDIA, MEDIA_NOT_FOUND, "The requested resource does not exist");
    }

    /** A token without the permission. */
    static Violation permission(String scope) {
        return new Violation(
                "the token has no permission " + scope,
                of(403, PERMISSION, 0, "Application does not have permission for this action"));
    }
}
