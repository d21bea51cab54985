package org.herald.simulators.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.discord.Client.QUIET;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.herald.simulators.Mood;
import org.herald.simulators.Reply;
import org.herald.simulators.discord.Client.Got;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a webhook may do, and what is refused. */
class DiscordWebhookTest {
    private static final String HELLO = "{\"content\":\"Hello\"," + QUIET + "}";
    private final DiscordSimulator simulator = new DiscordSimulator(0);
    private final Client client = new Client(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void broken(Got got, int status, int code) {
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.code()).isEqualTo(code);
        assertThat(simulator.violations()).hasSize(1);
        assertThat(simulator.posted()).isZero();
    }

    private void refused(Got got, int status, int code) {
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.code()).isEqualTo(code);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void tellsWhoItIs() throws Exception {
        Got got = client.webhook("GET", "", null);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.id()).isEqualTo(simulator.people(People::webhookId));
        assertThat(got.body().path("channel_id").asText()).isEqualTo(simulator.people(People::channel));
        assertThat(got.body().has("user")).isFalse();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void postsReadsChangesAndDeletes() throws Exception {
        Got posted = client.post(HELLO);
        assertThat(posted.body().path("webhook_id").asText()).isEqualTo(simulator.people(People::webhookId));
        String path = "/messages/" + posted.id();
        assertThat(client.webhook("PATCH", path, HELLO.replace("Hello", "Bye"))
                        .body()
                        .path("content")
                        .asText())
                .isEqualTo("Bye");
        Got read = client.webhook("GET", path, null);
        assertThat(read.body().path("content").asText()).isEqualTo("Bye");
        assertThat(read.body().path("edited_timestamp").isNull()).isFalse();
        assertThat(client.webhook("DELETE", path, null).status()).isEqualTo(204);
        refused(client.webhook("DELETE", path, null), 404, 10008);
    }

    @Test
    void withoutWaitItSaysNothing() throws Exception {
        Got got = client.webhook("POST", "", HELLO);
        assertThat(got.status()).isEqualTo(204);
        assertThat(simulator.posted()).isEqualTo(1);
    }

    @Test
    void whoIsCalledIsNoted() throws Exception {
        String text = "@everyone @here <@123> <@&456>";
        client.post("{\"content\":\"" + text + "\"," + QUIET + "}");
        assertThat(simulator.pings()).isEmpty();
        client.post("{\"content\":\"" + text + "\"}");
        assertThat(simulator.pings()).containsExactly(new Ping(Ping.Kind.USER, "123"));
        Got all = client.post(
                "{\"content\":\"" + text + "\",\"allowed_mentions\":{\"parse\":[\"everyone\"],\"roles\":[\"456\"]}}");
        assertThat(all.body().path("mention_everyone").asBoolean()).isTrue();
        assertThat(simulator.pings())
                .contains(new Ping(Ping.Kind.EVERYONE, "everyone"), new Ping(Ping.Kind.ROLE, "456"));
    }

    @Test
    void anEditForgetsWhatTheMessageAllowed() throws Exception {
        String id = client.post("{\"content\":\"<@123>\"," + QUIET + "}").id();
        client.webhook("PATCH", "/messages/" + id, "{\"content\":\"Ask <@123>\"}");
        assertThat(simulator.pings()).containsExactly(new Ping(Ping.Kind.USER, "123"));
    }

    @Test
    void moreThanFiveInTwoSecondsAreTooMany() throws Exception {
        Got got = client.post(HELLO);
        assertThat(got.header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(got.header("X-RateLimit-Remaining")).isEqualTo("4");
        assertThat(got.header("X-RateLimit-Bucket")).isNotEmpty();
        int taken = 0;
        while (got.status() == 200) {
            taken++;
            got = client.post(HELLO);
        }
        assertThat(got.status()).isEqualTo(429);
        assertThat(got.body().path("retry_after").asDouble()).isBetween(0.0, 2.0);
        assertThat(got.body().path("global").asBoolean()).isFalse();
        assertThat(got.header("Retry-After")).isIn("1", "2");
        assertThat(got.header("X-RateLimit-Scope")).isEqualTo("user");
        assertThat(simulator.posted()).isEqualTo(taken);
        simulator.clock().advance(Duration.ofSeconds(2));
        assertThat(client.post(HELLO).status()).isEqualTo(200);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void moreThanFiftyInASecondAreTooManyForAnybody() {
        Buckets buckets = new Buckets(Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC));
        for (int i = 0; i < 50; i++) {
            assertThat(buckets.global("Bot one")).isNull();
        }
        Reply reply = buckets.global("Bot one");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers())
                .containsEntry("X-RateLimit-Global", "true")
                .containsEntry("X-RateLimit-Scope", "global")
                .containsEntry("Retry-After", "1");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("\"retry_after\":1.0", "\"global\":true");
        assertThat(buckets.global("Bot two")).isNull();
    }

    @Test
    void aWebhookThatIsGoneIsUnknownAndAnotherTokenIsInvalid() throws Exception {
        String path = client.webhook("");
        simulator.people(people -> {
            people.changeWebhookToken();
            return null;
        });
        refused(client.send(client.request(path), "GET", null), 401, 50027);
        simulator.people(People::rotateWebhook);
        refused(client.send(client.request(path), "POST", HELLO), 404, 10015);
        assertThat(client.post(HELLO).status()).isEqualTo(200);
    }

