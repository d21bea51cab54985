package org.herald.simulators.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.discord.Client.QUIET;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.herald.simulators.Json;
import org.herald.simulators.discord.Client.Got;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot may read and say, and what is refused. */
class DiscordBotTest {
    private static final String HELLO = "{\"content\":\"Hello\"," + QUIET + "}";
    private final DiscordSimulator simulator = new DiscordSimulator(0);
    private final Client client = new Client(simulator);
    private String channel;
    private String messages;

    @BeforeEach
    void find() {
        channel = "channels/" + simulator.people(People::channel);
        messages = channel + "/messages";
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private void people(Consumer<People> what) {
        simulator.people(people -> {
            what.accept(people);
            return null;
        });
    }

    private String said(String text) {
        return simulator.people(people -> people.say(people.channel(), "ann", text));
    }

    private void refused(Got got, int status, int code) {
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.code()).isEqualTo(code);
        assertThat(simulator.violations()).isEmpty();
    }

    private static List<String> contents(Got got) {
        List<String> contents = new ArrayList<>();
        for (JsonNode message : got.body()) {
            contents.add(message.path("content").asText());
        }
        return contents;
    }

    private static String answer(String to, String more) {
        return "{\"content\":\"Thanks\",\"message_reference\":{\"message_id\":\"" + to + "\"}," + QUIET + more + "}";
    }

    @Test
    void tellsWhoItIsAndWhatItMayRead() throws Exception {
        assertThat(client.bot("GET", "users/@me", null).id()).isEqualTo(simulator.people(People::botId));
        assertThat(client.bot("GET", "applications/@me", null)
                        .body()
                        .path("flags")
                        .asInt())
                .isEqualTo(1 << 19);
        assertThat(client.bot("GET", channel, null).body().path("name").asText())
                .isEqualTo("news");
        people(people -> people.readsContent(false));
        assertThat(client.bot("GET", "applications/@me", null)
                        .body()
                        .path("flags")
                        .asInt())
                .isZero();
    }

    @Test
    void aTokenThatWasResetIsNoMore() throws Exception {
        String old = simulator.people(People::botToken);
        people(People::resetBotToken);
        Got got = client.send(client.request("users/@me").header("Authorization", "Bot " + old), "GET", null);
        refused(got, 401, 0);
        assertThat(client.bot("GET", "users/@me", null).status()).isEqualTo(200);
    }

    @Test
    void withoutItsHeaderItIsAViolation() throws Exception {
        assertThat(client.send(client.request("users/@me"), "GET", null).status())
                .isEqualTo(401);
        Got bearer = client.send(client.request("users/@me").header("Authorization", "Bearer x"), "GET", null);
        assertThat(bearer.status()).isEqualTo(401);
        assertThat(simulator.violations()).hasSize(2);
    }

