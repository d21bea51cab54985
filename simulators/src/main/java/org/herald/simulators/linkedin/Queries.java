package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** How Rest.li 2.0.0 wants to be asked, and how it gives lists. */
final class Queries {
    private static final int FEW = 10;
    private static final int MOST = 100;

    private Queries() {}

    /** Refuses parameters that an operation does not have, and keys that are not encoded. */
    static void only(Call call, String... known) throws Violation {
        for (String name : call.query().keySet()) {
            if (!Set.of(known).contains(name)) {
                throw new Violation(
                        "the parameter " + name + " is not known",
                        Errors.reply(
                                403,
                                "ACCESS_DENIED",
                                "Unpermitted fields present in PARAMETER: Data Processing Exception while processing"
                                        + " fields [/" + name + "]"));
            }
        }
        String raw = call.uri().getRawPath()
                + (call.uri().getRawQuery() == null ? "" : call.uri().getRawQuery());
        if (raw.contains("urn:li:")) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "URNs must be URL encoded in Rest.li protocol 2.0.0");
        }
    }

    static JsonNode body(Call call) throws Violation {
        if (!call.type().equals("application/json")) {
            throw Errors.violation(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json");
        }
        return call.json()
                .filter(JsonNode::isObject)
                .orElseThrow(() ->
                        Errors.violation(400, "ILLEGAL_ARGUMENT", "Request body could not be converted to data map"));
    }

    /** Refuses fields that an object does not have. */
    static void fields(JsonNode object, String at, String... known) throws Violation {
        if (!object.isObject()) {
            throw Errors.invalid(at, "is not an object");
        }
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!Set.of(known).contains(name)) {
                throw Errors.unknown(at.isEmpty() ? name : at + "/" + name);
            }
        }
    }

    static String text(JsonNode object, String at, String name) throws Violation {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw Errors.missing(at.isEmpty() ? name : at + "/" + name);
        }
        if (!value.isTextual()) {
            throw Errors.invalid(name, "is not a text");
        }
        return value.asText();
    }

    static <T> Reply page(Call call, List<T> all, Function<T, Object> element) throws Violation {
        int start = number(call, "start", 0, Integer.MAX_VALUE);
        int count = number(call, "count", FEW, MOST);
        List<Object> elements =
                all.stream().skip(start).limit(count).map(element).toList();
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("start", start);
        paging.put("count", count);
        paging.put("links", List.of());
        paging.put("total", all.size());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("paging", paging);
        body.put("elements", elements);
        return Reply.json(200, body);
    }

    private static int number(Call call, String name, int usual, int most) throws Violation {
        String value = call.query().getOrDefault(name, String.valueOf(usual));
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) > most) {
            throw Errors.violation(400, "INVALID_VALUE_FOR_PARAM", "Invalid value for " + name + ": " + value);
        }
        return Integer.parseInt(value);
    }
}
