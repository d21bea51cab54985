package org.herald.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters of an address, in UTF-8 as browsers write them. The CMS reads them in ISO 8859-1: what has an accent
 * would be another word.
 */
final class Parameters {
    private Parameters() {}

    /**
     * Reads what stands after the question mark; of a name that stands there twice, the first.
     *
     * @param query null where there is no question mark
     * @throws IllegalArgumentException where it is written wrongly
     */
    static Map<String, String> of(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int end = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = end < 0 ? pair : pair.substring(0, end);
                parameters.putIfAbsent(decoded(name), end < 0 ? "" : decoded(pair.substring(end + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
