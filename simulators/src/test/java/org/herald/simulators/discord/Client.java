package org.herald.simulators.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.herald.simulators.Json;

/** Sends requests as the vendor's documentation writes them, and others. */
final class Client {
    /** One pixel. */
    static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    static final String QUIET = "\"allowed_mentions\":{\"parse\":[]}";
    private static final String AGENT = "DiscordBot (https://example.org, 1.0)";
    private final HttpClient client = HttpClient.newHttpClient();
    private final DiscordSimulator simulator;

    /** What came back. */
    record Got(int status, JsonNode body, HttpResponse<String> raw) {
        int code() {
            return body.path("code").asInt(-1);
        }

        String id() {
            return body.path("id").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    Client(DiscordSimulator simulator) {
        this.simulator = simulator;
    }

    /** The webhook's path below the version, with more behind it. */
    String webhook(String more) {
        return simulator.webhookAddress().replaceFirst(".*/api/", "") + more;
    }

    Got post(String body) throws Exception {
        return webhook("POST", "?wait=true", body);
    }

    Got webhook(String method, String more, String body) throws Exception {
        return send(request(webhook(more)), method, body);
    }

    Got bot(String method, String path, String body) throws Exception {
        String token = simulator.people(People::botToken);
        return send(request(path).header("Authorization", "Bot " + token), method, body);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.uri() + "/api/v10/" + path))
                .header("User-Agent", AGENT);
    }

    Got send(HttpRequest.Builder request, String method, String body) throws Exception {
        if (body == null) {
            return send(request.method(method, BodyPublishers.noBody()));
        }
        return send(request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    Got send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        String text = answer.body().startsWith("{") || answer.body().startsWith("[") ? answer.body() : "{}";
        return new Got(answer.statusCode(), Json.MAPPER.readTree(text), answer);
    }

    /** A message with a file. */
    Got upload(String method, String more, String payload, String part, String type, byte[] content) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + payload + "\r\n--b\r\n" + part
                        + "\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(webhook(more))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .method(method, BodyPublishers.ofByteArray(body.toByteArray())));
    }

    Got upload(String payload, byte[] content) throws Exception {
        return upload(
                "POST",
                "?wait=true",
                payload,
                "Content-Disposition: form-data; name=\"files[0]\"; filename=\"bee.png\"",
                "image/png",
                content);
    }
}
