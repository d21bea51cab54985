package org.herald.simulators.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.herald.simulators.Call;
import org.herald.simulators.Json;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/**
 * A message as it was sent: JSON, or a form with {@code payload_json} and files.
 *
 * @param files in their order; named files[n]
 */
record Sent(JsonNode body, List<Part> files) {
    private static final Pattern FILE = Pattern.compile("files\\[(0|[1-9][0-9]*)]");
    private static final int MOST_BYTES = 25 * 1024 * 1024;
    private static final int MOST_FILE_BYTES = 10 * 1024 * 1024;

    static Sent of(Call call) throws Violation {
        if (call.body().length > MOST_BYTES) {
            throw tooLarge("the request has " + call.body().length + " bytes");
        }
        return switch (call.type()) {
            case "application/json" -> new Sent(
                    call.json()
                            .filter(JsonNode::isObject)
                            .orElseThrow(() -> Errors.broken(
                                    "the body is no JSON object",
                                    400,
                                    50109,
                                    "The request body contains invalid JSON.")),
                    List.of());
            case "multipart/form-data" -> form(call);
            default -> throw Errors.field(
                    "_", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json'}.");
        };
    }

    private static Sent form(Call call) throws Violation {
        JsonNode body = null;
        List<Part> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Part part : call.parts()) {
            if (!names.add(part.name())) {
                throw Errors.field(part.name(), "BASE_TYPE_DUPLICATE", "Each part must have a name of its own.");
            }
            if (part.name().equals("payload_json")) {
                body = payload(part);
            } else {
                files.add(file(part));
            }
        }
        if (body == null) {
            throw Errors.field("payload_json", "BASE_TYPE_REQUIRED", "This field is required");
        }
        return new Sent(body, files);
    }

    private static JsonNode payload(Part part) throws Violation {
        try {
            JsonNode body = Json.MAPPER.readTree(part.text());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw Errors.broken("payload_json is no JSON object", 400, 50109, "The request body contains invalid JSON.");
    }

    private static Part file(Part part) throws Violation {
        if (!FILE.matcher(part.name()).matches()) {
            throw Errors.field(part.name(), "UNKNOWN_FIELD", "A part is payload_json or files[n].");
        }
        if (part.fileName().isEmpty()) {
            throw Errors.field(part.name(), "BASE_TYPE_REQUIRED", "A file must have a filename.");
        }
        if (part.content().length > MOST_FILE_BYTES) {
            throw tooLarge(part.name() + " has " + part.content().length + " bytes");
        }
        return part;
    }

    static String number(Part file) {
        return file.name().replaceAll("[^0-9]", "");
    }

    private static Violation tooLarge(String what) {
        return Errors.broken(what, 413, 40005, "Request entity too large");
    }
}
