package org.herald.simulators.threads;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.simulators.Json;

/** Tells an app's endpoint what happened, signed with the app's secret. */
final class Webhooks {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CHALLENGE = "1158201444";

    private final Network network;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Map<String, Object>> waiting = new ArrayList<>();
    private URI callback;

    Webhooks(Network network) {
        this.network = network;
    }

    /** Subscribes an endpoint, if it answers the challenge. */
    boolean subscribe(URI endpoint, String verifyToken) {
        URI asked = URI.create(endpoint + (endpoint.getQuery() == null ? "?" : "&")
                + "hub.mode=subscribe&hub.challenge=" + CHALLENGE + "&hub.verify_token="
                + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8));
        boolean verified = send(HttpRequest.newBuilder(asked))
                .filter(answer -> answer.statusCode() == 200 && answer.body().equals(CHALLENGE))
                .isPresent();
        callback = verified ? endpoint : callback;
        return verified;
    }

    void replied(Post reply) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", reply.id);
        value.put("username", reply.owner.username());
        value.put("text", reply.text);
        value.put("media_type", reply.mediaType);
        value.put("permalink", reply.permalink());
        value.put("replied_to", Map.of("id", reply.parent.id));
        Post root = reply.root();
        value.put("root_post", Map.of("id", root.id, "owner_id", root.owner.id(), "username", root.owner.username()));
        value.put("shortcode", reply.shortcode());
        value.put("timestamp", Fields.time(reply.at));
        tell("moderate", reply.parent.id, "replies", value);
    }

    void deleted(Post post) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", post.id);
        value.put("owner", Map.of("owner_id", post.owner.id()));
        value.put("deleted_at", Fields.time(network.now()));
        value.put("timestamp", Fields.time(post.at));
        value.put("username", post.owner.username());
        tell("moderate", post.id, "delete", value);
    }

    private void tell(String topic, String target, String field, Map<String, Object> value) {
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("app_id", ThreadsSimulator.APP_ID);
        notice.put("topic", topic);
        notice.put("target_id", target);
        notice.put("time", network.now().getEpochSecond());
        notice.put("subscription_id", "234567");
        notice.put("has_uid_field", false);
        notice.put("values", Map.of("value", value, "field", field));
        waiting.add(notice);
    }

    /** Sends what waits; what is not taken waits on. */
    List<Integer> deliver() {
        List<Integer> answers = new ArrayList<>();
        if (callback == null) {
            waiting.clear();
            return answers;
        }
        for (Map<String, Object> notice : List.copyOf(waiting)) {
            String body = Json.write(notice);
            int status = send(HttpRequest.newBuilder(callback)
                            .header("Content-Type", "application/json")
                            .header("X-Hub-Signature-256", "sha256=" + signature(body))
                            .POST(HttpRequest.BodyPublishers.ofString(body)))
                    .map(HttpResponse::statusCode)
                    .orElse(0);
            answers.add(status);
            if (status == 200) {
                waiting.remove(notice);
            }
        }
        return answers;
    }

    static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    ThreadsSimulator.APP_SECRET.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        try {
            return Optional.of(client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
