package org.herald.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.herald.Doubt;
import org.herald.Rejection;
import org.herald.RevisionChange;

/**
 * Problem details for HTTP APIs (RFC 9457).
 *
 * @param changes what is otherwise than the caller saw it; left out where there is nothing to compare
 * @param values what the detail names, for translations of it; left out where it names nothing
 * @param doubts what a person looks at a second time before it is done; left out where there is nothing
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RevisionChange> changes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> values,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Doubt> doubts) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String code, String detail) {
        return new Problem("about:blank", title(status), status, detail, code, List.of(), Map.of(), List.of());
    }

    static Problem of(Rejection rejection) {
        int status =
                switch (rejection.kind()) {
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case INVALID -> 400;
                    case CONFLICT -> 409;
                    case UPSTREAM -> 502;
                    case TOO_LONG, UNAVAILABLE -> 503;
                };
        return new Problem(
                "about:blank",
                title(status),
                status,
                rejection.getMessage(),
                rejection.code(),
                rejection.changes(),
                rejection.values(),
                rejection.doubts());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 429 -> "Too Many Requests";
            case 413 -> "Content Too Large";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
