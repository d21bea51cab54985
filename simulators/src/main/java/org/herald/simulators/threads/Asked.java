package org.herald.simulators.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/**
 * A request to the Graph API: what it says in its query and in its form is one.
 *
 * @param path without the version
 * @param token from the header or the parameter; empty for none
 */
record Asked(String method, List<String> path, Map<String, String> values, String token) {
    private static final String TOKEN = "access_token";
    private static final String BEARER = "Bearer ";
    private static final String VERSION = "v1.0";

    static Asked of(Call call) throws Violation {
        List<String> path = new ArrayList<>(call.segments());
        if (path.get(0).matches("v\\d.*")) {
            if (!path.remove(0).equals(VERSION)) {
                throw new Violation("no such version", Errors.of(400, Errors.NO_PATH, 0, "Unknown API version."));
            }
        }
        if (path.size() > 1 && path.get(path.size() - 1).isEmpty()) {
            path.remove(path.size() - 1); // the published sample asks for containers so
        }
        Map<String, String> values = new LinkedHashMap<>(call.query());
        values.putAll(body(call));
        String parameter = values.remove(TOKEN);
        String header = call.header("Authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElse("");
        return new Asked(call.method(), path, values, parameter == null ? header : parameter);
    }

    private static Map<String, String> body(Call call) throws Violation {
        if (call.body().length == 0) {
            return Map.of();
        }
        if (call.type().equals("application/x-www-form-urlencoded")) {
            return call.form();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Part part : call.parts()) {
            values.put(part.name(), part.text());
        }
        if (values.isEmpty()) {
            throw Errors.parameter("the body is no form but " + call.type());
        }
        return values;
    }

    boolean is(String what, int parts) {
        return method.equals(what) && path.size() == parts;
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) throws Violation {
        return value(name).orElseThrow(() -> Errors.parameter(name + " is required"));
    }

    boolean flag(String name) throws Violation {
        String value = values.getOrDefault(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Errors.parameter(name + " is true or false, not " + value);
        }
        return value.equals("true");
    }

    void only(Set<String> names) throws Violation {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw Errors.parameter("no parameter " + name + " here");
            }
        }
    }
}
