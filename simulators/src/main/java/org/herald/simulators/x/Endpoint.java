package org.herald.simulators.x;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/**
 * One thing that the API does.
 *
 * @param template the path with names in braces
 * @param scopes which a token must have, all of them
 * @param limit how many requests a user may make in fifteen minutes
 * @param query which names the query may have
 */
record Endpoint(String method, String template, Set<String> scopes, int limit, Set<String> query, Work work) {
    /** Does it. */
    interface Work {
        Reply answer(Asked asked) throws Violation;
    }

    /**
     * A request whose sign-in is good.
     *
     * @param user who asks
     * @param path what stands in the path, by name
     */
    record Asked(Call call, User user, Map<String, String> path) {
        /** What the query says. */
        Optional<String> query(String name) {
            return Optional.ofNullable(call.query().get(name));
        }
    }

    String name() {
        return method + " " + template;
    }

    /** What stands in the path, by name; empty where it is another path. */
    Optional<Map<String, String>> match(Call call) {
        String[] wanted = template.split("/");
        String[] given = call.path().split("/", -1);
        if (!call.method().equals(method) || wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                names.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    /** The rules that need no contract to be read. */
    void judge(Call call, Map<String, String> path) throws Violation {
        for (String name : call.query().keySet()) {
            if (!query.contains(name)) {
                throw Problems.invalid("The query parameter [" + name + "] is not one of " + query);
            }
        }
        for (Map.Entry<String, String> one : path.entrySet()) {
            if (!one.getValue().matches("[0-9]{1,19}")) {
                throw Problems.invalid("The `" + one.getKey() + "` path parameter value [" + one.getValue()
                        + "] does not match ^[0-9]{1,19}$");
            }
        }
    }
}
