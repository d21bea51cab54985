package org.herald.simulators.meta;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.herald.simulators.Json;

/**
 * Tells an application's address what is new (Graph API Webhooks, Getting Started): proves the address first, then sends
 * signed notices.
 */
final class Webhook {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String secret;
    private URI callback;

    Webhook(String secret) {
        this.secret = secret;
    }

    /** Asks the address for its proof, as the dashboard does; remembers it if that is right. */
    boolean verify(URI address, String token) {
        String challenge = "1158201444";
        String query = "hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(address + "?" + query)));
        boolean proven = answer.statusCode() == 200 && answer.body().strip().equals(challenge);
        if (proven) {
            callback = address;
        }
        return proven;
    }

    /**
     * Sends a notice.
     *
     * @return the status of the answer; 0 where no address was proven
     */
    int send(Object notice) {
        if (callback == null) {
            return 0;
        }
        String body = escaped(Json.write(notice));
        return send(HttpRequest.newBuilder(callback)
                        .header("Content-Type", "application/json")
                        .header("X-Hub-Signature-256", "sha256=" + Tokens.hex(body, secret))
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** What is signed is the text with its letters beyond ASCII escaped in lower case. */
    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        json.chars()
                .forEach(character -> escaped.append(
                        character < 128 ? String.valueOf((char) character) : String.format("\\u%04x", character)));
        return escaped.toString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the webhook's address does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
