package org.herald.connectors.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Makes HTML of plain text for Telegram, and of what it gives for Herald. Pure. */
final class MessageHtml {
    private MessageHtml() {}

    /** For {@code parse_mode} HTML, where these three must be written otherwise; links Telegram finds by itself. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What a message says, with its links and its line breaks. Positions count UTF-16 code units. */
    static String of(Message message) {
        String text = message.text();
        List<JsonNode> links = StreamSupport.stream(message.entities().spliterator(), false)
                .filter(entity -> entity.path("type").asText().matches("url|text_link"))
                .sorted(Comparator.comparingInt(entity -> entity.path("offset").asInt()))
                .toList();
        StringBuilder html = new StringBuilder();
        int at = 0;
        for (JsonNode link : links) {
            int from = link.path("offset").asInt();
            int to = from + link.path("length").asInt();
            if (from < at || to > text.length() || to <= from) {
                continue; // a server may say anything
            }
            String shown = text.substring(from, to);
            html.append(lines(text.substring(at, from)))
                    .append("<a href=\"")
                    .append(attribute(address(link, shown)))
                    .append("\">")
                    .append(lines(shown))
                    .append("</a>");
            at = to;
        }
        return html.append(lines(text.substring(at))).toString();
    }

    private static String address(JsonNode link, String shown) {
        String address = link.path("url").asText(shown);
        return address.matches("(?i)[a-z][a-z0-9+.-]*:.*") ? address : "https://" + address;
    }

    private static String attribute(String text) {
        return escaped(text).replace("\"", "&quot;");
    }

    private static String lines(String text) {
        return escaped(text).replace("\n", "<br>");
    }
}
