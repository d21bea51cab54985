package org.herald.simulators.discord;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Violation;

/** Judges what stands behind the question mark. */
final class Queries {
    private static final Set<String> YES = Set.of("true", "True", "1");
    private static final Set<String> NO = Set.of("false", "False", "0");

    private Queries() {}

    static void only(Call call, Set<String> known) throws Violation {
        for (String name : call.query().keySet()) {
            if (!known.contains(name)) {
                throw Errors.field(name, "UNKNOWN_FIELD", "There is no such parameter here.");
            }
        }
    }

    static boolean flag(Call call, String name) throws Violation {
        String value = call.query().getOrDefault(name, "false");
        if (!YES.contains(value) && !NO.contains(value)) {
            throw Errors.field(name, "BASE_TYPE_BOOL", "Must be either true or false.");
        }
        return YES.contains(value);
    }

    static Optional<String> id(Call call, String name) throws Violation {
        Map<String, String> query = call.query();
        if (query.containsKey(name) && !Snowflakes.isOne(query.get(name))) {
            throw Errors.field(name, "NUMBER_TYPE_COERCE", "Value \"" + query.get(name) + "\" is not snowflake.");
        }
        return Optional.ofNullable(query.get(name));
    }

    static int number(Call call, String name, int usual, int max) throws Violation {
        String value = call.query().getOrDefault(name, String.valueOf(usual));
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > max) {
            throw Errors.field(name, "NUMBER_TYPE_MAX", "int value should be between 1 and " + max + ".");
        }
        return Integer.parseInt(value);
    }
}
