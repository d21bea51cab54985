package org.herald.simulators.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.herald.simulators.Call;
import org.herald.simulators.Json;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;
import org.herald.simulators.telegram.Contract.Field;

/** What a call says, by name, checked against the fields of its method. */
final class Arguments {
    private static final String MULTIPART = "multipart/form-data";

    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, Part> files = new HashMap<>();

    private Arguments() {}

    /**
     * Reads them from the query and from the body, of one of the four kinds that the Bot API knows.
     *
     * @throws Violation where a field is not of the method, is missing, or has another type
     */
    static Arguments of(Call call, String method, Contract contract) throws Violation {
        Arguments arguments = new Arguments();
        call.query().forEach(arguments::text);
        arguments.body(call);
        arguments.check(method, contract);
        return arguments;
    }

    private void body(Call call) throws Violation {
        switch (call.type()) {
            case "application/json" -> {
                JsonNode body =
                        call.json().orElseThrow(() -> Refusals.broken("the body is no JSON", "can't parse JSON"));
                body.fields().forEachRemaining(field -> values.put(field.getKey(), field.getValue()));
            }
            case "application/x-www-form-urlencoded" -> call.form().forEach(this::text);
            case MULTIPART -> {
                if (call.parts().isEmpty()) {
                    throw Refusals.broken("the multipart body has no part", "can't parse the body");
                }
                call.parts().forEach(this::part);
            }
            default -> {
                if (call.body().length > 0) {
                    throw Refusals.broken("a body of the type “" + call.type() + "”", "unsupported content type");
                }
            }
        }
    }

    private void part(Part part) {
        if (part.fileName().isEmpty()) {
            text(part.name(), part.text());
        } else {
            files.put(part.name(), part);
        }
    }

    private void text(String name, String text) {
        values.put(name, Json.MAPPER.getNodeFactory().textNode(text));
    }

    private void check(String method, Contract contract) throws Violation {
        Map<String, Field> fields = contract.fieldsOf(method);
        for (Map.Entry<String, JsonNode> value : values.entrySet()) {
            Field field = fields.get(value.getKey());
            if (field == null) {
                throw Refusals.broken(method + " has no field “" + value.getKey() + "”", "unknown parameter");
            }
            value.setValue(typed(field, value.getValue(), contract));
        }
        for (Field field : fields.values()) {
            boolean there = values.containsKey(field.name()) || files.containsKey(field.name());
            if (field.required() && !there) {
                throw Refusals.broken(
                        method + " needs “" + field.name() + "”", "parameter \"" + field.name() + "\" is required");
            }
        }
        for (String file : files.keySet()) {
            boolean input = fields.containsKey(file) && fields.get(file).types().contains("InputFile");
            if (!input && !isAttached(file)) {
                throw Refusals.broken("the file “" + file + "” is for no field", "unknown parameter");
            }
        }
    }

    private boolean isAttached(String file) {
        String name = "attach://" + file;
        return values.values().stream().anyMatch(value -> value.toString().contains("\"" + name + "\""));
    }

    private static JsonNode typed(Field field, JsonNode value, Contract contract) throws Violation {
        JsonNode fit = field.types().stream()
                .flatMap(type -> Types.read(type, value).stream())
                .findFirst()
                .orElseThrow(() -> Refusals.broken(
                        "“" + field.name() + "” is no " + String.join(" or ", field.types()),
                        "can't parse field \"" + field.name() + "\""));
        for (String type : field.types()) {
            Optional<Map<String, Field>> object = contract.object(type);
            if (object.isPresent()) {
                checkObject(type, fit, object.get());
            }
        }
        return fit;
    }

    /** Checks an object that stands in a field. */
    static void checkObject(String type, JsonNode object, Map<String, Field> fields) throws Violation {
        for (var names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean fits = fields.containsKey(name)
                    && fields.get(name).types().stream().anyMatch(kind -> Types.isNative(kind, object.get(name)));
            if (!fits) {
                throw Refusals.broken(type + " has no such field “" + name + "”", "can't parse " + type);
            }
        }
        for (Field field : fields.values()) {
            if (field.required() && !object.has(field.name())) {
                throw Refusals.broken(type + " needs “" + field.name() + "”", "can't parse " + type);
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A text; empty where it is not given. */
    String text(String name) {
        return values.containsKey(name) ? values.get(name).asText() : "";
    }

    /** A number; the other where it is not given. */
    long number(String name, long other) {
        return values.containsKey(name) ? values.get(name).asLong() : other;
    }

    boolean yes(String name) {
        return values.containsKey(name) && values.get(name).asBoolean();
    }

    /** An object or a list; missing where it is not given. */
    JsonNode json(String name) {
        return values.containsKey(name) ? values.get(name) : Json.MAPPER.missingNode();
    }

    Optional<Part> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** Reads what a field of the JSON-serialised kinds holds. */
    static Optional<JsonNode> tree(String text) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
