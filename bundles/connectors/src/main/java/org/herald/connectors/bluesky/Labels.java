package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The warning that labels make: those an author sets on a post (com.atproto.label.defs#selfLabels) and those of the
 * services that moderate the network. What a label means is told by the network's list of global values; one that is not
 * on it is named, for nobody knows what it says. Pure.
 */
final class Labels {
    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("porn", "Adult content");
        MEANINGS.put("sexual", "Sexual content");
        MEANINGS.put("nudity", "Nudity");
        MEANINGS.put("graphic-media", "Graphic content");
        MEANINGS.put("gore", "Graphic content");
        MEANINGS.put("!warn", "Marked by the network’s moderation");
        MEANINGS.put("!hide", "Marked by the network’s moderation");
    }

    /** Says whom to show a post to, not what is in it. */
    private static final String SIGNED_IN_ONLY = "!no-unauthenticated";

    private Labels() {}

    /**
     * A line of text to be read before a post; empty where no label calls for one.
     *
     * @param record the post's record, with its author's own labels; may be null
     * @param labels those that the network's view has for it; may be null
     * @param quoted those of a post that it shows
     */
    static String warning(JsonNode record, JsonNode labels, JsonNode quoted) {
        Set<String> values = new TreeSet<>();
        if (record != null) {
            record.at("/labels/values").forEach(label -> add(label, values));
        }
        values.addAll(standing(labels));
        values.addAll(standing(quoted));
        values.remove(SIGNED_IN_ONLY);
        Set<String> words = new java.util.LinkedHashSet<>();
        MEANINGS.forEach((value, word) -> {
            if (values.remove(value)) {
                words.add(word);
            }
        });
        words.addAll(values);
        return String.join(", ", words);
    }

    /** A service takes a label back by one that says so. */
    private static Set<String> standing(JsonNode labels) {
        Set<String> values = new HashSet<>();
        Set<String> back = new HashSet<>();
        if (labels != null) {
            for (JsonNode label : labels) {
                add(label, label.path("neg").asBoolean() ? back : values);
            }
        }
        values.removeAll(back);
        return values;
    }

    private static void add(JsonNode label, Set<String> values) {
        String value = label.path("val").asText("").strip();
        if (!value.isEmpty()) {
            values.add(value);
        }
    }
}
