package org.herald.simulators.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.herald.simulators.Json;
import org.herald.simulators.Simulator;
import org.herald.simulators.facebook.FacebookSimulator;
import org.herald.simulators.instagram.InstagramSimulator;
import org.junit.jupiter.api.Test;

/** What tests that run elsewhere tell a simulator. */
class ActsTest {
    private static JsonNode act(Simulator simulator, String name, Map<String, Object> what)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.uri() + Simulator.CONTROL + "act/" + name))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(what)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    @Test
    void facebookDoesWhatItIsTold() throws Exception {
        try (FacebookSimulator simulator = new FacebookSimulator(0)) {
            String token = act(simulator, "connect", Map.of()).path("token").asText();
            GraphClient page = new GraphClient(simulator.uri(), token);
            String id = simulator.page().id();
            String post = page.post(id + "/feed", "message", "Hello").id();
            String reply = act(simulator, "reply", Map.of("to", post, "name", "Rita", "text", "Hi"))
                    .path("id")
                    .asText();
            assertThat(simulator.comments(post)).hasSize(1);
            act(simulator, "deleteReply", Map.of("id", reply));
            assertThat(simulator.comments(post)).isEmpty();
            String hand =
                    act(simulator, "post", Map.of("text", "By hand")).path("id").asText();
            act(simulator, "deletePost", Map.of("id", hand));
            assertThat(simulator.posts(id)).hasSize(1);
            act(simulator, "error", Map.of("code", 368, "path", "POST", "times", 1));
            assertThat(page.post(id + "/feed", "message", "Blocked").code()).isEqualTo(368);
            act(simulator, "error", Map.of("code", 2, "path", "/feed", "does", true));
            assertThat(page.post(id + "/feed", "message", "There").code()).isEqualTo(2);
            assertThat(simulator.posts(id)).hasSize(2);
            act(simulator, "revoke", Map.of("subcode", 458));
            assertThat(page.get("me").subcode()).isEqualTo(458);
            assertThat(simulator.violations()).isEmpty();
        }
    }

    @Test
    void instagramDoesWhatItIsTold() throws Exception {
        try (InstagramSimulator simulator = new InstagramSimulator(0);
                PictureServer site = new PictureServer()) {
            String token = act(simulator, "connect", Map.of()).path("token").asText();
            GraphClient api = new GraphClient(simulator.uri(), token);
            String id = simulator.page().instagram();
            act(simulator, "work", Map.of("time", "PT0S"));
            act(simulator, "quota", Map.of("posts", 1));
            String picture = site.put("a.jpg", GraphClient.picture("jpeg", 640, 640));
            String container = api.post(id + "/media", "image_url", picture).id();
            String post =
                    api.post(id + "/media_publish", "creation_id", container).id();
            act(simulator, "reply", Map.of("to", post, "name", "rita", "text", "Hi"));
            assertThat(simulator.comments(post)).hasSize(1);
            act(simulator, "fail", Map.of("why", "code 2207026"));
            String failed = api.post(id + "/media", "image_url", picture).id();
            assertThat(api.get(failed, "fields", "status_code")
                            .body()
                            .path("status_code")
                            .asText())
                    .isEqualTo("ERROR");
            String second = api.post(id + "/media", "image_url", picture).id();
            assertThat(api.post(id + "/media_publish", "creation_id", second).subcode())
                    .isEqualTo(2207042);
            act(simulator, "deletePost", Map.of("id", post));
            assertThat(simulator.posts()).isEmpty();
            assertThat(simulator.violations()).isEmpty();
        }
    }

    @Test
    void tellsWhatItHolds() throws Exception {
        try (FacebookSimulator simulator = new FacebookSimulator(0)) {
            simulator.postByHand(simulator.page().id(), "By hand");
            HttpResponse<String> state = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(simulator.uri() + Simulator.CONTROL + "state"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(state.body()).contains("By hand", "\"comments\":[]");
        }
    }
}
