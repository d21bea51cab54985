package org.herald.simulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.herald.simulators.Call;
import org.herald.simulators.Json;
import org.herald.simulators.Part;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/**
 * X's own description of its API (OpenAPI 3.0). Requests are held against it, and so is every answer of the simulator: what
 * it would never say, no connector is tested with.
 */
final class Contract {
    private static final Optional<JsonNode> DOCUMENT = read();

    private final JsonNode document;
    private final JsonSchemaFactory factory =
            JsonSchemaFactory.getInstance(VersionFlag.V4, builder -> builder.metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
    }

    /** From the directory that the system property {@code herald.specs} names; empty where it is not there. */
    static Optional<Contract> find() {
        return DOCUMENT.map(Contract::new);
    }

    private static Optional<JsonNode> read() {
        Path file = Path.of(System.getProperty("herald.specs", ""), "x-openapi.json");
        if (System.getProperty("herald.specs") == null || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new IllegalStateException("the contract of X cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Judges a request.
     *
     * @param template the path as the contract has it
     * @throws Violation where it is not one of the contract's
     */
    void judge(Call call, String template, Map<String, String> inPath) throws Violation {
        JsonNode operation = operation(call.method(), template);
        if (operation.isMissingNode()) {
            throw Problems.invalid("the contract knows no " + call.method() + " " + template);
        }
        judgeParameters(operation, "query", call.query());
        judgeParameters(operation, "path", inPath);
        judgeBody(operation, call);
    }

    private JsonNode operation(String method, String template) {
        return document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    }

    private void judgeParameters(JsonNode operation, String in, Map<String, String> given) throws Violation {
        Map<String, JsonNode> known = new HashMap<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode whole = resolved(parameter);
            if (whole.path("in").asText().equals(in)) {
                known.put(whole.path("name").asText(), whole);
            }
        }
        for (Map.Entry<String, String> one : given.entrySet()) {
            JsonNode parameter = known.get(one.getKey());
            if (parameter == null) {
                throw Problems.invalid("the contract knows no parameter " + one.getKey());
            }
            JsonNode schema = parameter.path("schema");
            require(schema, typed(resolved(schema), one.getValue()), "the parameter " + one.getKey());
        }
        for (JsonNode parameter : known.values()) {
            String name = parameter.path("name").asText();
            if (parameter.path("required").asBoolean() && !given.containsKey(name)) {
                throw Problems.invalid("the parameter " + name + " is missing");
            }
        }
    }

    private static JsonNode typed(JsonNode schema, String value) {
        switch (schema.path("type").asText()) {
            case "integer":
                return value.matches("-?[0-9]{1,18}")
                        ? Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(value))
                        : Json.MAPPER.getNodeFactory().textNode(value);
            case "array":
                ArrayNode items = Json.MAPPER.createArrayNode();
                for (String item : value.split(",", -1)) {
                    items.add(item);
                }
                return items;
            default:
                return Json.MAPPER.getNodeFactory().textNode(value);
        }
    }

    private void judgeBody(JsonNode operation, Call call) throws Violation {
        JsonNode body = operation.path("requestBody");
        if (body.isMissingNode()) {
            if (call.body().length > 0) {
                throw Problems.invalid("the contract knows no body here");
            }
            return;
        }
        JsonNode schema = body.path("content").path(call.type()).path("schema");
        if (schema.isMissingNode()) {
            throw Problems.invalid("the contract takes no body of type “" + call.type() + "”");
        }
        Optional<? extends JsonNode> given = call.type().equals("application/json") ? call.json() : form(schema, call);
        require(schema, given.orElseThrow(() -> Problems.invalid("the body cannot be read")), "the body");
    }

    /** The parts of a form as an object; bytes are a text of no meaning. */
    private Optional<ObjectNode> form(JsonNode schema, Call call) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (Part part : call.parts()) {
            JsonNode property = resolved(schema).path("properties").path(part.name());
            object.set(part.name(), typed(property, part.fileName().isEmpty() ? part.text() : "bytes"));
        }
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private void require(JsonNode schema, JsonNode value, String what) throws Violation {
        Set<ValidationMessage> messages = schema(schema).validate(value);
        if (!messages.isEmpty()) {
            throw Problems.invalid(what + ": " + told(messages));
        }
    }

    /** Throws where an answer that went well is not one of the contract's: the simulator is wrong then. */
    void check(Call call, String template, Reply reply) {
        JsonNode responses = operation(call.method(), template).path("responses");
        if (reply.status() / 100 != 2) {
            return;
        }
        JsonNode schema = responses.path(Integer.toString(reply.status())).at("/content/application~1json/schema");
        JsonNode body = new Call("", call.uri(), Map.of(), reply.body()).json().orElseThrow();
        if (schema.isMissingNode()) {
            throw new IllegalStateException("the contract knows no answer " + reply.status());
        }
        Set<ValidationMessage> messages = schema(schema).validate(body);
        if (!messages.isEmpty()) {
            throw new IllegalStateException("the contract knows no such answer: " + told(messages));
        }
    }

    private static String told(Set<ValidationMessage> messages) {
        return messages.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("; "));
    }

    /** Schemas refer to others below {@code components}: so these stand beside each. */
    private JsonSchema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema.toString(), key -> {
            ObjectNode root = Json.MAPPER.createObjectNode();
            root.set("allOf", Json.MAPPER.createArrayNode().add(schema));
            root.set("components", document.path("components"));
            return factory.getSchema(root);
        });
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The scopes that an operation wants. */
    Set<String> scopes(String method, String template) {
        for (JsonNode way : operation(method, template).path("security")) {
            if (way.has("OAuth2UserToken")) {
                Set<String> names = new TreeSet<>();
                way.path("OAuth2UserToken").forEach(scope -> names.add(scope.asText()));
                return names;
            }
        }
        return Set.of();
    }
}
