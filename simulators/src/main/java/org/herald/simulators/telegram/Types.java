package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.herald.simulators.Json;

/** The vendor's names of types, and what may stand for them in a query, a form or JSON. */
final class Types {
    private static final String INTEGER = "-?[0-9]{1,18}";

    private Types() {}

    /** A value as one of a type; empty where it is none. In forms everything is a text. */
    static Optional<JsonNode> read(String type, JsonNode value) {
        String text = value.asText();
        return switch (type) {
            case "Integer" -> value.isIntegralNumber() || value.isTextual() && text.matches(INTEGER)
                    ? Optional.of(Json.MAPPER.getNodeFactory().numberNode(value.asLong()))
                    : Optional.empty();
            case "Boolean" -> value.isBoolean()
                            || value.isTextual()
                                    && text.toLowerCase(java.util.Locale.ROOT).matches("true|false")
                    ? Optional.of(Json.MAPPER
                            .getNodeFactory()
                            .booleanNode(value.asText().equalsIgnoreCase("true")))
                    : Optional.empty();
            case "String" -> value.isTextual() ? Optional.of(value) : Optional.empty();
            case "InputFile" -> Optional.empty();
            default -> container(type, value.isTextual() ? Arguments.tree(text) : Optional.of(value));
        };
    }

    private static Optional<JsonNode> container(String type, Optional<JsonNode> value) {
        return value.filter(tree -> type.startsWith("Array of ") ? tree.isArray() : tree.isObject());
    }

    /** Whether a value within JSON has a type: there nothing is written as a text that is none. */
    static boolean isNative(String type, JsonNode value) {
        return switch (type) {
            case "Integer" -> value.isIntegralNumber();
            case "Boolean" -> value.isBoolean();
            case "String" -> value.isTextual();
            default -> type.startsWith("Array of ") ? value.isArray() : value.isObject();
        };
    }
}