    @Test
    void onlyItsOwnMessagesAreItsToChange() throws Exception {
        String id = simulator.people(people -> people.say(people.channel(), "ann", "Mine"));
        refused(client.webhook("PATCH", "/messages/" + id, HELLO), 404, 10008);
        refused(client.webhook("GET", "/messages/" + id, null), 404, 10008);
    }

    private static String named(String body, String thread) {
        return body.substring(0, body.length() - 1) + ",\"thread_name\":\"" + thread + "\"}";
    }

    private void later() {
        simulator.clock().advance(Duration.ofSeconds(2));
    }

    @Test
    void inAForumEachPostHasItsThread() throws Exception {
        refused(client.post(named(HELLO, "Bees")), 400, 220003);
        simulator.people(people -> {
            people.makeForum();
            return null;
        });
        refused(client.post(HELLO), 400, 220001);
        Got got = client.post(named(HELLO, "Bees"));
        assertThat(got.body().path("channel_id").asText()).isEqualTo(got.id());
        String thread = "thread_id=" + got.id();
        later();
        refused(client.webhook("POST", "?" + thread, named(HELLO, "Bees")), 400, 220002);
        assertThat(client.webhook("POST", "?wait=true&" + thread, HELLO)
                        .body()
                        .path("channel_id")
                        .asText())
                .isEqualTo(got.id());
        String path = "/messages/" + got.id();
        assertThat(client.webhook("PATCH", path + "?" + thread, HELLO).status()).isEqualTo(200);
        refused(client.webhook("PATCH", path, HELLO), 404, 10008);
        later();
        refused(client.webhook("POST", "?thread_id=99999", HELLO), 404, 10003);
    }

    @Test
    void aThreadThatIsPutAwayTakesMessagesButNoEditsAndALockedOneNeither() throws Exception {
        String root = client.post(HELLO).id();
        String thread = simulator.people(people -> people.startThread(root, "Talk"));
        String said =
                client.webhook("POST", "?wait=true&thread_id=" + thread, HELLO).id();
        simulator.people(people -> {
            people.archive(thread);
            return null;
        });
        refused(client.webhook("PATCH", "/messages/" + said + "?thread_id=" + thread, HELLO), 400, 50083);
        assertThat(client.webhook("POST", "?wait=true&thread_id=" + thread, HELLO)
                        .status())
                .isEqualTo(200);
        simulator.people(people -> {
            people.lock(thread);
            return null;
        });
        refused(client.webhook("POST", "?wait=true&thread_id=" + thread, HELLO), 400, 160005);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, webhooks, 404, 0",
        "PUT, WEBHOOK, 405, 0",
        "POST, WEBHOOK/slack, 404, 0",
        "POST, WEBHOOK?wait=maybe, 400, 50035",
        "POST, WEBHOOK?await=true, 400, 50035",
        "POST, WEBHOOK?thread_id=abc, 400, 50035"
    })
    void whatIsNotInTheContractIsAViolation(String method, String path, int status, int code) throws Exception {
        broken(client.send(client.request(path.replace("WEBHOOK", client.webhook(""))), method, HELLO), status, code);
    }

    @Test
    void whoDoesNotSayWhatItIsStaysOutside() throws Exception {
        broken(
                client.send(client.request(client.webhook("")).setHeader("User-Agent", "Herald"), "GET", null),
                403,
                40333);
    }

    @Test
    void anotherVersionIsRefused() throws Exception {
        String address = simulator.webhookAddress().replace("/api/", "/api/v6/");
        broken(
                client.send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(address))
                                .header("User-Agent", "DiscordBot (https://example.org, 1)"),
                        "GET",
                        null),
                400,
                50041);
    }

    private static boolean fails(ThrowingSupplier<Got> call) throws Exception {
        try {
            call.get();
            return false;
        } catch (IOException e) {
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasMoods() throws Exception {
        simulator.mood(Mood.LOST_AFTER, "POST /api/v10/webhooks", 1);
        assertThat(fails(() -> client.post(HELLO))).isTrue();
        assertThat(simulator.posted()).isEqualTo(1);
        simulator.mood(Mood.LOST_BEFORE, "POST", 1);
        assertThat(fails(() -> client.post(HELLO))).isTrue();
        assertThat(simulator.posted()).isEqualTo(1);
        simulator.mood(Mood.FALSE_FAILURE, "POST", 1);
        assertThat(client.post(HELLO).status()).isEqualTo(500);
        assertThat(simulator.posted()).isEqualTo(2);
        simulator.mood(Mood.RATE_LIMITED, "POST", 1);
        Got limited = client.post(HELLO);
        assertThat(limited.body().path("retry_after").asDouble()).isEqualTo(64.57);
        assertThat(limited.header("Retry-After")).isEqualTo("65");
        simulator.mood(Mood.REVOKED, "POST", 1);
        assertThat(client.post(HELLO).code()).isEqualTo(50027);
        assertThat(simulator.posted()).isEqualTo(2);
    }
}
