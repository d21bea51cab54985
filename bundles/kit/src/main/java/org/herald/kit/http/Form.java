package org.herald.kit.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds form bodies. */
public final class Form {
    private final List<String> pairs = new ArrayList<>();

    /** Adds a field. */
    public Form with(String name, String value) {
        pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    /** The fields as a query or an urlencoded body. */
    public String encoded() {
        return String.join("&", pairs);
    }

    /** Puts the fields into the body of a request. */
    public Request into(Request request, String method) {
        return request.by(method, "application/x-www-form-urlencoded", encoded());
    }
}
