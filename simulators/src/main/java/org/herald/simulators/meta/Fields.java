package org.herald.simulators.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Violation;

/** The fields that a request asks for: {@code id,from{id,name}} (Graph API, Field expansion). */
public final class Fields {
    private Fields() {}

    /**
     * What was asked for of an object.
     *
     * @param asked as in the request; empty for what is told unasked
     * @param unasked what is told then, beside the id
     * @param type how the API calls such an object
     */
    public static Map<String, Object> pick(Map<String, Object> object, String asked, Set<String> unasked, String type)
            throws Violation {
        Map<String, Object> picked = new LinkedHashMap<>();
        List<String> names = asked.isEmpty() ? List.copyOf(unasked) : split(asked);
        for (String one : names) {
            int brace = one.indexOf('{');
            String name = (brace < 0 ? one : one.substring(0, brace)).strip();
            if (!object.containsKey(name)) {
                throw unknown(name, type);
            }
            Object value = object.get(name);
            if (value != null) {
                picked.put(
                        name, brace < 0 ? value : within(value, one.substring(brace + 1, one.lastIndexOf('}')), name));
            }
        }
        if (object.containsKey("id")) {
            picked.put("id", object.get("id"));
        }
        return picked;
    }

    /** Refuses fields that objects of a type do not have, where there may be no object to ask. */
    static void check(String asked, Set<String> known, String type) throws Violation {
        for (String one : asked.isEmpty() ? List.<String>of() : split(asked)) {
            String name = one.replaceFirst("\\{.*$", "").strip();
            if (!known.contains(name)) {
                throw unknown(name, type);
            }
        }
    }

    private static Violation unknown(String name, String type) {
        return GraphError.parameter("Tried accessing nonexisting field (" + name + ") on node type (" + type + ")")
                .violation("unknown field " + name + " of " + type);
    }

    private static Object within(Object value, String asked, String name) throws Violation {
        if (value instanceof Map<?, ?> map && map.get("data") instanceof List<?> list) {
            List<Object> data = new ArrayList<>();
            for (Object one : list) {
                data.add(within(one, asked, name));
            }
            Map<String, Object> page = new LinkedHashMap<>();
            page.put("data", data);
            page.put("paging", map.get("paging"));
            return page;
        }
        if (value instanceof Map<?, ?> map && map.get("data") instanceof Map<?, ?> one) {
            return Map.of("data", within(one, asked, name));
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), inner));
            return pick(plain, asked, Set.of(), name);
        }
        throw GraphError.parameter("Syntax error in fields").violation(name + " has no fields of its own");
    }

    private static List<String> split(String asked) throws Violation {
        List<String> names = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < asked.length(); i++) {
            char character = asked.charAt(i);
            depth += step(character);
            if (character == ',' && depth == 0) {
                names.add(asked.substring(from, i).strip());
                from = i + 1;
            }
        }
        names.add(asked.substring(from).strip());
        if (depth != 0) {
            throw GraphError.of(2500, 0, "Syntax error \"Expected end of string\" in fields")
                    .violation("braces of fields do not match");
        }
        return names;
    }

    private static int step(char character) {
        if (character == '{') {
            return 1;
        }
        return character == '}' ? -1 : 0;
    }
}
