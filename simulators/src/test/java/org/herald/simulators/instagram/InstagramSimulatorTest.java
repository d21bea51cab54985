package org.herald.simulators.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herald.simulators.Mood;
import org.herald.simulators.meta.GraphClient;
import org.herald.simulators.meta.GraphClient.Got;
import org.herald.simulators.meta.PictureServer;
import org.herald.simulators.meta.PublishedContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstagramSimulatorTest {
    private final InstagramSimulator simulator = new InstagramSimulator(0);
    private final PictureServer site = new PictureServer();
    private final String account = simulator.page().instagram();
    private final GraphClient api = new GraphClient(simulator.uri(), simulator.connectToken());
    private final String picture = site.put("a.jpg", GraphClient.picture("jpeg", 800, 800));

    @AfterEach
    void close() {
        simulator.close();
        site.close();
    }

    private void finish() {
        simulator.clock().advance(Duration.ofSeconds(4));
    }

    private String container(String... pairs) {
        return api.post(account + "/media", pairs).id();
    }

    private Got publish(String container) {
        return api.post(account + "/media_publish", "creation_id", container);
    }

    private String published(String caption) {
        String container = container("image_url", picture, "caption", caption);
        finish();
        return publish(container).id();
    }

    private String status(String container) {
        return api.get(container, "fields", "status_code,status")
                .body()
                .path("status_code")
                .asText();
    }

    @Test
    void publishesAPicture() {
        String container = container("image_url", picture, "caption", "Gardens", "alt_text", "A pond");
        assertThat(status(container)).isEqualTo("IN_PROGRESS");
        finish();
        assertThat(status(container)).isEqualTo("FINISHED");
        String post = publish(container).id();
        JsonNode read = api.get(post, "fields", "caption,alt_text,permalink,media_type,username")
                .body();
        assertThat(read.path("caption").asText()).isEqualTo("Gardens");
        assertThat(read.path("alt_text").asText()).isEqualTo("A pond");
        assertThat(read.path("media_type").asText()).isEqualTo("IMAGE");
        assertThat(status(container)).isEqualTo("PUBLISHED");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void publishesACarousel() {
        String first = container("image_url", picture, "is_carousel_item", "true", "alt_text", "A pond");
        String second = container("image_url", picture, "is_carousel_item", "true", "alt_text", "A tree");
        finish();
        String carousel = container("media_type", "CAROUSEL", "children", first + "," + second, "caption", "Two");
        finish();
        assertThat(publish(carousel).status()).isEqualTo(200);
        assertThat(simulator.posts().get(0).alts()).containsExactly("A pond", "A tree");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void looksAtThePictureItself() {
        assertThat(refused(site.put("p.jpg", GraphClient.picture("png", 800, 800))))
                .isEqualTo(2207005);
        assertThat(refused(site.put("t.jpg", GraphClient.picture("jpeg", 400, 800))))
                .isEqualTo(2207009);
        assertThat(refused(site.put("w.jpg", GraphClient.picture("jpeg", 800, 400))))
                .isEqualTo(2207009);
        byte[] large = Arrays.copyOf(GraphClient.picture("jpeg", 800, 800), Making.LARGEST + 1);
        assertThat(refused(site.put("l.jpg", large))).isEqualTo(2207004);
        assertThat(simulator.violations()).hasSize(4);
        assertThat(refused(picture + "-nowhere")).isEqualTo(2207052);
        assertThat(simulator.violations()).hasSize(4);
        assertThat(api.post(account + "/media", "image_url", site.put("n.jpg", GraphClient.picture("jpeg", 100, 100)))
                        .status())
                .isEqualTo(200);
    }

    private int refused(String address) {
        return api.post(account + "/media", "image_url", address).subcode();
    }

    @Test
    void holdsCaptionsToTheirLimits() {
        assertThat(caption("a".repeat(2200)).status()).isEqualTo(200);
        assertThat(caption("a".repeat(2201)).subcode()).isEqualTo(2207010);
        assertThat(caption("#a ".repeat(30)).status()).isEqualTo(200);
        assertThat(caption("#a ".repeat(31)).subcode()).isEqualTo(2207010);
        assertThat(caption("@a ".repeat(21)).subcode()).isEqualTo(2207010);
        assertThat(api.post(account + "/media", "image_url", picture, "alt_text", "a".repeat(1001))
                        .code())
                .isEqualTo(100);
    }

    private Got caption(String caption) {
        return api.post(account + "/media", "image_url", picture, "caption", caption);
    }

    @Test
    void refusesWhatIsNoContainerOfItsKind() {
        assertThat(api.post(account + "/media", "caption", "No picture").code()).isEqualTo(100);
        assertThat(api.post(account + "/media", "image_url", picture, "title", "x")
                        .code())
                .isEqualTo(100);
        assertThat(api.post(account + "/media", "media_type", "STORIES", "image_url", picture)
                        .subcode())
                .isEqualTo(2207023);
        assertThat(api.post(account + "/media", "image_url", picture, "is_carousel_item", "true", "caption", "x")
                        .code())
                .isEqualTo(100);
        String item = container("image_url", picture, "is_carousel_item", "true");
        String single = container("image_url", picture);
        assertThat(api.post(account + "/media", "media_type", "CAROUSEL", "children", item)
                        .subcode())
                .isEqualTo(2207028);
        assertThat(api.post(account + "/media", "media_type", "CAROUSEL", "children", item + "," + single)
                        .code())
                .isEqualTo(100);
        finish();
        assertThat(publish(item).code()).isEqualTo(100);
        assertThat(publish("1").subcode()).isEqualTo(2207008);
        assertThat(simulator.violations()).hasSize(8);
    }

    @Test
    void containersDieAndFail() {
        String early = container("image_url", picture);
        assertThat(publish(early).subcode()).isEqualTo(2207027);
        finish();
        publish(early);
        assertThat(publish(early).subcode()).isEqualTo(2207027);
        String late = container("image_url", picture);
        simulator.clock().advance(Duration.ofHours(25));
        assertThat(status(late)).isEqualTo("EXPIRED");
        assertThat(publish(late).subcode()).isEqualTo(2207008);
        simulator.failNext("Media upload has failed with error code 2207026");
        String failed = container("image_url", picture);
        finish();
        assertThat(status(failed)).isEqualTo("ERROR");
        assertThat(publish(failed).subcode()).isEqualTo(2207032);
        assertThat(simulator.posts()).hasSize(1);
        assertThat(simulator.violations()).hasSize(4);
    }

    @Test
    void countsTheQuota() {
        simulator.quota(2);
        published("One");
        published("Two");
        JsonNode limit = api.get(account + "/content_publishing_limit", "fields", "config,quota_usage")
                .body()
                .path("data")
                .get(0);
        assertThat(limit.path("quota_usage").asInt()).isEqualTo(2);
        assertThat(limit.path("config").path("quota_total").asInt()).isEqualTo(2);
        String third = container("image_url", picture);
        finish();
        assertThat(publish(third).subcode()).isEqualTo(2207042);
        simulator.clock().advance(Duration.ofHours(24));
        assertThat(published("Three")).isNotEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void pagesThroughPosts() {
        for (int i = 0; i < 5; i++) {
            simulator.postByHand("Post " + i);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Got got = after.isEmpty()
                    ? api.get(account + "/media", "limit", "2", "fields", "caption")
                    : api.get(account + "/media", "limit", "2", "fields", "caption", "after", after);
            got.body()
                    .path("data")
                    .forEach(post -> seen.add(post.path("caption").asText()));
            JsonNode paging = got.body().path("paging");
            after = paging.has("next") ? paging.path("cursors").path("after").asText() : "";
        } while (!after.isEmpty());
        assertThat(seen).containsExactly("Post 4", "Post 3", "Post 2", "Post 1", "Post 0");
    }

    @Test
    void peopleCommentAndTheAccountAnswersHidesAndDeletes() {
        String post = published("Hello");
        String first = simulator.reply(post, "rita", "Hi");
        String second = simulator.reply(first, "otto", "Me too");
        String answer = api.post(second + "/replies", "message", "@otto Thanks").id();
        String own = api.post(post + "/comments", "message", "First").id();
        JsonNode top = api.get(post + "/comments", "fields", "id,text,username,from")
                .body()
                .path("data");
        assertThat(top).hasSize(2);
        assertThat(top.get(0).path("id").asText()).isEqualTo(own);
        JsonNode below =
                api.get(first + "/replies", "fields", "id,parent_id").body().path("data");
        assertThat(below).hasSize(2);
        assertThat(below.get(1).path("id").asText()).isEqualTo(answer);
        assertThat(below.get(1).path("parent_id").asText()).isEqualTo(first);
        api.post(second, "hide", "true");
        assertThat(simulator.comments(post)).extracting(IgComment::id).doesNotContain(second);
        assertThat(simulator.violations()).isEmpty();
        assertThat(api.post(second + "/replies", "message", "x").code()).isEqualTo(100);
        assertThat(api.post(own, "hide", "true").code()).isEqualTo(100);
        assertThat(api.delete(first).body().path("success").asBoolean()).isTrue();
        assertThat(api.delete(first).subcode()).isEqualTo(33);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void nothingChangesOrDeletesAPost() {
        String post = published("Hello");
        assertThat(api.delete(post).code()).isEqualTo(100);
        assertThat(api.post(post, "caption", "Changed").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void asksForPermissionsAndTheRightPage() {
        for (String missing : List.of("instagram_basic", "instagram_content_publish", "pages_read_engagement")) {
            Set<String> scopes = new HashSet<>(InstagramSimulator.SCOPES);
            scopes.remove(missing);
            GraphClient less = new GraphClient(
                    simulator.uri(), simulator.connectToken(simulator.page().id(), scopes));
            assertThat(less.post(account + "/media", "image_url", picture).code())
                    .isEqualTo(200);
        }
        GraphClient other =
                new GraphClient(simulator.uri(), simulator.connectToken("100000000000102", InstagramSimulator.SCOPES));
        assertThat(other.get(account + "/media").subcode()).isEqualTo(33);
        GraphClient person = new GraphClient(simulator.uri(), simulator.personToken(InstagramSimulator.SCOPES, true));
        assertThat(person.get("me/accounts", "fields", "instagram_business_account")
                        .body()
                        .path("data")
                        .get(0)
                        .path("instagram_business_account")
                        .path("id")
                        .asText())
                .isEqualTo(account);
        assertThat(person.get(account, "fields", "username")
                        .body()
                        .path("username")
                        .asText())
                .isEqualTo("herald.press");
    }

    @Test
    void saysThatItFailedAlthoughItIsLive() {
        String container = container("image_url", picture, "caption", "Live");
        finish();
        simulator.mood(Mood.FALSE_FAILURE, "media_publish", 1);
        Got got = publish(container);
        assertThat(got.code()).isEqualTo(4);
        assertThat(got.subcode()).isEqualTo(2207051);
        assertThat(simulator.posts()).extracting(IgPost::caption).containsExactly("Live");
    }

    @Test
    void tellsWhoListens() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer =
                    query.replaceFirst(".*hub.challenge=([0-9]+).*", "$1").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        listener.start();
        URI hook = URI.create("http://localhost:" + listener.getAddress().getPort() + "/hook");
        assertThat(simulator.subscribe(hook, "proof")).isTrue();
        api.post(simulator.page().id() + "/subscribed_apps", "subscribed_fields", "feed");
        String post = published("Hello");
        simulator.reply(post, "rita", "Hi");
        assertThat(heard.get(1)).contains("\"object\":\"instagram\"", "\"field\":\"comments\"", account, post);
        assertThat(simulator.violations()).isEmpty();
        listener.stop(0);
    }

    @Test
    void takesAndTellsOnlyWhatMetaDescribes() {
        PublishedContract.has("IGUser", "POST", "media", Making.MEDIA);
        PublishedContract.has("IGUser", "POST", "media_publish", Publishing.PUBLISH);
        PublishedContract.has("IGUser", "GET", "media", InstagramSimulator.LIST);
        PublishedContract.has("IGUser", "GET", "content_publishing_limit", Set.of("since"));
        PublishedContract.has("IGMedia", "POST", "comments", Talking.ADD);
        PublishedContract.has("IGComment", "POST", "replies", Talking.ADD);
        PublishedContract.has("IGComment", "POST", "", Talking.CHANGE);
        PublishedContract.has("IGComment", "DELETE", "", Set.of());
        PublishedContract.tells("IGMedia", IgPost.SAMPLE.view().keySet());
        PublishedContract.tells("IGComment", IgComment.SAMPLE.view().keySet());
    }
}
