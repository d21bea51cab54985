package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.herald.simulators.Json;

/** Asks the simulator as an application would. */
final class Client {
    static final String VERSION = "LinkedIn-Version";
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final URI server;

    Client(URI server, String token) {
        this.server = server;
        headers.put("Authorization", "Bearer " + token);
        headers.put(
                VERSION, YearMonth.now(ZoneOffset.UTC).minusMonths(2).format(DateTimeFormatter.ofPattern("yyyyMM")));
        headers.put("X-Restli-Protocol-Version", "2.0.0");
    }

    /** Sets a header for all requests to come; null takes it away. */
    Client with(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, null);
    }

    HttpResponse<String> post(String path, String json) {
        return with("Content-Type", "application/json")
                .send("POST", path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> form(String path, String form) {
        return with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", path, form.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> put(String path, String type, byte[] bytes) {
        return with("Content-Type", type).send("PUT", path, bytes);
    }

    private HttpResponse<String> send(String method, String path, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + json(answer).path("code").asText();
    }

    static String key(String urn) {
        return URLEncoder.encode(urn, StandardCharsets.UTF_8);
    }

    static String body(String author, String commentary, String content) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("author", author);
        post.put("commentary", commentary);
        post.put("visibility", "PUBLIC");
        post.put("distribution", Map.of("feedDistribution", "MAIN_FEED"));
        post.put("lifecycleState", "PUBLISHED");
        if (!content.isEmpty()) {
            try {
                post.put("content", Json.MAPPER.readTree(content.replace('\'', '"')));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Json.write(post);
    }
}