    @Test
    void pagesForwardsAndBackwards() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(said("m" + i));
        }
        assertThat(contents(client.bot("GET", messages + "?limit=3", null))).containsExactly("m6", "m5", "m4");
        assertThat(contents(client.bot("GET", messages + "?limit=3&before=" + ids.get(4), null)))
                .containsExactly("m3", "m2", "m1");
        assertThat(contents(client.bot("GET", messages + "?limit=2&after=" + ids.get(1), null)))
                .containsExactly("m3", "m2");
        assertThat(contents(client.bot("GET", messages + "?limit=3&around=" + ids.get(3), null)))
                .containsExactly("m4", "m3", "m2");
        assertThat(contents(client.bot("GET", messages + "?after=0", null))).hasSize(7);
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=many", "after=1&before=2", "after=x", "since=1"})
    void aQuestionThatIsNotInTheContractIsAViolation(String query) throws Exception {
        assertThat(client.bot("GET", messages + "?" + query, null).code()).isEqualTo(50035);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void withoutThePermissionForHistoryThereIsNothingAndNobodySaysSo() throws Exception {
        String id = said("Hello");
        people(people -> people.forbid(Permission.READ_MESSAGE_HISTORY));
        Got got = client.bot("GET", messages, null);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEmpty();
        refused(client.bot("GET", messages + "/" + id, null), 403, 50013);
        refused(client.bot("POST", messages, answer(id, "")), 403, 160002);
        people(people -> people.forbid(Permission.VIEW_CHANNEL));
        refused(client.bot("GET", messages, null), 403, 50001);
        refused(client.bot("GET", "channels/12345", null), 404, 10003);
    }

    @Test
    void withoutTheIntentWhatOthersSayIsEmpty() throws Exception {
        said("Hello");
        String named = said("Hello <@1>");
        Got own = client.bot("POST", messages, HELLO);
        people(people -> people.readsContent(false));
        assertThat(contents(client.bot("GET", messages, null))).containsExactly("Hello", "", "");
        assertThat(own.body().path("content").asText()).isEqualTo("Hello");
        people(people -> people.readsContent(true));
        assertThat(client.bot("GET", messages + "/" + named, null)
                        .body()
                        .path("content")
                        .asText())
                .isEqualTo("Hello <@1>");
    }

    @Test
    void aReplyNamesWhatItAnswers() throws Exception {
        String id = said("Why?");
        Got got = client.bot("POST", messages, answer(id, ""));
        assertThat(got.body().path("type").asInt()).isEqualTo(19);
        assertThat(got.body().at("/message_reference/message_id").asText()).isEqualTo(id);
        assertThat(got.body().at("/referenced_message/content").asText()).isEqualTo("Why?");
        assertThat(simulator.pings()).isEmpty();
        people(people -> people.delete(id));
        Got read = client.bot("GET", messages + "/" + got.id(), null);
        assertThat(read.body().path("referenced_message").isNull()).isTrue();
        Got gone = client.bot("POST", messages, answer(id, ""));
        assertThat(gone.body().path("errors").toString()).contains("REPLIES_UNKNOWN_MESSAGE");
        refused(gone, 400, 50035);
    }

    @Test
    void aReplyCallsWhomItAnswersWhereNothingIsSaidOfIt() throws Exception {
        String id = said("Why?");
        client.bot("POST", messages, answer(id, "").replace("," + QUIET, ""));
        assertThat(simulator.pings()).hasSize(1);
        client.bot("POST", messages, answer(id, "").replace("[]}", "[],\"replied_user\":true}"));
        assertThat(simulator.pings()).hasSize(2);
    }

    @Test
    void aNonceThatIsEnforcedPostsOnceForAFewMinutes() throws Exception {
        String body = "{\"content\":\"Hello\",\"nonce\":\"n1\",\"enforce_nonce\":true," + QUIET + "}";
        Got first = client.bot("POST", messages, body);
        assertThat(client.bot("POST", messages, body).id()).isEqualTo(first.id());
        assertThat(simulator.posted()).isEqualTo(1);
        simulator.clock().advance(Duration.ofMinutes(6));
        assertThat(client.bot("POST", messages, body).id()).isNotEqualTo(first.id());
        assertThat(client.bot("POST", messages, body.replace("true", "false")).id())
                .isNotEqualTo(first.id());
        assertThat(simulator.posted()).isEqualTo(3);
        assertThat(client.bot("POST", messages, body.replace("n1", "n".repeat(26)))
                        .code())
                .isEqualTo(50035);
    }

    @Test
    void mayOnlyWhatItIsAllowed() throws Exception {
        String others = said("Mine");
        refused(client.bot("PATCH", messages + "/" + others, HELLO), 403, 50005);
        refused(client.bot("DELETE", messages + "/" + others, null), 403, 50013);
        Got own = client.bot("POST", messages, HELLO);
        assertThat(client.bot("PATCH", messages + "/" + own.id(), HELLO.replace("Hello", "Bye"))
                        .body()
                        .path("content")
                        .asText())
                .isEqualTo("Bye");
        assertThat(client.bot("DELETE", messages + "/" + own.id(), null).status())
                .isEqualTo(204);
        refused(client.bot("GET", messages + "/" + own.id(), null), 404, 10008);
        people(people -> people.allow(Permission.MANAGE_MESSAGES));
        assertThat(client.bot("DELETE", messages + "/" + others, null).status()).isEqualTo(204);
        people(people -> people.forbid(Permission.SEND_MESSAGES));
        refused(client.bot("POST", messages, HELLO), 403, 50013);
    }

    @Test
    void aThreadHangsBelowItsMessage() throws Exception {
        String root = client.post(HELLO).id();
        String thread = simulator.people(people -> people.startThread(root, "Talk"));
        simulator.people(people -> people.say(thread, "bob", "In the thread"));
        assertThat(client.bot("GET", messages + "/" + root, null)
                        .body()
                        .at("/thread/id")
                        .asText())
                .isEqualTo(root);
        Got inThread = client.bot("GET", "channels/" + thread + "/messages", null);
        assertThat(contents(inThread)).containsExactly("In the thread", "");
        assertThat(inThread.body().at("/1/type").asInt()).isEqualTo(21);
        assertThat(inThread.body().at("/1/message_reference/message_id").asText())
                .isEqualTo(root);
        assertThat(client.bot("GET", messages + "?limit=1", null)
                        .body()
                        .at("/0/type")
                        .asInt())
                .isEqualTo(18);
        people(people -> people.forbid(Permission.SEND_MESSAGES_IN_THREADS));
        refused(client.bot("POST", "channels/" + thread + "/messages", HELLO), 403, 50013);
        people(people -> people.deleteThread(thread));
        refused(client.bot("GET", "channels/" + thread + "/messages", null), 404, 10003);
    }

    @Test
    void isToldWhatToDoFromOutside() throws Exception {
        String id = client.post(HELLO).id();
        JsonNode reply = control("act/reply", "{\"id\":\"" + id + "\",\"by\":\"bob\",\"text\":\"Nice\"}");
        assertThat(contents(client.bot("GET", messages, null))).containsExactly("Nice", "Hello");
        control("act/delete", "{\"id\":\"" + reply.path("id").asText() + "\"}");
        assertThat(contents(client.bot("GET", messages, null))).containsExactly("Hello");
        assertThat(control("act/connect", "{}").path("webhook").asText()).isEqualTo(simulator.webhookAddress());
        assertThat(control("", null).path("messages")).hasSize(1);
    }

    private JsonNode control(String what, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.uri() + "/_simulator/" + what));
        HttpRequest built = body == null
                ? request.build()
                : request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return Json.MAPPER.readTree(
                HttpClient.newHttpClient().send(built, BodyHandlers.ofString()).body());
    }
}
