package org.herald.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;

/** One request, as a handler sees it. */
record Call(ResourceResolver caller, Map<String, String> path, Map<String, String> query, JsonNode body) {

    Call {
        body = body == null ? JsonNodeFactory.instance.objectNode() : body;
    }

    /** A part of the path. */
    String path(String name) {
        return path.get(name);
    }

    /** A query parameter; empty when it is not given. */
    String query(String name) {
        return query.getOrDefault(name, "");
    }

    /** A field of the body that must be there. */
    String required(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            throw invalid(name, "The field " + name + " is missing: give it.");
        }
        return value;
    }

    String text(String name, String otherwise) {
        JsonNode node = body.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw invalid(name, "The field " + name + " must be a text.");
        }
        return node.textValue();
    }

    boolean flag(String name) {
        return body.path(name).asBoolean(false);
    }

    int number(String name, int otherwise) {
        JsonNode node = body.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.canConvertToInt() || !node.isNumber()) {
            throw invalid(name, "The field " + name + " must be a whole number.");
        }
        return node.intValue();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        body.path(name).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** An object of texts. */
    Map<String, String> map(String name) {
        Map<String, String> map = new HashMap<>();
        body.path(name).fields().forEachRemaining(field -> {
            if (!field.getValue().isTextual()) {
                throw invalid(name, "The values of " + name + " must be texts.");
            }
            map.put(field.getKey(), field.getValue().textValue());
        });
        return map;
    }

    /** Reads one of an enum's words. */
    static <E extends Enum<E>> E word(Class<E> type, String name, String value) {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    name,
                    "The field " + name + " does not know that word: use one of " + List.of(type.getEnumConstants())
                            + ".");
        }
    }

    static Rejection invalid(String name, String message) {
        return new Rejection(Rejection.Kind.INVALID, name, message);
    }
}
