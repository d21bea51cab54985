package org.herald.core.share;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.herald.core.repo.Nodes;

/**
 * One variant as it was left, with the share it belongs to.
 *
 * @param at when it was left so
 */
record LedgerEntry(
        String share, String variant, Instant at, Map<String, Object> shareValues, Map<String, Object> values) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As text to be kept. */
    String text() {
        ObjectNode node = JSON.createObjectNode();
        node.put("share", share).put("variant", variant).put("at", at.toEpochMilli());
        node.set("shareValues", encode(shareValues));
        node.set("values", encode(values));
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a variant cannot be written as text", e);
        }
    }

    /** Reads what was kept; empty where it is damaged. */
    static Optional<LedgerEntry> read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            String variant = node.path("variant").asText();
            String share = node.path("share").asText();
            return variant.startsWith(share + "/")
                            && !share.isEmpty()
                            && node.path("values").isObject()
                    ? Optional.of(new LedgerEntry(
                            share,
                            variant,
                            Instant.ofEpochMilli(node.path("at").asLong()),
                            decode(node.path("shareValues")),
                            decode(node.path("values"))))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode encode(Map<String, Object> values) {
        ObjectNode node = JSON.createObjectNode();
        values.forEach((name, value) -> {
            if (!name.startsWith("herald:")) {
                return; // types are made anew
            }
            if (value instanceof Calendar date) {
                node.putObject(name).put("date", date.getTimeInMillis());
            } else if (value instanceof Number number) {
                node.put(name, number.longValue());
            } else if (value instanceof Boolean flag) {
                node.put(name, flag);
            } else if (value instanceof String[] several) {
                ArrayNode array = node.putArray(name);
                Arrays.stream(several).forEach(array::add);
            } else {
                node.put(name, String.valueOf(value));
            }
        });
        return node;
    }

    private static Map<String, Object> decode(JsonNode node) {
        Map<String, Object> values = new HashMap<>();
        node.fields().forEachRemaining(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return Nodes.date(Instant.ofEpochMilli(node.path("date").asLong()));
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::asText)
                    .toArray(String[]::new);
        }
        if (node.isNumber()) {
            return node.asLong();
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.asText();
    }

    /** The same, as if it had been left so at another time. */
    LedgerEntry at(Instant when) {
        return new LedgerEntry(share, variant, when, shareValues, values);
    }

    /** How often it had moved. */
    long moves() {
        return values.get(org.herald.core.repo.Names.PN_MOVES) instanceof Long moves ? moves : 0;
    }
}
