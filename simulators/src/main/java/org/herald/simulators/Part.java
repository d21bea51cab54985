package org.herald.simulators;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a multipart/form-data body.
 *
 * @param fileName empty for a plain field
 * @param type its media type; empty when none is told
 */
public record Part(String name, String fileName, String type, byte[] content) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type:\\s*([^;\\r\\n]+)");

    /** The content as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    static List<Part> of(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.startsWith("multipart/form-data") || !boundary.find()) {
            return List.of();
        }
        // each byte is one character, so that positions are those of the body
        String raw = new String(body, StandardCharsets.ISO_8859_1);
        String mark = "--" + boundary.group(1);
        List<Part> parts = new ArrayList<>();
        int from = raw.indexOf(mark);
        while (from >= 0) {
            int start = from + mark.length();
            int next = raw.indexOf("\r\n" + mark, start);
            int head = raw.indexOf("\r\n\r\n", start);
            if (raw.startsWith("--", start) || next < 0 || head < 0 || head > next) {
                break;
            }
            parts.add(part(raw.substring(start, head), raw.substring(Math.min(head + 4, next), next)));
            from = next + 2;
        }
        return parts;
    }

    private static Part part(String rawHead, String content) {
        String head = new String(rawHead.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Part(
                first(NAME, head), first(FILE, head), first(TYPE, head), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String first(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? matcher.group(1).strip() : "";
    }
}
