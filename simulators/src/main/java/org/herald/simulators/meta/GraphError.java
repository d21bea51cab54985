package org.herald.simulators.meta;

import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/**
 * An error as the Graph API words it (Graph API, Handling Errors).
 *
 * @param subcode 0 for none
 * @param passing whether the body says that it passes ({@code is_transient})
 */
public record GraphError(int status, int code, int subcode, String type, String message, boolean passing) {
    /** An OAuthException with status 400, as most are. */
    public static GraphError of(int code, int subcode, String message) {
        return new GraphError(400, code, subcode, "OAuthException", message, false);
    }

    /** A parameter is wrong or missing. */
    public static GraphError parameter(String message) {
        return of(100, 0, "(#100) " + message);
    }

    /** There is no such object, or this token does not see it. */
    public static GraphError absent(String method, String id) {
        return new GraphError(
                400,
                100,
                33,
                "GraphMethodException",
                "Unsupported " + method.toLowerCase(java.util.Locale.ROOT) + " request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this"
                        + " operation",
                false);
    }

    /** The token lacks a permission. */
    public static GraphError permission(String scope) {
        return new GraphError(
                403,
                200,
                0,
                "OAuthException",
                "(#200) If posting to a page, requires " + scope + " permission with a Page token of an admin with"
                        + " sufficient administrative permission",
                false);
    }

    /** The token does not work (any more). */
    public static GraphError token(int subcode, String message) {
        return of(190, subcode, message);
    }

    /** It passes: the same request may work later. */
    public static GraphError passing(int status, int code, String message) {
        return new GraphError(status, code, 0, "OAuthException", message, true);
    }

    /** As it is answered. */
    public Reply reply() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("type", type);
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
            error.put("is_transient", passing);
            error.put("error_user_title", "Not done");
            error.put("error_user_msg", message);
        } else if (passing) {
            error.put("is_transient", true);
        }
        error.put("fbtrace_id", "A6LJylpZRKw2xKLFsAP-cJh");
        return Reply.json(status, Map.of("error", error));
    }

    /** For a request that breaks the contract. */
    public Violation violation(String what) {
        return new Violation(what, reply());
    }

    /** For a request that keeps it. */
    public Refusal refusal() {
        return new Refusal(this);
    }
}
