package org.herald.simulators.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.herald.simulators.Mood;
import org.junit.jupiter.api.Test;

class ThreadsSimulatorTest extends Asking {
    private static final String FIELDS = "?fields=id,text,media_type,alt_text,link_attachment_url,topic_tag,timestamp,"
            + "permalink,username,owner,children,is_reply";

    @Test
    void publishesATextInTwoSteps() {
        String container = container("Hello https://example.org/a #Garden");
        assertThat(get("/v1.0/" + container + "?fields=status,error_message")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("IN_PROGRESS");
        String id = published(container).id();
        JsonNode post = get("/v1.0/" + id + FIELDS).body();
        assertThat(post.path("text").asText()).isEqualTo("Hello https://example.org/a Garden");
        assertThat(post.path("topic_tag").asText()).isEqualTo("Garden");
        assertThat(post.path("link_attachment_url").asText()).isEqualTo("https://example.org/a");
        assertThat(post.path("media_type").asText()).isEqualTo("TEXT_POST");
        assertThat(post.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000");
        assertThat(get("/v1.0/" + container).body().path("status").asText()).isEqualTo("PUBLISHED");
        keptTheContract();
    }

    @Test
    void publishesAPictureThatItFetched() throws IOException {
        String url = publish("a.jpg", picture("jpg", 640, 480));
        Said made = post(
                "/v1.0/me/threads",
                Map.of("media_type", "IMAGE", "image_url", url, "alt_text", "A rose", "text", "Look"));
        String id = published(made.id()).id();
        JsonNode post = get("/v1.0/" + id + FIELDS).body();
        assertThat(post.path("media_type").asText()).isEqualTo("IMAGE");
        assertThat(post.path("alt_text").asText()).isEqualTo("A rose");
        keptTheContract();
    }

    @Test
    void publishesACarouselOfFinishedItems() throws IOException {
        String url = publish("a.png", picture("png", 640, 480));
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            items.add(post(
                            "/v1.0/me/threads",
                            Map.of("media_type", "IMAGE", "image_url", url, "is_carousel_item", "true"))
                    .id());
        }
        threads.clock().advance(PROCESSED);
        Said carousel = post(
                "/v1.0/me/threads",
                Map.of("media_type", "CAROUSEL", "children", String.join(",", items), "text", "Two"));
        String id = published(carousel.id()).id();
        JsonNode post = get("/v1.0/" + id + FIELDS).body();
        assertThat(post.path("media_type").asText()).isEqualTo("CAROUSEL_ALBUM");
        assertThat(post.at("/children/data")).hasSize(2);
        keptTheContract();
    }

    @Test
    void aCarouselWaitsForItsItems() throws IOException {
        String url = publish("a.png", picture("png", 640, 480));
        Map<String, String> item = Map.of("media_type", "IMAGE", "image_url", url, "is_carousel_item", "true");
        String items = post("/v1.0/me/threads", item).id() + ","
                + post("/v1.0/me/threads", item).id();
        assertThat(post("/v1.0/me/threads", Map.of("media_type", "CAROUSEL", "children", items))
                        .code())
                .isEqualTo(Errors.PARAMETER);
        brokeTheContract("IN_PROGRESS");
    }

    @Test
    void publishesNothingUnfinished() {
        Said said = post("/v1.0/me/threads_publish", Map.of("creation_id", container("Hello")));
        assertThat(said.code()).isEqualTo(Errors.NO_MEDIA);
        assertThat(said.subcode()).isEqualTo(Errors.MEDIA_NOT_FOUND);
        brokeTheContract("IN_PROGRESS");
    }

    @Test
    void publishesAContainerOnce() {
        String container = container("Hello");
        assertThat(published(container).status()).isEqualTo(200);
        assertThat(published(container).code()).isEqualTo(Errors.NO_MEDIA);
        assertThat(threads.countOf("press")).isEqualTo(1);
        brokeTheContract("PUBLISHED");
    }

    @Test
    void aContainerLivesForADay() {
        String container = container("Hello");
        threads.clock().advance(Duration.ofHours(24));
        assertThat(get("/v1.0/" + container).body().path("status").asText()).isEqualTo("EXPIRED");
        assertThat(published(container).subcode()).isEqualTo(Errors.MEDIA_NOT_FOUND);
    }

    @Test
    void aContainerMayFailOrGetLost() {
        threads.failNextContainer("UNKNOWN");
        String failed = container("Hello");
        threads.clock().advance(PROCESSED);
        JsonNode status =
                get("/v1.0/" + failed + "?fields=status,error_message").body();
        assertThat(status.path("status").asText()).isEqualTo("ERROR");
        assertThat(status.path("error_message").asText()).isEqualTo("UNKNOWN");
        String lost = container("Hello");
        threads.loseContainers();
        assertThat(published(lost).subcode()).isEqualTo(Errors.MEDIA_NOT_FOUND);
    }

    @Test
    void listsOwnPostsByPageAndPeriod() {
        for (int i = 0; i < 5; i++) {
            posted("Number " + i);
        }
        long since = threads.clock().instant().getEpochSecond() + 1;
        threads.clock().advance(Duration.ofHours(1));
        posted("Later");
        String after = "";
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode page =
                    get("/v1.0/me/threads?fields=id,text&limit=2" + after).body();
            page.path("data").forEach(post -> texts.add(post.path("text").asText()));
            assertThat(page.at("/paging/next").isMissingNode()).isEqualTo(i == 2);
            after = "&after=" + page.at("/paging/cursors/after").asText();
        }
        assertThat(texts).containsExactly("Later", "Number 4", "Number 3", "Number 2", "Number 1", "Number 0");
        assertThat(get("/v1.0/me/threads?fields=id,text" + after).body().path("data"))
                .isEmpty();
        assertThat(get("/v1.0/me/threads?fields=text&since=" + since).body().path("data"))
                .hasSize(1);
        keptTheContract();
    }

