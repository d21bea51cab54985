package org.herald.simulators.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule that refuses a request. */
class ThreadsRulesTest extends Asking {
    private static Arguments form(String why, String... pairs) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return Arguments.of(why, form);
    }

    static Stream<Arguments> containers() {
        String links = "https://a.example https://b.example https://c.example https://d.example https://e.example";
        return Stream.of(
                form("media_type is required", "text", "Hello"),
                form("no media_type STORY", "media_type", "STORY", "text", "Hello"),
                form("a text or a link_attachment", "media_type", "TEXT"),
                form("501 characters", "media_type", "TEXT", "text", "x".repeat(501)),
                form("6 links", "media_type", "TEXT", "text", links + " https://f.example"),
                form("6 links", "media_type", "TEXT", "text", links, "link_attachment", "https://f.example"),
                form(
                        "6 links",
                        "media_type",
                        "TEXT",
                        "text",
                        links,
                        "text_attachment",
                        "{\"plaintext\":\"x\",\"link_attachment_url\":\"https://f.example\"}"),
                form("no alt_text with", "media_type", "TEXT", "text", "a", "alt_text", "b"),
                form("no image_url with", "media_type", "TEXT", "text", "a", "image_url", "https://a.example/a.png"),
                form("image_url is required", "media_type", "IMAGE", "text", "a"),
                form("image_url is a public http address", "media_type", "IMAGE", "image_url", "file:///a.png"),
                form(
                        "alt_text has at most 1000",
                        "media_type",
                        "IMAGE",
                        "image_url",
                        "https://a.example/a.png",
                        "alt_text",
                        "x".repeat(1001)),
                form(
                        "no link_attachment with",
                        "media_type",
                        "IMAGE",
                        "image_url",
                        "https://a.example/a.png",
                        "link_attachment",
                        "https://a.example"),
                form("video_url is required", "media_type", "VIDEO"),
                form("no reply_control nobody", "media_type", "TEXT", "text", "a", "reply_control", "nobody"),
                form("true or false", "media_type", "TEXT", "text", "a", "is_carousel_item", "yes"),
                form("a carousel holds", "media_type", "TEXT", "text", "a", "is_carousel_item", "true"),
                form("children is required", "media_type", "CAROUSEL", "text", "a"),
                form("no item container 42", "media_type", "CAROUSEL", "children", "42,43"),
                form("topic_tag has", "media_type", "TEXT", "text", "a", "topic_tag", "a.b"),
                form("topic_tag has", "media_type", "TEXT", "text", "a", "topic_tag", "x".repeat(51)),
                form("10000 characters", "media_type", "TEXT", "text", "a", "text_attachment", longText(10_001)),
                form("is a JSON object", "media_type", "TEXT", "text", "a", "text_attachment", "long"),
                form("no title in", "media_type", "TEXT", "text", "a", "text_attachment", "{\"title\":\"x\"}"),
                form(
                        "one link attachment",
                        "media_type",
                        "TEXT",
                        "text",
                        "a",
                        "link_attachment",
                        "https://a.example",
                        "text_attachment",
                        "{\"plaintext\":\"x\",\"link_attachment_url\":\"https://a.example\"}"),
                form(
                        "below posts, not below replies",
                        "media_type",
                        "TEXT",
                        "text",
                        "a",
                        "reply_to_id",
                        "1",
                        "enable_reply_approvals",
                        "true"),
                form("no parameter status", "media_type", "TEXT", "status", "Hello"));
    }

    private static String longText(int length) {
        return "{\"plaintext\":\"" + "x".repeat(length) + "\"}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void refusesAContainer(String why, Map<String, String> form) {
        Said said = post("/v1.0/me/threads", form);
        assertThat(said.status()).isEqualTo(400);
        assertThat(said.code()).isEqualTo(Errors.PARAMETER);
        assertThat(threads.containers()).isZero();
        brokeTheContract(why);
    }

    @Test
    void takesWhatIsJustAllowed() throws IOException {
        String url = publish("a.jpg", picture("jpg", 200, 20));
        String links = "https://a.example https://b.example https://c.example https://d.example www.e.example";
        List<Map<String, String>> forms = List.of(
                Map.of("media_type", "TEXT", "text", "x".repeat(500), "text_attachment", longText(10_000)),
                Map.of("media_type", "TEXT", "text", links + " https://a.example", "reply_control", "followers_only"),
                Map.of("media_type", "TEXT", "link_attachment", "https://a.example"),
                Map.of("media_type", "IMAGE", "image_url", url, "alt_text", "x".repeat(1000), "topic_tag", "A b"));
        for (Map<String, String> form : forms) {
            Said said = post("/v1.0/me/threads", form);
            assertThat(said.status()).as(said.body().toString()).isEqualTo(200);
        }
        keptTheContract();
    }

    @Test
    void fetchesPicturesAndLooksAtThem() throws IOException {
        byte[] heavy = new byte[8 * 1024 * 1024 + 1];
        Map<String, byte[]> bad = Map.of(
                "this is no picture", "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                "a JPEG or a PNG", picture("gif", 400, 300),
                "ten times as wide", picture("png", 1001, 100),
                "at most 8 MB", heavy);
        for (Map.Entry<String, byte[]> each : bad.entrySet()) {
            String url = publish("bad", each.getValue());
            Said said = post("/v1.0/me/threads", Map.of("media_type", "IMAGE", "image_url", url));
            assertThat(said.subcode()).isEqualTo(Errors.NOT_FETCHED);
            brokeTheContract(each.getKey());
        }
        post("/v1.0/me/threads", Map.of("media_type", "IMAGE", "image_url", address("nothing.jpg")));
        brokeTheContract("could not be fetched");
    }

    @Test
    void fetchesVideosAndTellsByTheStatus() {
        String well = publish("a.mp4", "\0\0\0\u0018ftypmp42".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        String good = post("/v1.0/me/threads", Map.of("media_type", "VIDEO", "video_url", well))
                .id();
        String bad = post("/v1.0/me/threads", Map.of("media_type", "VIDEO", "video_url", address("no.mp4")))
                .id();
        threads.clock().advance(PROCESSED);
        assertThat(get("/v1.0/" + good + "?fields=status").body().path("status").asText())
                .isEqualTo("FINISHED");
        assertThat(get("/v1.0/" + bad + "?fields=error_message")
                        .body()
                        .path("error_message")
                        .asText())
                .isEqualTo("FAILED_DOWNLOADING_VIDEO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2.0/me",
                "/v1.0/me/feed",
                "/v1.0/nobody",
                "/v1.0/me/threads/more",
                "/v1.0/me?fields=email",
                "/v1.0/me?fields=id&expand=1",
                "/v1.0/me/threads?fields=likes",
                "/v1.0/me/threads?limit=0",
                "/v1.0/me/threads?limit=101",
                "/v1.0/me/threads?before=a&after=b",
                "/v1.0/me/threads?after=none",
                "/v1.0/me/threads?since=1600000000",
                "/v1.0/me/threads?since=yesterday",
                "/v1.0/me/threads?since=1800000000&until=1800000000",
                "/v1.0/1234/threads",
                "/v1.0/me/threads_publishing_limit?fields=quota"
            })
    void refusesToRead(String path) {
        Said said = get(path);
        assertThat(said.status()).isEqualTo(400);
        assertThat(said.body().at("/error/message").asText()).isNotEmpty();
        assertThat(threads.violations()).hasSize(1);
    }

    @Test
    void knowsItsMethods() {
        assertThat(post("/v1.0/me", Map.of()).code()).isEqualTo(Errors.NO_PATH);
        assertThat(delete("/v1.0/me").code()).isEqualTo(Errors.NO_PATH);
        assertThat(threads.violations()).hasSize(2);
    }

    @Test
    void readsFormsAndNothingElse() {
        Said json = send(HttpRequest.newBuilder(threads.uri().resolve("/v1.0/me/threads"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"media_type\":\"TEXT\"}")));
        assertThat(json.code()).isEqualTo(Errors.PARAMETER);
        brokeTheContract("no form");
        assertThat(post("/v1.0/me/threads?media_type=TEXT&text=a", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void needsAPermissionForEach() {
        String id = posted("Hello");
        String reply = threads.reply(id, "reader", "Fine");
        String full = token;
        Map<String, Set<String>> without = Map.of(
                "threads_content_publish", Set.of("threads_basic"),
                "threads_read_replies", Set.of("threads_basic", "threads_content_publish"));
        token = threads.connectToken("press", Set.of("threads_content_publish"));
        assertThat(get("/v1.0/me").code()).isEqualTo(Errors.PERMISSION);
        token = threads.connectToken("press", without.get("threads_content_publish"));
        assertThat(post("/v1.0/me/threads", Map.of("media_type", "TEXT", "text", "a"))
                        .code())
                .isEqualTo(Errors.PERMISSION);
        assertThat(get("/v1.0/" + id + "/conversation").status()).isEqualTo(403);
        assertThat(delete("/v1.0/" + id).code()).isEqualTo(Errors.PERMISSION);
        token = threads.connectToken("press", without.get("threads_read_replies"));
        assertThat(post("/v1.0/" + reply + "/manage_reply", Map.of("hide", "true"))
                        .code())
                .isEqualTo(Errors.PERMISSION);
        assertThat(post("/v1.0/me/threads", Map.of("media_type", "TEXT", "text", "a", "reply_to_id", reply))
                        .code())
                .isEqualTo(Errors.PERMISSION);
        token = full;
        assertThat(threads.violations()).hasSize(6).allMatch(violation -> violation.contains("no permission"));
    }
}
