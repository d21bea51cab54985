package org.herald.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Rejection;

/**
 * One request, as a handler sees it. Nothing is guessed: a field of another kind than it should be is refused, and
 * only one that is missing or null counts as not said.
 *
 * @param body the JSON object, or a part of it
 * @param within what the fields of a part are named by, {@code approval.}, say; empty for the whole body
 * @param host whom the request was sent to, with the port, as the caller's browser has it; empty where it does not say
 */
record Call(
        ResourceResolver caller,
        Map<String, String> path,
        Map<String, String> query,
        JsonNode body,
        String within,
        String host) {
    /**
     * The longest text. Servers of the Mastodon API tell their own limit; the longest that was met is snac's, 100 000
     * characters, of which an address counts 23 however long it is.
     */
    static final int MAX_TEXT = 400_000;
    /** More than any list that a person chooses from. */
    private static final int MAX_ITEMS = 200;

    Call {
        body = body == null ? JsonNodeFactory.instance.objectNode() : body;
    }

    Call(ResourceResolver caller, Map<String, String> path, Map<String, String> query, JsonNode body) {
        this(caller, path, query, body, "", "");
    }

    /** A part of the path. */
    String path(String name) {
        return path.get(name);
    }

    /** A query parameter; empty when it is not given. */
    String query(String name) {
        return mustBeCharacters(name, query.getOrDefault(name, ""));
    }

    /** A field of the body that must be there. */
    String required(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            throw missing(name);
        }
        return value;
    }

    /** A field of at most {@link #MAX_TEXT} UTF-16 code units. */
    String text(String name, String otherwise) {
        return said(name) ? text(name, body.path(name)) : otherwise;
    }

    private String text(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw wrong(name, "must be a text");
        }
        if (node.textValue().length() > MAX_TEXT) {
            throw wrong(name, "is longer than " + MAX_TEXT + " characters, which no network takes: shorten it");
        }
        return mustBeCharacters(within + name, node.textValue());
    }

    /** Neither NUL nor half a character can be kept, shown or sent. */
    private static String mustBeCharacters(String name, String text) {
        boolean all = text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        if (!all) {
            throw invalid(name, "The field " + name + " holds something that is no character: write it anew.");
        }
        return text;
    }

    /** Yes or no; no where nothing is said. */
    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean otherwise) {
        return said(name) ? requiredFlag(name) : otherwise;
    }

    /** Yes or no, which must be said. */
    boolean requiredFlag(String name) {
        if (!said(name)) {
            throw missing(name);
        }
        if (!body.path(name).isBoolean()) {
            throw wrong(name, "must be true or false");
        }
        return body.path(name).booleanValue();
    }

    int number(String name, int otherwise) {
        Long number = whole(name);
        if (number == null) {
            return otherwise;
        }
        if (number != number.intValue()) {
            throw wrong(name, "must be a smaller number");
        }
        return number.intValue();
    }

    /** A whole number; null where nothing is said. */
    Long whole(String name) {
        if (!said(name)) {
            return null;
        }
        JsonNode node = body.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(name, "must be a whole number");
        }
        return node.longValue();
    }

    /** A number that may have decimals; null where nothing is said. */
    BigDecimal decimal(String name) {
        if (!said(name)) {
            return null;
        }
        JsonNode node = body.path(name);
        if (!node.isNumber() || node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw wrong(name, "must be a number");
        }
        return new BigDecimal(node.asText());
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name, MAX_ITEMS).forEach(item -> texts.add(text(name, item)));
        return texts;
    }

    /** An object of texts. */
    Map<String, String> map(String name) {
        Map<String, String> map = new HashMap<>();
        Call object = object(name);
        if (object.body.size() > MAX_ITEMS) {
            throw wrong(name, "has more than " + MAX_ITEMS + " entries");
        }
        object.body
                .fieldNames()
                .forEachRemaining(key ->
                        map.put(mustBeCharacters(object.within + "*", key), object.text(key, object.body.path(key))));
        return map;
    }

    /** A part of the body, empty where nothing is said. */
    Call object(String name) {
        return said(name) ? requiredObject(name) : part(name, null);
    }

    /** A part of the body that must be there. */
    Call requiredObject(String name) {
        if (!body.path(name).isObject()) {
            throw wrong(name, "must be an object");
        }
        return part(name, body.path(name));
    }

    /** Parts of the body, empty where nothing is said. */
    List<Call> objects(String name, int most) {
        List<Call> parts = new ArrayList<>();
        list(name, most).forEach(item -> {
            if (!item.isObject()) {
                throw wrong(name, "must be a list of objects");
            }
            parts.add(part(name, item));
        });
        return parts;
    }

    private Call part(String name, JsonNode node) {
        return new Call(caller, Map.of(), Map.of(), node, within + name + ".", host);
    }

    private JsonNode list(String name, int most) {
        JsonNode list = body.path(name);
        if (said(name) && !list.isArray()) {
            throw wrong(name, "must be a list");
        }
        if (list.size() > most) {
            throw wrong(name, "has " + list.size() + " entries, and " + most + " are the most in one request");
        }
        return list;
    }

    /** Tells whether a field is there, and not null. */
    boolean said(String name) {
        return body.hasNonNull(name);
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

    private Rejection missing(String name) {
        return invalid(within + name, "The field " + within + name + " is missing: give it.");
    }

    private Rejection wrong(String name, String what) {
        return invalid(within + name, "The field " + within + name + " " + what + ".");
    }

    /**
     * Refuses a field.
     *
     * @param name its place in the body, {@code approval.required}, say; the answer's code is its last part
     */
    static Rejection invalid(String name, String message) {
        return new Rejection(Rejection.Kind.INVALID, name.substring(name.lastIndexOf('.') + 1), message);
    }
}
