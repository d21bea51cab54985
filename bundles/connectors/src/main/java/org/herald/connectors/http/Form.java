package org.herald.connectors.http;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

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
    public HttpRequest.Builder into(HttpRequest.Builder request, String method) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(encoded()));
    }

    /** A request body with one file and one text field. */
    public static HttpRequest.Builder upload(
            HttpRequest.Builder request, byte[] file, String type, String fileName, String field, String value) {
        String boundary = "herald-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n");
        write(
                body,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n");
        body.writeBytes(file);
        write(body, "\r\n--" + boundary + "--\r\n");
        BodyPublisher publisher = BodyPublishers.ofByteArray(body.toByteArray());
        return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(publisher);
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
