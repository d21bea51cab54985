package org.herald.connectors.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Makes HTML of a record's text and facets. Pure. */
final class RecordHtml {
    private RecordHtml() {}

    /** The text as HTML: escaped, its links as links where the facets say so. */
    static String of(JsonNode record) {
        byte[] text =
                record == null ? new byte[0] : record.path("text").asText("").getBytes(StandardCharsets.UTF_8);
        StringBuilder html = new StringBuilder("<p>");
        int end = 0;
        for (LinkRange span : links(record, text.length)) {
            if (span.start() >= end) {
                html.append(escape(text, end, span.start()));
                html.append("<a href=\"").append(escape(span.uri())).append("\">");
                html.append(escape(text, span.start(), span.end())).append("</a>");
                end = span.end();
            }
        }
        return html.append(escape(text, end, text.length)).append("</p>").toString();
    }

    private record LinkRange(int start, int end, String uri) {}

    private static List<LinkRange> links(JsonNode record, int length) {
        List<LinkRange> spans = new ArrayList<>();
        if (record != null) {
            for (JsonNode facet : record.path("facets")) {
                int start = facet.at("/index/byteStart").asInt(-1);
                int end = facet.at("/index/byteEnd").asInt(-1);
                String uri = facet.at("/features/0/uri").asText("");
                if (start >= 0 && end > start && end <= length && !uri.isEmpty()) {
                    spans.add(new LinkRange(start, end, uri));
                }
            }
        }
        spans.sort(Comparator.comparingInt(LinkRange::start));
        return spans;
    }

    private static String escape(byte[] text, int start, int end) {
        return escape(new String(Arrays.copyOfRange(text, start, end), StandardCharsets.UTF_8))
                .replace("\n", "<br>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
