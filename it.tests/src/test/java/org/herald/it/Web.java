package org.herald.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain HTTP for tests. */
final class Web {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient READING = client();

    /** What changes something goes over a connection of its own: snac closes kept ones at any moment. */
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private Web() {}

    /** An answer. */
    record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                JsonNode node = JSON.readTree(text);
                return node == null ? MissingNode.getInstance() : node;
            } catch (IOException e) {
                throw new AssertionError("not JSON (status " + status + "): " + text, e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static Reply get(String url, String... headers) {
        return send("GET", url, BodyPublishers.noBody(), headers);
    }

    static Reply json(String method, String url, Object body, String... headers) {
        try {
            String text = body instanceof String s ? s : JSON.writeValueAsString(body);
            return send(method, url, BodyPublishers.ofString(text), with(headers, "Content-Type", "application/json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply text(String method, String url, String body, String... headers) {
        return send(method, url, BodyPublishers.ofString(body), headers);
    }

    static Reply form(String url, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                url,
                BodyPublishers.ofString(body),
                with(headers, "Content-Type", "application/x-www-form-urlencoded"));
    }

    /** Puts a file into a folder of the CMS, as its own form does. */
    static void upload(String folder, String name, String type, byte[] bytes, String... headers) {
        String boundary = "----herald-test-boundary";
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n";
        Reply made = send(
                "POST",
                folder,
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(bytes),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")),
                with(headers, "Content-Type", "multipart/form-data; boundary=" + boundary));
        if (made.status() >= 300) {
            throw new AssertionError("cannot upload " + name + ": " + made.text());
        }
    }

    /** Reads what is no text, as somebody who signed in nowhere. */
    static HttpResponse<byte[]> bytes(String url) {
        try {
            return READING.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] more = java.util.Arrays.copyOf(headers, headers.length + 2);
        more[headers.length] = name;
        more[headers.length + 1] = value;
        return more;
    }

    static Reply send(String method, String url, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response =
                    ("GET".equals(method) ? READING : client()).send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
