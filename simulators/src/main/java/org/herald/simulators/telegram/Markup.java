package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.herald.simulators.Json;
import org.herald.simulators.Violation;

/** Reads the HTML of {@code parse_mode}: a few tags, four named entities, and nothing else unescaped. */
final class Markup {
    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("b", "bold"),
            Map.entry("strong", "bold"),
            Map.entry("i", "italic"),
            Map.entry("em", "italic"),
            Map.entry("u", "underline"),
            Map.entry("ins", "underline"),
            Map.entry("s", "strikethrough"),
            Map.entry("strike", "strikethrough"),
            Map.entry("del", "strikethrough"),
            Map.entry("span", "spoiler"),
            Map.entry("tg-spoiler", "spoiler"),
            Map.entry("a", "text_link"),
            Map.entry("code", "code"),
            Map.entry("pre", "pre"),
            Map.entry("blockquote", "blockquote"));
    private static final Map<String, String> NAMED = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));");
    private static final Pattern HREF = Pattern.compile("\\s+href=(?:\"([^\"]*)\"|'([^']*)')\\s*");
    private static final int HEX = 16;

    private final String raw;
    private final StringBuilder text = new StringBuilder();
    private final ArrayNode entities = Json.MAPPER.createArrayNode();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    private record Open(String tag, String href, int from) {}

    private Markup(String raw) {
        this.raw = raw;
    }

    static Formatted read(String raw) throws Violation {
        Markup markup = new Markup(raw);
        while (markup.at < raw.length()) {
            markup.next();
        }
        if (!markup.open.isEmpty()) {
            throw bad("Can't find end tag corresponding to start tag \""
                    + markup.open.peek().tag() + "\"");
        }
        return Formatted.plain(markup.text.toString(), markup.entities);
    }

    private static Violation bad(String why) {
        return Refusals.broken("the HTML is broken: " + why, "can't parse entities: " + why);
    }

    private int offset() {
        return raw.substring(0, at).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    private void next() throws Violation {
        switch (raw.charAt(at)) {
            case '<' -> tag();
            case '&' -> entity();
            case '>' -> throw bad("Unescaped character '>' at byte offset " + offset());
            default -> text.append(raw.charAt(at++));
        }
    }

    private void entity() throws Violation {
        Matcher matcher = ENTITY.matcher(raw).region(at, raw.length());
        if (!matcher.lookingAt()) {
            throw bad("Unescaped character '&' at byte offset " + offset());
        }
        if (matcher.group(1) != null) {
            text.appendCodePoint(Integer.parseInt(matcher.group(1)));
        } else if (matcher.group(2) != null) {
            text.appendCodePoint(Integer.parseInt(matcher.group(2), HEX));
        } else {
            text.append(NAMED.get(matcher.group(3)));
        }
        at = matcher.end();
    }

    private void tag() throws Violation {
        Matcher matcher = TAG.matcher(raw).region(at, raw.length());
        if (!matcher.lookingAt()) {
            throw bad("Unclosed start tag at byte offset " + offset());
        }
        String tag = matcher.group(2).toLowerCase(Locale.ROOT);
        if (!TAGS.containsKey(tag)) {
            throw bad("Unsupported start tag \"" + tag + "\" at byte offset " + offset());
        }
        if (matcher.group(1).isEmpty()) {
            open.push(new Open(tag, href(tag, matcher.group(3)), text.length()));
        } else {
            close(tag);
        }
        at = matcher.end();
    }

    private String href(String tag, String attributes) throws Violation {
        Matcher matcher = HREF.matcher(attributes);
        boolean link = tag.equals("a");
        boolean known = attributes.isBlank() && !tag.equals("span")
                || link && matcher.matches()
                || tag.equals("span") && attributes.strip().equals("class=\"tg-spoiler\"")
                || tag.equals("code") && attributes.strip().matches("class=\"language-[^\"]*\"")
                || tag.equals("blockquote") && attributes.strip().equals("expandable");
        if (!known) {
            throw bad("Unexpected attributes of the tag \"" + tag + "\" at byte offset " + offset());
        }
        if (!link || attributes.isBlank()) {
            return "";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private void close(String tag) throws Violation {
        if (open.isEmpty()) {
            throw bad("Unexpected end tag at byte offset " + offset());
        }
        Open begun = open.pop();
        if (!begun.tag().equals(tag)) {
            throw bad("Unmatched end tag at byte offset " + offset() + ", expected \"</" + begun.tag()
                    + ">\", found \"</" + tag + ">\"");
        }
        if (text.length() > begun.from()) {
            ObjectNode entity = entities.addObject().put("type", TAGS.get(tag));
            entity.put("offset", begun.from()).put("length", text.length() - begun.from());
            if (tag.equals("a")) {
                entity.put("url", begun.href());
            }
        }
    }
}
