package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.simulators.Json;
import org.herald.simulators.Violation;

/**
 * A text as readers see it, with its entities; positions count UTF-16 code units.
 *
 * @param text without markup, and without space around it
 */
record Formatted(String text, ArrayNode entities) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");
    private static final Pattern MENTION = Pattern.compile("(?<![\\w@])@[A-Za-z][A-Za-z0-9_]{3,31}");
    private static final Pattern HASHTAG =
            Pattern.compile("(?<![\\p{L}\\p{N}_#])#[\\p{L}\\p{N}_]*[\\p{L}_][\\p{L}\\p{N}_]*");

    /** Reads a text as a request gives it. */
    static Formatted of(String raw, String parseMode) throws Violation {
        return switch (parseMode.toLowerCase(java.util.Locale.ROOT)) {
            case "" -> plain(raw, Json.MAPPER.createArrayNode());
            case "html" -> Markup.read(raw);
            default -> throw Refusals.broken(
                    "this simulator reads HTML only, not “" + parseMode + "”", "unsupported parse_mode");
        };
    }

    /** Takes the space around a text away, and finds links, mentions and hashtags, as the server does. */
    static Formatted plain(String text, ArrayNode marked) {
        String end = text.stripTrailing();
        String stripped = end.stripLeading();
        int shift = end.length() - stripped.length();
        ArrayNode entities = Json.MAPPER.createArrayNode();
        marked.forEach(entity -> shifted((ObjectNode) entity, shift, stripped.length(), entities));
        find(LINK, "url", stripped, entities);
        find(MENTION, "mention", stripped, entities);
        find(HASHTAG, "hashtag", stripped, entities);
        return new Formatted(stripped, entities);
    }

    private static void shifted(ObjectNode entity, int shift, int length, ArrayNode entities) {
        int from = Math.max(0, entity.path("offset").asInt() - shift);
        int to = Math.min(
                length, entity.path("offset").asInt() + entity.path("length").asInt() - shift);
        if (to > from) {
            entities.add(entity.put("offset", from).put("length", to - from));
        }
    }

    private static void find(Pattern pattern, String type, String text, ArrayNode entities) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!isWithin(entities, matcher.start(), matcher.end())) {
                entities.addObject()
                        .put("type", type)
                        .put("offset", matcher.start())
                        .put("length", matcher.end() - matcher.start());
            }
        }
    }

    private static boolean isWithin(ArrayNode entities, int from, int to) {
        for (var entity : entities) {
            boolean closed = entity.path("type").asText().matches("url|text_link|code|pre");
            int start = entity.path("offset").asInt();
            if (closed && start < to && from < start + entity.path("length").asInt()) {
                return true;
            }
        }
        return false;
    }

    boolean same(Formatted other) {
        return text.equals(other.text) && entities.equals(other.entities);
    }
}
