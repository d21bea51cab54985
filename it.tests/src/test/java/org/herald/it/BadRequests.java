package org.herald.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes requests that are wrong in one way or more, for every operation of an OpenAPI description. Pure. */
final class BadRequests {
    private static final int LONG = 70_000;
    private static final int MAX_DEPTH = 4;
    private static final int MANY = 300;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What strings are made of that somebody tries. */
    private static final List<String> EVIL = List.of(
            "",
            " ",
            "null",
            "0",
            "-1",
            "1e400",
            "true",
            "[]",
            "x",
            "*",
            "%",
            "'",
            "\"",
            "' OR 1=1 --",
            "[x]",
            "{}",
            "${title}",
            "${",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "\u202E\u200F",
            "line\r\nRCPT TO: <x>",
            "/",
            "//",
            "/content",
            "/content/..",
            "/content/none/jcr:content",
            "/var/herald/profiles",
            "../../etc/passwd",
            "..",
            ".",
            ":",
            "share:x:y",
            "share::",
            "share:x:y:z",
            "share:x:y:.99999999999999",
            "PUBLICATION:0:1",
            "999999999999999999-9999",
            "999999999999999999999-",
            "-",
            "2026-13-45T99:99",
            "+999999999-12-31T23:59",
            "-999999999-01-01T00:00",
            "2026-11-25T09:00",
            "2026-11-25T09:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "PT999999999999999H",
            "P-1D",
            "Europe/Nowhere",
            "+25:00",
            "GMT0",
            "http://",
            "http://localhost:99999",
            "http://[::",
            "ftp://x",
            "javascript:alert(1)",
            "https://u:p@example.invalid/x?y#z",
            "MEDIA",
            "CARD",
            "APPROVED",
            "APPROVE",
            "RETRY",
            "DAILY",
            "\uD83D\uDE00".repeat(2_000),
            "e\u0301\u0323".repeat(5_000),
            "SHOUT! ".repeat(3_000),
            "#".repeat(20_000),
            "https://example.org/a,".repeat(1_500),
            "@a@".repeat(5_000),
            "x".repeat(LONG));

    /** One request; the body is null where there is none. */
    record BadRequest(String method, String path, String body, String type) {
        @Override
        public String toString() {
            String said = body == null ? "" : body;
            return method + " " + shown(path) + " " + type + " " + shown(said);
        }

        private static String shown(String text) {
            int most = 300;
            return text.length() <= most ? text : text.substring(0, most) + "… (" + text.length() + ")";
        }
    }

    private record Operation(String method, String path, JsonNode description) {}

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, String> known;
    private final Random random;

    /**
     * Reads a description.
     *
     * @param known what exists, by the name of a parameter or field; only asked for in operations that change nothing
     */
    BadRequests(JsonNode document, Map<String, String> known, Random random) {
        this.document = document;
        this.known = known;
        this.random = random;
        document.path("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(one -> operations.add(new Operation(
                        one.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), one.getValue()))));
    }

    /** How many operations there are: as many requests in a row meet each of them once. */
    int operations() {
        return operations.size();
    }

    /** The n-th request. */
    BadRequest request(int n) {
        Operation operation = operations.get(n % operations.size());
        boolean harmless = operation.method().equals("GET") || operation.path().startsWith("/variants/");
        StringBuilder path = new StringBuilder();
        for (String part : operation.path().substring(1).split("/")) {
            path.append('/').append(part.startsWith("{") ? encoded(name()) : part);
        }
        query(operation, path);
        if (operation.method().equals("GET")) {
            return new BadRequest("GET", path.toString(), null, "");
        }
        JsonNode schema = operation
                .description()
                .at("/requestBody/content")
                .path("application/json")
                .path("schema");
        return new BadRequest(operation.method(), path.toString(), body(schema, harmless), type());
    }

    private void query(Operation operation, StringBuilder path) {
        char sign = '?';
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query") && random.nextInt(5) > 0) {
                path.append(sign).append(name).append('=').append(encoded(text(name, true, 2_000)));
                sign = '&';
            }
        }
    }

    private String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A part of a path, which a server would not take to pieces. */
    private String name() {
        String name = text("", false, 200);
        boolean crooked = name.isBlank() || name.matches("\\.*") || name.contains("/") || name.contains("\u0000");
        return crooked ? "x" + random.nextInt(10) : name;
    }

    private String text(String name, boolean harmless, int most) {
        if (harmless && known.containsKey(name) && random.nextInt(3) > 0) {
            return known.get(name);
        }
        String evil = EVIL.get(random.nextInt(EVIL.size()));
        return evil.length() > most ? evil.substring(0, most) : evil;
    }

    private String type() {
        return random.nextInt(20) == 0 ? "text/plain" : "application/json";
    }

    private String body(JsonNode schema, boolean harmless) {
        return switch (random.nextInt(20)) {
            case 0 -> "";
            case 1 -> "{";
            case 2 -> "[]";
            case 3 -> "\"x\"";
            case 4 -> "[".repeat(5_000);
            case 5 -> "{\"a\":".repeat(900) + "1" + "}".repeat(900);
            default -> value(schema, "", harmless, 0).toString();
        };
    }

    /** As described, but now and then something else. */
    private JsonNode value(JsonNode described, String name, boolean harmless, int depth) {
        JsonNode schema = resolved(described);
        if (depth > 0 && random.nextInt(6) == 0) {
            return wrong(depth);
        }
        if (schema.has("enum") && random.nextInt(4) > 0) {
            JsonNode words = schema.path("enum");
            return words.get(random.nextInt(words.size()));
        }
        return switch (schema.path("type").asText("object")) {
            case "string" -> JSON.textNode(text(name, harmless, Integer.MAX_VALUE));
            case "integer", "number" -> JSON.numberNode(
                    List.of(0, 1, -1, 5, 1441, 65_536, Integer.MAX_VALUE).get(random.nextInt(7)));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema.path("items"), name, harmless, depth);
            default -> object(schema, harmless, depth);
        };
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    private ArrayNode array(JsonNode items, String name, boolean harmless, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = random.nextInt(30) == 0 ? MANY : random.nextInt(3);
        for (int i = 0; i < size && depth < MAX_DEPTH; i++) {
            array.add(size == MANY ? JSON.textNode("x" + i) : value(items, name, harmless, depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, boolean harmless, int depth) {
        ObjectNode object = JSON.objectNode();
        Iterator<Map.Entry<String, JsonNode>> properties =
                schema.path("properties").fields();
        while (properties.hasNext() && depth < MAX_DEPTH) {
            Map.Entry<String, JsonNode> property = properties.next();
            if (random.nextInt(8) > 0) {
                object.set(property.getKey(), value(property.getValue(), property.getKey(), harmless, depth + 1));
            }
        }
        if (random.nextInt(10) == 0) {
            object.set(EVIL.get(random.nextInt(30)), wrong(depth));
        }
        return object;
    }

    private JsonNode wrong(int depth) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(true);
            case 2 -> JSON.numberNode(new java.math.BigInteger("9".repeat(40)));
            case 3 -> JSON.numberNode(1.5);
            case 4 -> JSON.objectNode();
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.arrayNode().addNull().add(1);
            case 7 -> JSON.objectNode().put("x", depth);
            default -> JSON.textNode(EVIL.get(random.nextInt(EVIL.size())));
        };
    }
}
