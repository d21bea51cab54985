package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Somebody who is told of a message because it names them.
 *
 * @param id of the person or role; "everyone" for all
 */
public record Ping(Kind kind, String id) {
    private static final Pattern ALL = Pattern.compile("@(everyone|here)");
    private static final Pattern USER = Pattern.compile("<@!?([0-9]+)>");
    private static final Pattern ROLE = Pattern.compile("<@&([0-9]+)>");

    /** Whom a name means. */
    public enum Kind {
        /** All of the server, or all who are there now. */
        EVERYONE,
        /** All who have a role. */
        ROLE,
        /** One person. */
        USER
    }

    /**
     * Whom a text would call.
     *
     * @param allowed what allowed_mentions says; missing for the vendor's default
     * @param byDefault what is parsed when nothing is said
     */
    static List<Ping> of(String text, JsonNode allowed, Set<String> byDefault) {
        Set<Ping> pings = new LinkedHashSet<>();
        boolean told = allowed.isObject();
        Set<String> parsed = told ? texts(allowed.path("parse")) : byDefault;
        if (parsed.contains("everyone") && ALL.matcher(text).find()) {
            pings.add(new Ping(Kind.EVERYONE, "everyone"));
        }
        find(USER, Kind.USER, text, parsed.contains("users"), texts(allowed.path("users")), pings);
        find(ROLE, Kind.ROLE, text, parsed.contains("roles"), texts(allowed.path("roles")), pings);
        return List.copyOf(pings);
    }

    private static void find(Pattern form, Kind kind, String text, boolean all, Set<String> some, Set<Ping> pings) {
        Matcher named = form.matcher(text);
        while (named.find()) {
            if (all || some.contains(named.group(1))) {
                pings.add(new Ping(kind, named.group(1)));
            }
        }
    }

    static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
