package org.herald.connectors.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks links, mentions and hashtags of a text, by offsets into its UTF-8 bytes. */
final class Facets {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]}'\u2019]");
    private static final Pattern MENTION = Pattern.compile("(?<=^|[\\s(])@([a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+)");
    private static final Pattern TAG = Pattern.compile("(?<=^|\\s)#([\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*)");
    private static final int MAX_TAG = 64;

    private Facets() {}

    /**
     * Finds the facets of a text.
     *
     * @param didOf tells whose handle it is; a mention of nobody stays text
     */
    static List<Map<String, Object>> of(String text, Function<String, Optional<String>> didOf) {
        List<Map<String, Object>> facets = new ArrayList<>();
        each(
                LINK,
                text,
                m -> facets.add(facet(text, m, Map.of("$type", "app.bsky.richtext.facet#link", "uri", m.group()))));
        each(MENTION, text, m -> didOf.apply(m.group(1))
                .ifPresent(did ->
                        facets.add(facet(text, m, Map.of("$type", "app.bsky.richtext.facet#mention", "did", did)))));
        each(TAG, text, m -> {
            if (m.group(1).length() <= MAX_TAG) {
                facets.add(facet(text, m, Map.of("$type", "app.bsky.richtext.facet#tag", "tag", m.group(1))));
            }
        });
        return facets;
    }

    private interface Found {
        void at(Matcher match);
    }

    private static void each(Pattern pattern, String text, Found found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.at(matcher);
        }
    }

    private static Map<String, Object> facet(String text, Matcher match, Map<String, Object> feature) {
        return Map.of(
                "index",
                Map.of("byteStart", bytes(text, match.start()), "byteEnd", bytes(text, match.end())),
                "features",
                List.of(feature));
    }

    private static int bytes(String text, int end) {
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
