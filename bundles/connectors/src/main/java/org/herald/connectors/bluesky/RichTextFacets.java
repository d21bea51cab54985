package org.herald.connectors.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks links, mentions, hashtags and cashtags of a text, by offsets into its UTF-8 bytes, as the network's own client
 * does (packages/api/src/rich-text/detection.ts of bluesky-social/atproto, August 2026). It differs in one thing: what
 * that code would link to an address that is none, and that a server then refuses with the whole post, stays text.
 */
final class RichTextFacets {
    /** White space as the client's language knows it, to stand in a class of characters. */
    private static final String SPACE =
            "\\t\\n\\u000B\\f\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";
    /** Characters without a width, which end a tag. */
    private static final String UNSEEN = SPACE + "\\u00AD\\u2060\\u200B\\u200C\\u200D\\u20E2";

    private static final String BEGIN = "(^|[" + SPACE + "(])";
    private static final String WORD_ENDS = "(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))";
    private static final Pattern MENTION = Pattern.compile(BEGIN + "@([a-zA-Z0-9.-]+)" + WORD_ENDS);
    private static final Pattern LINK = Pattern.compile(
            BEGIN + "(https?://[^" + SPACE + "]+|(?<domain>[a-z][a-z0-9]*(?:\\.[a-z0-9]+)++)[^" + SPACE + "]*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/].*", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("(^|[" + SPACE + "])[#\\uFF03]((?!\\uFE0F)[^" + UNSEEN
            + "]*[^0-9\\p{P}" + UNSEEN + "]+[^" + UNSEEN + "]*)");
    private static final Pattern CASHTAG =
            Pattern.compile(BEGIN + "\\$([A-Za-z][A-Za-z0-9]{0,4})(?=[" + SPACE + "]|\\z|[.,;:!?)\"'\\u2019])");
    private static final Pattern TRAILING_PUNCTUATION = Pattern.compile("\\p{P}+\\z");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int MAX_TAG = 64;

    private RichTextFacets() {}

    /** A marked stretch of the text, in UTF-16 code units. */
    private record Mark(int start, int end, Map<String, Object> feature) {}

    /**
     * Finds the facets of a text, in their order; none lies over another.
     *
     * @param didOf tells whose handle it is; a mention of nobody stays text
     */
    static List<Map<String, Object>> of(String text, Function<String, Optional<String>> didOf) {
        List<Mark> marks = new ArrayList<>();
        each(MENTION, text, match -> mention(match, didOf, marks));
        each(LINK, text, match -> link(match, marks));
        each(TAG, text, match -> tag(match, marks));
        each(CASHTAG, text, match -> cashtag(match, marks));
        marks.sort(Comparator.comparingInt(Mark::start));
        List<Map<String, Object>> facets = new ArrayList<>();
        int end = 0;
        for (Mark mark : marks) {
            if (mark.start() >= end) { // the client shows the first of two that overlap
                facets.add(facet(text, mark));
                end = mark.end();
            }
        }
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

    private static void mention(Matcher match, Function<String, Optional<String>> didOf, List<Mark> marks) {
        String handle = match.group(2);
        if (Domains.isValid(handle) || handle.endsWith(".test")) {
            didOf.apply(handle)
                    .ifPresent(did -> marks.add(new Mark(
                            match.start(2) - 1,
                            match.end(2),
                            Map.of("$type", "app.bsky.richtext.facet#mention", "did", did))));
        }
    }

    private static void link(Matcher match, List<Mark> marks) {
        String uri = match.group(2);
        boolean whole = uri.startsWith("http://") || uri.startsWith("https://");
        String domain = match.group("domain");
        if (!whole && (domain == null || !Domains.isValid(domain))) {
            return;
        }
        int cut = 0;
        if (endsWith(uri, ".,;:!?", cut)) {
            cut++;
        }
        if (endsWith(uri, ")", cut) && uri.indexOf('(') < 0) {
            cut++;
        }
        String kept = (whole ? "" : "https://") + uri.substring(0, uri.length() - cut);
        if (ADDRESS.matcher(kept).matches()) {
            marks.add(new Mark(
                    match.start(2), match.end(2) - cut, Map.of("$type", "app.bsky.richtext.facet#link", "uri", kept)));
        }
    }

    private static boolean endsWith(String text, String any, int cut) {
        int last = text.length() - cut - 1;
        return last >= 0 && any.indexOf(text.charAt(last)) >= 0;
    }

    private static void tag(Matcher match, List<Mark> marks) {
        String tag = TRAILING_PUNCTUATION.matcher(match.group(2)).replaceAll("");
        boolean fits =
                tag.length() <= MAX_TAG || GRAPHEME.matcher(tag).results().count() <= MAX_TAG;
        if (!tag.isEmpty() && fits) {
            marks.add(tag(match.start(2) - 1, match.start(2) + tag.length(), tag));
        }
    }

    private static void cashtag(Matcher match, List<Mark> marks) {
        marks.add(tag(match.start(2) - 1, match.end(2), "$" + match.group(2).toUpperCase(Locale.ROOT)));
    }

    private static Mark tag(int start, int end, String tag) {
        return new Mark(start, end, Map.of("$type", "app.bsky.richtext.facet#tag", "tag", tag));
    }

    private static Map<String, Object> facet(String text, Mark mark) {
        int start = bytes(text, 0, mark.start());
        return Map.of(
                "index",
                Map.of("byteStart", start, "byteEnd", start + bytes(text, mark.start(), mark.end())),
                "features",
                List.of(mark.feature()));
    }

    private static int bytes(String text, int start, int end) {
        return text.substring(start, end).getBytes(StandardCharsets.UTF_8).length;
    }
}