    @Test
    void tellsQuotasAndHoldsThem() {
        posted("One");
        JsonNode quota = get("/v1.0/me/threads_publishing_limit?fields=quota_usage,config,reply_quota_usage,"
                        + "reply_config,delete_quota_usage,delete_config")
                .body()
                .at("/data/0");
        assertThat(quota.path("quota_usage").asInt()).isEqualTo(1);
        assertThat(quota.at("/config/quota_total").asInt()).isEqualTo(250);
        assertThat(quota.at("/reply_config/quota_total").asInt()).isEqualTo(1000);
        assertThat(quota.at("/delete_config/quota_total").asInt()).isEqualTo(100);
        keptTheContract();

        threads.useUp("press", "POST");
        assertThat(published(container("Two")).subcode()).isEqualTo(Errors.POSTS_USED_UP);
        threads.clock().advance(Duration.ofHours(24));
        assertThat(published(container("Three")).status()).isEqualTo(200);
    }

    @Test
    void deletesOwnPostsWithinTheQuota() {
        String id = posted("Hello");
        JsonNode deleted = delete("/v1.0/" + id).body();
        assertThat(deleted.path("success").asBoolean()).isTrue();
        assertThat(deleted.path("deleted_id").asText()).isEqualTo(id);
        assertThat(delete("/v1.0/" + id).subcode()).isEqualTo(Errors.NO_OBJECT);
        assertThat(get("/v1.0/" + id).subcode()).isEqualTo(Errors.NO_OBJECT);
        String other = posted("Hello again");
        threads.useUp("press", "DELETION");
        assertThat(delete("/v1.0/" + other).code()).isEqualTo(Errors.API_LIMIT);
        keptTheContract();
        assertThat(delete("/v1.0/" + threads.post("somebody", "Mine")).code()).isEqualTo(Errors.PERMISSION);
        brokeTheContract("somebody else");
    }

    @Test
    void saysFailureAlthoughThePostIsLive() {
        String container = container("Hello");
        threads.clock().advance(PROCESSED);
        threads.mood(Mood.FALSE_FAILURE, "/threads_publish", 1);
        Said said = post("/v1.0/me/threads_publish", Map.of("creation_id", container));
        assertThat(said.status()).isEqualTo(500);
        assertThat(said.code()).isEqualTo(Errors.PERMISSION);
        assertThat(threads.countOf("press")).isEqualTo(1);
        assertThat(get("/v1.0/" + container).body().path("status").asText()).isEqualTo("PUBLISHED");
        threads.falseFailure(500, Errors.SERVICE, 0);
        String next = container("Hello again");
        threads.mood(Mood.FALSE_FAILURE, "/threads_publish", 1);
        assertThat(published(next).code()).isEqualTo(Errors.SERVICE);
        assertThat(threads.countOf("press")).isEqualTo(2);
    }

