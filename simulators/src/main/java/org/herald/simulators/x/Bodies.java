package org.herald.simulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/** Bodies as they are read here. */
final class Bodies {
    private Bodies() {}

    static JsonNode json(Call call, Set<String> known) throws Violation {
        if (!call.type().equals("application/json")) {
            throw Problems.invalid("the body is to be application/json, not “" + call.type() + "”");
        }
        JsonNode body = call.json().orElseThrow(() -> Problems.invalid("the body is no JSON"));
        only(body, known);
        return body;
    }

    static void only(JsonNode object, Set<String> known) throws Violation {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Problems.invalid("$." + name + ": is not defined in the schema");
            }
        }
    }

    static List<Part> parts(Call call, Set<String> known) throws Violation {
        List<Part> parts = call.parts();
        for (Part part : parts) {
            if (!known.contains(part.name())) {
                throw Problems.invalid("a part that nobody knows: " + part.name());
            }
        }
        if (parts.isEmpty()) {
            throw Problems.invalid("the body is to be multipart/form-data");
        }
        return parts;
    }

    static String text(List<Part> parts, String name) throws Violation {
        return part(parts, name).text();
    }

    static byte[] bytes(List<Part> parts, String name) throws Violation {
        return part(parts, name).content();
    }

    private static Part part(List<Part> parts, String name) throws Violation {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.invalid("the part " + name + " is missing"));
    }
}
