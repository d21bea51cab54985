package org.herald.simulators.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.herald.simulators.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostsTest {
    private final XSimulator x = new XSimulator(0);
    private final Client client = new Client(x, x.connectToken("press").access());

    @AfterEach
    void close() {
        x.close();
    }

    private String only() {
        assertThat(x.violations()).hasSize(1);
        return x.violations().get(0);
    }

    @Test
    void showsLinksShortenedAndSignsEscaped() {
        String id = client.tweet("Cats & dogs https://example.org/a").at("/data/id");
        Client.Got got = client.get("/2/tweets/" + id + "?post.fields=created_at,entities&expansions=author_id");
        assertThat(got.at("/data/text")).matches("Cats &amp; dogs https://t\\.co/[0-9a-f]{10}");
        assertThat(got.at("/data/entities/urls/0/expanded_url")).isEqualTo("https://example.org/a");
        assertThat(got.at("/includes/users/0/username")).isEqualTo("press");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void giveOnlyTheFieldsAskedFor() {
        String id = client.tweet("Hello").at("/data/id");
        assertThat(client.get("/2/tweets/" + id).json().path("data").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "text", "edit_history_post_ids");
    }

    @ParameterizedTest
    @CsvSource({
        "279,a,201",
        "280,a,201",
        "281,a,403",
        "140,漢,201",
        "141,漢,403",
        "140,😀,201",
        "141,😀,403",
        "140,👨‍👩‍👧‍👦,201"
    })
    void weighsTheText(int times, String letter, int status) {
        assertThat(client.tweet(letter.repeat(times)).status()).isEqualTo(status);
        assertThat(x.violations()).hasSize(status == 201 ? 0 : 1);
    }

    @Test
    void countsALinkAs23() {
        String link = "https://example.org/" + "a".repeat(100);
        assertThat(client.tweet("b".repeat(256) + " " + link).status()).isEqualTo(201);
        assertThat(client.tweet("c".repeat(257) + " " + link).status()).isEqualTo(403);
    }

    @Test
    void refusesTwoCashtags() {
        assertThat(client.tweet("Buy $ABC").status()).isEqualTo(201);
        assertThat(client.tweet("Buy $ABC and $XYZ").status()).isEqualTo(403);
        assertThat(only()).contains("cashtag");
    }

    @Test
    void refusesTheSameTextForADay() {
        assertThat(client.tweet("Again").status()).isEqualTo(201);
        assertThat(client.tweet("Again").at("/detail")).contains("duplicate content");
        x.clock().advance(Duration.ofHours(25));
        client.token(x.connectToken("press").access());
        assertThat(client.tweet("Again").status()).isEqualTo(201);
        assertThat(x.texts("press")).containsExactly("Again", "Again");
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void refusesTheUninvitedAnswer() {
        String root = client.tweet("Root").at("/data/id");
        String named = x.reply(root, "reader", "Nice");
        String unnamed = x.replyWithoutName(root, "other", "Nice, too");
        String quoting = x.quote(root, "third", "Look");
        String stranger = x.post("fourth", "Hello world");
        assertThat(client.answer("Thanks", named).status()).isEqualTo(201);
        assertThat(client.answer("Thanks again", quoting).status()).isEqualTo(201);
        assertThat(client.answer("And more", root).status()).isEqualTo(201);
        assertThat(client.answer("Thanks", unnamed).at("/detail")).contains("not been mentioned");
        assertThat(client.answer("Hello", stranger).status()).isEqualTo(403);
        assertThat(client.answer("Hello", "1").at("/detail")).contains("deleted");
        client.post("/_simulator/act/enterprise", "{}");
        assertThat(client.answer("Hello", stranger).status()).isEqualTo(201);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void quotePostsAreNotForSelfServe() {
        String id = client.tweet("Root").at("/data/id");
        assertThat(client.post("/2/tweets", "{\"text\":\"q\",\"quote_tweet_id\":\"" + id + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(only()).contains("quote_tweet_id");
    }

    @Test
    void deletesOnlyOwn() {
        String own = client.tweet("Mine").at("/data/id");
        String other = x.post("reader", "Theirs");
        assertThat(client.delete("/2/tweets/" + own).json().at("/data/deleted").asBoolean())
                .isTrue();
        assertThat(client.delete("/2/tweets/" + own).status()).isEqualTo(404);
        assertThat(client.delete("/2/tweets/" + other).status()).isEqualTo(403);
        assertThat(client.get("/2/tweets/" + own).at("/errors/0/type")).endsWith("/resource-not-found");
        assertThat(x.texts("press")).isEmpty();
    }

    @Test
    void hidesAnswersToOwnPosts() {
        String root = client.tweet("Root").at("/data/id");
        String answer = x.reply(root, "reader", "Bad");
        assertThat(client.put("/2/tweets/" + answer + "/hidden", "{\"hidden\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(x.isHidden(answer)).isTrue();
        String elsewhere = x.reply(x.post("reader", "Other"), "third", "Bad");
        assertThat(client.put("/2/tweets/" + elsewhere + "/hidden", "{\"hidden\":true}")
                        .status())
                .isEqualTo(403);
        assertThat(x.violations()).isEmpty();
    }

    @Test
    void editsForPremiumWithinHalfAnHour() {
        String id = client.tweet("Helo").at("/data/id");
        String edit = "{\"text\":\"Hello\",\"edit_options\":{\"previous_post_id\":\"" + id + "\"}}";
        assertThat(client.post("/2/tweets", edit).status()).isEqualTo(403);
        x.premium("press", true);
        client.token(x.connectToken("press").access());
        Client.Got edited = client.post("/2/tweets", edit);
        assertThat(edited.status()).isEqualTo(201);
        assertThat(edited.at("/data/id")).isNotEqualTo(id);
        x.clock().advance(Duration.ofMinutes(31));
        String late = edit.replace(id, edited.at("/data/id")).replace("Hello", "Hello!");
        assertThat(client.post("/2/tweets", late).status()).isEqualTo(403);
        assertThat(x.texts("press")).containsExactly("Hello");
    }

    @Test
    void charges() {
        client.tweet("No link");
        assertThat(x.spent()).isEqualByComparingTo("0.015");
        String id = client.tweet("See https://example.org").at("/data/id");
        assertThat(x.spent()).isEqualByComparingTo("0.215");
        client.answer("Thank you", x.reply(id, "reader", "Hello"));
        assertThat(x.spent()).isEqualByComparingTo("0.225");
        client.get("/2/tweets/" + id);
        client.get("/2/tweets/" + id);
        assertThat(x.spent()).as("read twice, charged once").isEqualByComparingTo("0.230");
        x.clock().advance(Duration.ofDays(1));
        client.token(x.connectToken("press").access());
        client.get("/2/tweets/" + id);
        assertThat(x.spent()).isEqualByComparingTo("0.235");
    }

    @Test
    void ownPostsAreCheaperToRead() {
        Client.Got posted = client.tweet("One");
        BigDecimal before = x.spent();
        String user = client.get("/2/users/me").at("/data/id");
        client.get("/2/users/" + user + "/tweets");
        assertThat(x.spent().subtract(before)).isEqualByComparingTo("0.002");
        assertThat(posted.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"429", "403"})
    void saysUsageCapped(int status) {
        x.cap("0.1", status);
        assertThat(client.tweet("No link").status()).isEqualTo(201);
        Client.Got got = client.tweet("See https://example.org");
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.at("/type")).isEqualTo("https://api.x.com/2/problems/usage-capped");
        assertThat(x.texts("press")).containsExactly("No link");
        assertThat(x.spent()).isEqualByComparingTo("0.015");
    }

    @Test
    void saysThatNothingIsLeftToSpend() {
        x.credits("0.02");
        assertThat(client.tweet("One").status()).isEqualTo(201);
        assertThat(client.tweet("Two").status()).isEqualTo(402);
    }

    @Test
    void countsRequestsAndNeverSaysRetryAfter() {
        x.limit("POST /2/tweets", 2);
        assertThat(client.tweet("One").header("x-rate-limit-remaining")).isEqualTo("1");
        client.tweet("Two");
        Client.Got third = client.tweet("Three");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEmpty();
        long reset = Long.parseLong(third.header("x-rate-limit-reset"));
        assertThat(reset - x.clock().instant().getEpochSecond()).isBetween(890L, 900L);
        x.clock().advance(Duration.ofMinutes(15));
        assertThat(client.tweet("Three").status()).isEqualTo(201);
        assertThat(x.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\",\"status\":\"b\"}|status",
                "{\"text\":7}|",
                "{\"text\":\"\"}|text",
                "{\"text\":\"a\",\"media\":{\"media_ids\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}}|media",
                "{\"text\":\"a\",\"reply\":{}}|",
                "[]|",
                "no json|body"
            })
    void refusesABodyThatTheContractDoesNotKnow(String body, String named) {
        assumeTrue(x.hasContract(), "X's description is not there (system property herald.specs)");
        assertThat(client.post("/2/tweets", body).status()).isEqualTo(400);
        assertThat(only()).contains(named == null ? "POST /2/tweets" : named);
    }

    @Test
    void wantsTheScopesOfTheContract() {
        assumeTrue(x.hasContract(), "X's description is not there (system property herald.specs)");
        Contract contract = Contract.find().orElseThrow();
        for (Endpoint endpoint : Endpoints.of(null, null, null)) {
            assertThat(endpoint.scopes())
                    .as(endpoint.name())
                    .isEqualTo(contract.scopes(endpoint.method(), endpoint.template()));
        }
    }

    @Test
    void itsOwnRulesJudgeWhereTheContractIsNotThere() {
        try (XSimulator alone = new XSimulator(0, Optional.empty())) {
            Client asking = new Client(alone, alone.connectToken("press").access());
            assertThat(asking.post("/2/tweets", "{\"text\":\"a\",\"status\":\"b\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(asking.get("/2/users/me?fields=id").status()).isEqualTo(400);
            assertThat(asking.get("/2/tweets/abc").status()).isEqualTo(400);
            assertThat(alone.violations()).hasSize(3);
            assertThat(asking.tweet("Hello").status()).isEqualTo(201);
            assertThat(alone.violations()).hasSize(3);
        }
    }

    @Test
    void refusesUnknownPathsMethodsAndFields() {
        assertThat(client.get("/2/nothing").status()).isEqualTo(404);
        assertThat(client.put("/2/tweets", "{}").status()).isEqualTo(404);
        assertThat(client.get("/2/users/me?tweet.fields=text").status()).isEqualTo(400);
        assertThat(client.get("/2/tweets/1?post.fields=colour").status()).isEqualTo(x.hasContract() ? 400 : 200);
        assertThat(x.violations()).hasSize(x.hasContract() ? 4 : 3);
    }

    @Test
    void hasMoods() {
        x.mood(Mood.LOST_AFTER, "POST /2/tweets", 1);
        assertThat(client.tweet("Lost").status()).isZero();
        x.mood(Mood.LOST_BEFORE, "POST /2/tweets", 1);
        assertThat(client.tweet("Never").status()).isZero();
        x.mood(Mood.FALSE_FAILURE, "POST /2/tweets", 1);
        assertThat(client.tweet("Denied").status()).isEqualTo(503);
        x.mood(Mood.BROKEN_AFTER, "POST /2/tweets", 1);
        assertThat(client.tweet("Broken").status()).isEqualTo(500);
        x.mood(Mood.RATE_LIMITED, "POST /2/tweets", 1);
        assertThat(client.tweet("Limited").header("x-rate-limit-remaining")).isEqualTo("0");
        x.mood(Mood.REVOKED, "POST /2/tweets", 1);
        assertThat(client.tweet("Revoked").status()).isEqualTo(401);
        assertThat(x.texts("press")).containsExactly("Broken", "Denied", "Lost");
    }
}