    @Test
    void publishesLessThanItWasGiven() throws IOException {
        String url = publish("a.png", picture("png", 640, 480));
        Map<String, String> item = Map.of("media_type", "IMAGE", "image_url", url, "is_carousel_item", "true");
        String items = post("/v1.0/me/threads", item).id() + ","
                + post("/v1.0/me/threads", item).id();
        threads.clock().advance(PROCESSED);
        control("act/dropPicture", Map.of());
        control("act/cutText", Map.of());
        String id = published(post(
                                "/v1.0/me/threads",
                                Map.of("media_type", "CAROUSEL", "children", items, "text", "Two roses"))
                        .id())
                .id();
        JsonNode post = get("/v1.0/" + id + FIELDS).body();
        assertThat(post.at("/children/data")).hasSize(1);
        assertThat(post.path("text").asText()).isEqualTo("Two ");
    }

    @Test
    void doesNotAlwaysFindWhatIsFinished() {
        String container = container("Hello");
        threads.missContainers(1);
        assertThat(published(container).subcode()).isEqualTo(Errors.MEDIA_NOT_FOUND);
        assertThat(get("/v1.0/" + container).body().path("status").asText()).isEqualTo("FINISHED");
        assertThat(published(container).status()).isEqualTo(200);
        keptTheContract();
    }

    @Test
    void losesTheAnswerToWhatItDid() {
        String container = container("Hello");
        threads.mood(Mood.LOST_AFTER, "/threads_publish", 1);
        assertThatThrownBy(() -> published(container)).isInstanceOf(UncheckedIOException.class);
        assertThat(threads.countOf("press")).isEqualTo(1);
    }

    @Test
    void tellsWhenARateLimitEnds() {
        threads.mood(Mood.RATE_LIMITED, "/me", 2);
        assertThat(get("/v1.0/me").code()).isEqualTo(Errors.APP_LIMIT);
        assertThat(raw(java.net.http.HttpRequest.newBuilder(threads.uri().resolve("/v1.0/me")))
                        .headers()
                        .firstValue("X-Business-Use-Case-Usage"))
                .hasValueSatisfying(usage -> assertThat(usage).contains("\"estimated_time_to_regain_access\":17"));
    }

    @Test
    void isToldWhatToDoByItsControlPaths() {
        String id = posted("Hello");
        assertThat(control("act/reply", Map.of("to", id, "by", "reader", "text", "Fine"))
                        .id())
                .isNotEmpty();
        assertThat(control("act/connect", Map.of("by", "desk"))
                        .body()
                        .path("access_token")
                        .asText())
                .startsWith("THQW");
        control("act/useUp", Map.of("by", "press", "kind", "REPLY"));
        Map<String, String> reply = new HashMap<>(Map.of("media_type", "TEXT", "text", "No", "reply_to_id", id));
        assertThat(published(post("/v1.0/me/threads", reply).id()).subcode()).isEqualTo(Errors.POSTS_USED_UP);
        assertThat(control("act/nothing", Map.of()).body().path("error").asText())
                .as("says what it does not know")
                .isNotEmpty();
    }

    @Test
    void countsEmojiAsTheirBytes() {
        assertThat(Texts.length("abc\u00E9\u4E2D")).isEqualTo(5);
        assertThat(Texts.length("\uD83C\uDF39")).isEqualTo(4);
        assertThat(Texts.length("\u2764\uFE0F")).isEqualTo(6);
        assertThat(Texts.length("\uD83D\uDC68\u200D\uD83D\uDC69")).isEqualTo(11);
        String longest = "\uD83C\uDF39".repeat(125);
        assertThat(posted(longest)).isNotEmpty();
        keptTheContract();
        assertThat(post("/v1.0/me/threads", Map.of("media_type", "TEXT", "text", longest + "!"))
                        .code())
                .isEqualTo(Errors.PARAMETER);
        brokeTheContract("501 characters");
    }

    @Test
    void findsTheFirstTagThatIsNoNumber() {
        assertThat(Texts.tag("Rule #1: #water, #sun")).contains("water");
        assertThat(Texts.tag("Rule #1")).isEmpty();
        assertThat(List.of("a #b!c", "#" + "x".repeat(60)).stream()
                        .map(Texts::tag)
                        .map(tag -> tag.map(String::length).orElse(0))
                        .collect(Collectors.toList()))
                .containsExactly(1, 50);
    }
}
