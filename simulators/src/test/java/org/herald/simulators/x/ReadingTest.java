package org.herald.simulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private final XSimulator x = new XSimulator(0);
    private final XSimulator.Token token = x.connectToken("press");
    private final Client client = new Client(x, token.access());

    @AfterEach
    void close() {
        x.close();
    }

    private List<String> pages(String path, String parameter) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            Client.Got got = client.get(path + (next.isEmpty() ? "" : "&" + parameter + "=" + next));
            assertThat(got.status()).as(got.text()).isEqualTo(200);
            got.json().path("data").forEach(post -> ids.add(post.path("id").asText()));
            next = got.at("/meta/next_token");
        } while (!next.isEmpty());
        return ids;
    }

    @Test
    void pagesATimelineNewestFirst() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(0, x.post("press", "Post " + i));
        }
        String path = "/2/users/" + token.userId() + "/tweets?max_results=5";
        assertThat(pages(path, "pagination_token")).isEqualTo(all);
        assertThat(pages(path + "&since_id=" + all.get(3), "pagination_token")).isEqualTo(all.subList(0, 3));
        assertThat(pages(path + "&until_id=" + all.get(3), "pagination_token")).isEqualTo(all.subList(4, 12));
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void cutsATimelineByTime() {
        x.post("press", "Old");
        x.clock().advance(Duration.ofHours(1));
        String start = x.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String fresh = x.post("press", "New");
        assertThat(pages("/2/users/" + token.userId() + "/tweets?start_time=" + start, "pagination_token"))
                .containsExactly(fresh);
    }

    @Test
    void findsAConversationOfSevenDays() {
        String root = x.post("press", "Root");
        String early = x.reply(root, "reader", "Early");
        x.clock().advance(Duration.ofDays(6));
        client.token(x.connectToken("press").access());
        String late = x.reply(early, "other", "Late");
        x.post("reader", "Something else");
        String path = "/2/tweets/search/recent?query=conversation_id:" + root + "&max_results=10";
        assertThat(pages(path, "next_token")).containsExactly(late, early, root);
        x.clock().advance(Duration.ofDays(2));
        client.token(x.connectToken("press").access());
        assertThat(pages(path, "next_token")).containsExactly(late);
        assertThat(x.violations()).isEmpty();
        assertThat(client.get(path + "&since_id=" + root).status()).isEqualTo(400);
        assertThat(x.violations()).hasSize(1);
    }

    @Test
    void tellsWhoAnsweredWhat() {
        String root = x.post("press", "Root");
        String answer = x.reply(root, "reader", "Nice");
        JsonNode post = client.get("/2/tweets/search/recent?query=conversation_id:" + root
                        + "&max_results=10&post.fields=conversation_id,entities"
                        + "&expansions=author_id,in_reply_to_user_id,referenced_posts")
                .json()
                .at("/data/0");
        assertThat(post.path("id").asText()).isEqualTo(answer);
        assertThat(post.path("text").asText()).isEqualTo("@press Nice");
        assertThat(post.at("/referenced_posts/0/type").asText()).isEqualTo("replied_to");
        assertThat(post.at("/referenced_posts/0/id").asText()).isEqualTo(root);
        assertThat(post.path("in_reply_to_user_id").asText()).isEqualTo(token.userId());
        assertThat(post.at("/entities/mentions/0/username").asText()).isEqualTo("press");
    }

    @Test
    void givesMentionsAndQuotes() {
        String root = x.post("press", "Root");
        String mention = x.post("reader", "Hello @press");
        String quote = x.quote(root, "reader", "Look at this");
        assertThat(pages("/2/users/" + token.userId() + "/mentions?max_results=5", "pagination_token"))
                .containsExactly(mention);
        assertThat(pages("/2/tweets/" + root + "/quote_tweets?max_results=10", "pagination_token"))
                .containsExactly(quote);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void tellsWhatIsMissingAmongSeveral() {
        String id = x.post("press", "Here");
        Client.Got got = client.get("/2/tweets?ids=" + id + ",12");
        assertThat(got.at("/data/0/id")).isEqualTo(id);
        assertThat(got.at("/errors/0/resource_id")).isEqualTo("12");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void refusesPagesOfOtherSizes() {
        String path = "/2/users/" + token.userId() + "/tweets?max_results=";
        assertThat(client.get(path + "4").status()).isEqualTo(400);
        assertThat(client.get(path + "101").status()).isEqualTo(400);
        assertThat(client.get("/2/tweets/search/recent?query=from:press&max_results=9")
                        .status())
                .isEqualTo(400);
        assertThat(client.get("/2/tweets/search/recent?query=lang:en").status()).isEqualTo(400);
        assertThat(client.get("/2/tweets/search/recent").status()).isEqualTo(400);
        assertThat(x.violations()).hasSize(5);
    }

    @Test
    void isToldWhatToDoByOthers() {
        Client.Got did = client.post("/_simulator/act/post", "{\"by\":\"reader\",\"text\":\"Hello\"}");
        String answer = client.post(
                        "/_simulator/act/reply", "{\"to\":\"" + did.at("/id") + "\",\"by\":\"other\",\"text\":\"Hi\"}")
                .at("/id");
        assertThat(x.texts("other")).containsExactly("@reader Hi");
        client.post("/_simulator/act/delete", "{\"id\":\"" + answer + "\"}");
        assertThat(x.texts("other")).isEmpty();
        assertThat(client.get("/_simulator/state").json().path("posts")).hasSize(1);
    }
}
