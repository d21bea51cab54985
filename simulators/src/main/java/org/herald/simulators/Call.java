package org.herald.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it arrived.
 *
 * @param headers the first value of each, whatever the case of its name
 */
public record Call(String method, URI uri, Map<String, String> headers, byte[] body) {
    /** Makes the names of headers equal whatever their case. */
    public Call {
        Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(headers);
        headers = any;
    }

    /** The path, decoded. */
    public String path() {
        return uri.getPath();
    }

    /** The parts of the path between slashes. */
    public List<String> segments() {
        return List.of(path().replaceFirst("^/", "").split("/"));
    }

    /** A header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The media type of the body without its parameters; empty when none is told. */
    public String type() {
        return header("Content-Type")
                .orElse("")
                .replaceFirst(";.*$", "")
                .strip()
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** What the query says, in its order; a name that comes twice has its last value. */
    public Map<String, String> query() {
        return pairs(uri.getRawQuery());
    }

    /** What a form in the body says. */
    public Map<String, String> form() {
        return pairs(text());
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; empty where it is none. */
    public Optional<JsonNode> json() {
        return Json.read(body);
    }

    /** The parts of a multipart body; empty where it is none or is broken. */
    public List<Part> parts() {
        return Part.of(header("Content-Type").orElse(""), body);
    }

    private static Map<String, String> pairs(String encoded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair :
                encoded == null || encoded.isEmpty() ? new ArrayList<String>() : List.of(encoded.split("&"))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            pairs.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
