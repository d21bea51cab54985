package org.herald.simulators.facebook;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herald.simulators.Mood;
import org.herald.simulators.meta.GraphClient;
import org.herald.simulators.meta.GraphClient.Got;
import org.herald.simulators.meta.GraphError;
import org.herald.simulators.meta.Page;
import org.herald.simulators.meta.Planned;
import org.herald.simulators.meta.PublishedContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FacebookSimulatorTest {
    private final FacebookSimulator simulator = new FacebookSimulator(0);
    private final String id = simulator.page().id();
    private final GraphClient page = new GraphClient(simulator.uri(), simulator.connectToken(id));

    @AfterEach
    void close() {
        simulator.close();
    }

    private GraphClient allowed(Set<String> less) {
        Set<String> scopes = new HashSet<>(FacebookSimulator.SCOPES);
        scopes.removeAll(less);
        return new GraphClient(simulator.uri(), simulator.connectToken(id, scopes));
    }

    private String photo(String alt) {
        return page.upload(
                        id + "/photos",
                        GraphClient.picture("png", 40, 30),
                        "published",
                        "false",
                        "alt_text_custom",
                        alt)
                .id();
    }

    @Test
    void postsReadsChangesAndDeletes() {
        String post = page.post(id + "/feed", "message", "Hello", "link", "https://example.org/a")
                .id();
        assertThat(post).startsWith(id + "_");
        JsonNode read =
                page.get(post, "fields", "id,message,permalink_url,from{id}").body();
        assertThat(read.path("message").asText()).isEqualTo("Hello");
        assertThat(read.path("from").path("id").asText()).isEqualTo(id);
        assertThat(page.post(post, "message", "Hello again").status()).isEqualTo(200);
        assertThat(simulator.shown(post)).contains("Hello again");
        assertThat(page.delete(post).body().path("success").asBoolean()).isTrue();
        assertThat(page.get(post).subcode()).isEqualTo(33);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void photosGoWithAPost() {
        String photo = photo("A cat");
        Got got = page.post(id + "/feed", "message", "Cat", "attached_media[0]", "{\"media_fbid\":\"" + photo + "\"}");
        assertThat(simulator.posts(id).get(0).photos()).containsExactly(photo);
        assertThat(simulator.alt(photo)).contains("A cat");
        assertThat(page.post(id + "/feed", "message", "Twice", "attached_media", "[{\"media_fbid\":\"" + photo + "\"}]")
                        .code())
                .isEqualTo(100);
        assertThat(got.status()).isEqualTo(200);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoPhoto() {
        assertThat(page.upload(id + "/photos", "GIF89a".getBytes(StandardCharsets.US_ASCII), "published", "false")
                        .code())
                .isEqualTo(324);
        assertThat(page.upload(id + "/photos", GraphClient.picture("gif", 4, 4), "published", "false")
                        .code())
                .isEqualTo(324);
        assertThat(page.post(id + "/photos", "published", "false").code()).isEqualTo(324);
        assertThat(page.upload(id + "/photos", GraphClient.picture("png", 4, 4)).code())
                .isEqualTo(100);
    }

    @Test
    void refusesAPhotoOfFourMegabytes() {
        byte[] png = GraphClient.picture("png", 4, 4);
        byte[] large = java.util.Arrays.copyOf(png, PhotoUpload.LARGEST);
        assertThat(page.upload(id + "/photos", large, "published", "false").subcode())
                .isEqualTo(2069016);
    }

    @Test
    void refusesWhatIsNotPublished() {
        assertThat(page.post(id + "/feed").code()).isEqualTo(100);
        assertThat(page.post(id + "/feed", "text", "Hello").code()).isEqualTo(100);
        assertThat(page.post(id + "/feed", "message", "a".repeat(63_207)).code())
                .isEqualTo(100);
        assertThat(page.post(id + "/feed", "link", "nowhere").code()).isEqualTo(100);
        assertThat(page.post(
                                id + "/feed",
                                "message",
                                "a",
                                "link",
                                "https://a.example/",
                                "attached_media[0]",
                                "{\"media_fbid\":\"" + photo("") + "\"}")
                        .code())
                .isEqualTo(100);
        assertThat(page.get(id + "/nothing").code()).isEqualTo(100);
        assertThat(page.get(id + "/feed/more/still").code()).isEqualTo(2500);
        assertThat(page.get(id + "/feed", "fields", "likes_of_friends").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(8);
    }

    @Test
    void refusesTheSameTextTwiceInARow() {
        page.post(id + "/feed", "message", "Hello");
        Got twice = page.post(id + "/feed", "message", "Hello");
        assertThat(twice.code()).isEqualTo(506);
        assertThat(twice.subcode()).isEqualTo(1366051);
        page.post(id + "/feed", "message", "Something else");
        assertThat(page.post(id + "/feed", "message", "Hello").status()).isEqualTo(200);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void changesOnlyWhatTheApplicationPosted() {
        String post = simulator.postByHand(id, "By hand");
        assertThat(page.post(post, "message", "By app").code()).isEqualTo(100);
    }

    @Test
    void asksForPermissionsTasksAndThePagesToken() {
        assertThat(allowed(Set.of("pages_manage_posts"))
                        .post(id + "/feed", "message", "a")
                        .code())
                .isEqualTo(200);
        String post = page.post(id + "/feed", "message", "Hello").id();
        assertThat(allowed(Set.of("pages_manage_engagement"))
                        .post(post + "/comments", "message", "a")
                        .code())
                .isEqualTo(200);
        assertThat(allowed(Set.of("pages_read_engagement"))
                        .get(post + "/comments")
                        .code())
                .isEqualTo(200);
        GraphClient person = new GraphClient(simulator.uri(), simulator.personToken(FacebookSimulator.SCOPES, true));
        assertThat(person.post(id + "/feed", "message", "a").code()).isEqualTo(210);
        simulator.put(new Page(id, "Herald Press", "", "", List.of("ANALYZE")));
        assertThat(page.post(id + "/feed", "message", "a").code()).isEqualTo(200);
        assertThat(simulator.violations()).hasSize(5);
    }

    @Test
    void pagesByCursor() {
        for (int i = 0; i < 7; i++) {
            page.post(id + "/feed", "message", "Post " + i);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Got got = after.isEmpty()
                    ? page.get(id + "/published_posts", "limit", "3")
                    : page.get(id + "/published_posts", "limit", "3", "after", after);
            got.body()
                    .path("data")
                    .forEach(post -> seen.add(post.path("message").asText()));
            boolean more = got.body().path("paging").has("next");
            after = more
                    ? got.body().path("paging").path("cursors").path("after").asText()
                    : "";
            page.post(id + "/feed", "message", "Meanwhile " + seen.size());
        } while (!after.isEmpty());
        assertThat(seen).containsExactly("Post 6", "Post 5", "Post 4", "Post 3", "Post 2", "Post 1", "Post 0");
        assertThat(page.get(id + "/published_posts", "limit", "101").code()).isEqualTo(100);
        assertThat(page.get(id + "/published_posts", "after", "made-up").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void listsWhatWasPostedSince() {
        page.post(id + "/feed", "message", "Old");
        simulator.clock().advance(Duration.ofHours(1));
        page.post(id + "/feed", "message", "New");
        String since =
                String.valueOf(simulator.clock().instant().minusSeconds(60).getEpochSecond());
        assertThat(page.get(id + "/feed", "since", since).body().path("data")).hasSize(1);
        assertThat(page.get(id + "/feed", "since", "yesterday").code()).isEqualTo(100);
    }

    @Test
    void peopleCommentAndThePageAnswersHidesAndDeletes() {
        String post = page.post(id + "/feed", "message", "Hello").id();
        String first = simulator.reply(post, "Rita", "Hi", "https://pictures.example/1.jpg");
        String second = simulator.reply(first, "Otto", "Me too");
        String own = page.post(first + "/comments", "message", "Welcome").id();
        JsonNode top = page.get(post + "/comments", "fields", "id,from,attachment")
                .body()
                .path("data");
        assertThat(top).hasSize(1);
        assertThat(top.get(0).path("attachment").path("url").asText()).isEqualTo("https://pictures.example/1.jpg");
        JsonNode all = page.get(
                        post + "/comments",
                        "filter",
                        "stream",
                        "order",
                        "reverse_chronological",
                        "fields",
                        "id,parent{id},from")
                .body()
                .path("data");
        assertThat(all.findValuesAsText("message")).isEmpty();
        assertThat(all.get(0).path("id").asText()).isEqualTo(own);
        assertThat(all.get(1).path("parent").path("id").asText()).isEqualTo(first);
        assertThat(page.get(first + "/comments").body().path("data")).hasSize(2);
        page.post(second, "is_hidden", "true");
        assertThat(simulator.comments(post)).extracting(PageComment::id).containsExactly(first, own);
        assertThat(page.get(second, "fields", "is_hidden")
                        .body()
                        .path("is_hidden")
                        .asBoolean())
                .isTrue();
        page.delete(first);
        assertThat(simulator.comments(post)).isEmpty();
        assertThat(page.delete(first).subcode()).isEqualTo(33);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void refusesCommentsThatCannotBe() {
        String post = page.post(id + "/feed", "message", "Hello").id();
        String first = simulator.reply(post, "Rita", "Hi");
        String second = simulator.reply(first, "Otto", "Me too");
        String own = page.post(post + "/comments", "message", "First").id();
        assertThat(page.post(second + "/comments", "message", "Deep").code()).isEqualTo(100);
        assertThat(page.post(post + "/comments").code()).isEqualTo(100);
        assertThat(page.post(post + "/comments", "message", "a".repeat(8001)).code())
                .isEqualTo(100);
        assertThat(page.post(own, "is_hidden", "true").code()).isEqualTo(100);
        assertThat(page.post(first, "message", "I agree with the page").code()).isEqualTo(200);
        assertThat(page.get(post + "/comments", "filter", "best").code()).isEqualTo(100);
        assertThat(page.get(post + "/comments", "order", "ranked").code()).isEqualTo(100);
        assertThat(simulator.violations()).hasSize(7);
    }

    @Test
    void hidesTheWriterFromWhoMayNotReadUsers() {
        String post = page.post(id + "/feed", "message", "Hello").id();
        simulator.reply(post, "Rita", "Hi");
        JsonNode comments = allowed(Set.of("pages_read_user_content"))
                .get(post + "/comments")
                .body();
        assertThat(comments.path("data").get(0).has("from")).isFalse();
    }

    @Test
    void hasMoods() {
        simulator.mood(Mood.RATE_LIMITED, "POST", 1);
        Got limited = page.post(id + "/feed", "message", "a");
        assertThat(limited.code()).isEqualTo(4);
        assertThat(limited.header("X-App-Usage")).contains("\"call_count\":100");
        simulator.mood(Mood.REVOKED, "", 1);
        assertThat(page.get("me").code()).isEqualTo(190);
        simulator.mood(Mood.FALSE_FAILURE, "/feed", 1);
        assertThat(page.post(id + "/feed", "message", "There").code()).isEqualTo(2);
        assertThat(simulator.posts(id)).extracting(PagePost::message).containsExactly("There");
    }

    @Test
    void saysWhatATestPlans() {
        simulator.plan(new Planned(
                GraphError.of(80001, 2446079, "There have been too many calls to this Page account"),
                "GET",
                1,
                false,
                Duration.ofMinutes(19)));
        Got got = page.get("me");
        assertThat(got.code()).isEqualTo(80001);
        assertThat(got.header("X-Business-Use-Case-Usage")).contains(id, "\"estimated_time_to_regain_access\":19");
        assertThat(page.get("me").status()).isEqualTo(200);
        assertThat(page.get("me").header("X-App-Usage")).contains("call_count");
    }

    @Test
    void provesAnAddressAndSendsSignedNotices() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256") + " " + query + " " + body);
            byte[] answer =
                    query.replaceFirst(".*hub.challenge=([0-9]+).*", "$1").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        listener.start();
        URI hook = URI.create("http://localhost:" + listener.getAddress().getPort() + "/hook");
        assertThat(simulator.subscribe(hook, "proof")).isTrue();
        assertThat(heard.get(0)).contains("hub.mode=subscribe", "hub.verify_token=proof");
        String post = page.post(id + "/feed", "message", "Hello").id();
        simulator.reply(post, "Rita", "Nobody listens");
        assertThat(heard).hasSize(1);
        assertThat(page.post(id + "/subscribed_apps", "subscribed_fields", "feed")
                        .status())
                .isEqualTo(200);
        simulator.deleteReply(simulator.reply(post, "Rita", "Schön"));
        assertThat(heard.get(1)).startsWith("sha256=").contains("\"verb\":\"add\"", "Sch\\u00f6n", post);
        assertThat(heard.get(2)).contains("\"verb\":\"remove\"");
        listener.stop(0);
    }

    @Test
    void takesAndTellsOnlyWhatMetaDescribes() {
        PublishedContract.has("Page", "POST", "feed", Posting.FEED);
        PublishedContract.has("Page", "POST", "photos", PhotoUpload.PHOTOS);
        PublishedContract.has("Page", "GET", "published_posts", FacebookSimulator.LIST);
        PublishedContract.has("PagePost", "POST", "", Posting.EDIT);
        PublishedContract.has("PagePost", "DELETE", "", Set.of());
        PublishedContract.has("PagePost", "GET", "comments", Commenting.LIST);
        PublishedContract.has("Comment", "POST", "comments", Commenting.ADD);
        PublishedContract.has("Comment", "POST", "", Commenting.CHANGE);
        String post = page.post(id + "/feed", "message", "Hello").id();
        String comment = simulator.reply(post, "Rita", "Hi");
        PublishedContract.tells("PagePost", simulator.posts(id).get(0).view().keySet());
        PublishedContract.tells(
                "Comment",
                simulator.comments(post).stream()
                        .filter(one -> one.id().equals(comment))
                        .findFirst()
                        .orElseThrow()
                        .view(true)
                        .keySet());
    }
}
