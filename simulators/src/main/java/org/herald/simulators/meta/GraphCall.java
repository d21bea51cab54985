package org.herald.simulators.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/**
 * A request to the Graph API, whose parameters may stand in the query, in a form, or in parts.
 *
 * @param path without the version
 * @param files the parts that are files
 */
public record GraphCall(
        Call call, String version, List<String> path, Map<String, String> parameters, List<Part> files) {
    /** What any request may say (Graph API, Secure Requests). */
    private static final Set<String> EVERYWHERE = Set.of("access_token", "appsecret_proof", "fields");

    /** What the id of an upload session begins with (Resumable Upload API). */
    public static final String UPLOAD = "upload:";

    static GraphCall of(Call call, String version, List<String> path) throws Violation {
        Map<String, String> parameters = new LinkedHashMap<>(call.query());
        List<Part> parts = List.of();
        boolean plain = !path.isEmpty()
                && path.get(0).startsWith(UPLOAD); // the body is a part of a file, whatever its type is called
        if (call.body().length > 0 && !plain) {
            switch (call.type()) {
                case "application/x-www-form-urlencoded" -> parameters.putAll(call.form());
                case "application/json" -> putJson(call, parameters);
                case "multipart/form-data" -> {
                    parts = call.parts();
                    parts.stream()
                            .filter(part -> part.fileName().isEmpty())
                            .forEach(part -> parameters.put(part.name(), part.text()));
                }
                default -> throw GraphError.parameter("The body's type is not known")
                        .violation("body of " + call.type());
            }
        }
        List<Part> files =
                parts.stream().filter(part -> !part.fileName().isEmpty()).toList();
        return new GraphCall(call, version, path, parameters, files);
    }

    private static void putJson(Call call, Map<String, String> parameters) throws Violation {
        Optional<JsonNode> body = call.json().filter(JsonNode::isObject);
        if (body.isEmpty()) {
            throw GraphError.parameter("The body is no JSON").violation("the body is no JSON object");
        }
        body.get()
                .fields()
                .forEachRemaining(field -> parameters.put(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asText()
                                : field.getValue().toString()));
    }

    /** The method. */
    public String method() {
        return call.method();
    }

    /** The object that is meant. */
    public String node() {
        return path.get(0);
    }

    /** The list below it; empty for the object itself. */
    public String edge() {
        return path.size() > 1 ? path.get(1) : "";
    }

    /** The method and the list, as in "POST feed"; "GET" for the object itself. */
    public String job() {
        return (method() + " " + edge()).strip();
    }

    /** A parameter; empty where it is not given. */
    public String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether it is given. */
    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** A parameter that must be there. */
    public String need(String name) throws Violation {
        if (get(name).isEmpty()) {
            throw GraphError.parameter("The parameter " + name + " is required").violation(name + " is missing");
        }
        return get(name);
    }

    /** A yes or no. */
    public boolean flag(String name, boolean otherwise) throws Violation {
        return switch (get(name)) {
            case "" -> otherwise;
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw GraphError.parameter("Param " + name + " must be a boolean")
                    .violation(name + " is no boolean");
        };
    }

    /** Refuses what the contract does not have; {@code name[0]} is {@code name}. */
    public void only(Set<String> known) throws Violation {
        for (String name : parameters.keySet()) {
            String plain = name.replaceFirst("\\[.*$", "");
            if (!known.contains(plain) && !EVERYWHERE.contains(plain)) {
                throw GraphError.parameter("Unknown parameter " + plain).violation("unknown parameter " + plain);
            }
        }
    }

    /** The token, from the header or from the parameter; empty where none is given. */
    public String token() {
        return call.header("Authorization")
                .filter(value -> value.startsWith("Bearer ") || value.startsWith("OAuth "))
                .map(value -> value.substring(value.indexOf(' ') + 1).strip())
                .orElse(get("access_token"));
    }
}
