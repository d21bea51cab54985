package org.herald.simulators.threads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herald.simulators.Json;
import org.junit.jupiter.api.Test;

class ThreadsRepliesTest extends Asking {
    private static final String FIELDS =
            "?fields=id,text,username,permalink,replied_to,root_post,hide_status,is_reply_owned_by_me,timestamp";

    private static List<String> texts(Said said) {
        List<String> texts = new ArrayList<>();
        said.body().path("data").forEach(reply -> texts.add(reply.path("text").asText()));
        return texts;
    }

    private String answer(String to, String text) {
        Said made = post("/v1.0/me/threads", Map.of("media_type", "TEXT", "text", text, "reply_to_id", to));
        return published(made.id()).id();
    }

    @Test
    void givesTheConversationFlatAndRepliesByLevel() {
        String root = posted("Hello");
        String first = threads.reply(root, "anna", "First");
        threads.clock().advance(PROCESSED);
        threads.reply(first, "ben", "Nested");
        String ours = answer(first, "Ours");
        assertThat(texts(get("/v1.0/" + root + "/conversation" + FIELDS))).containsExactly("Ours", "Nested", "First");
        assertThat(texts(get("/v1.0/" + root + "/conversation" + FIELDS + "&reverse=false")))
                .containsExactly("First", "Nested", "Ours");
        assertThat(texts(get("/v1.0/" + root + "/replies" + FIELDS))).containsExactly("First");
        assertThat(texts(get("/v1.0/" + first + "/replies" + FIELDS))).containsExactly("Ours", "Nested");
        JsonNode own = get("/v1.0/" + root + "/conversation" + FIELDS).body().at("/data/0");
        assertThat(own.path("id").asText()).isEqualTo(ours);
        assertThat(own.path("is_reply_owned_by_me").asBoolean()).isTrue();
        assertThat(own.at("/replied_to/id").asText()).isEqualTo(first);
        assertThat(own.at("/root_post/id").asText()).isEqualTo(root);
        assertThat(texts(get("/v1.0/me/replies?fields=text"))).containsExactly("Ours");
        assertThat(texts(get("/v1.0/me/threads?fields=text"))).containsExactly("Hello");
        keptTheContract();
        get("/v1.0/" + first + "/conversation" + FIELDS);
        brokeTheContract("read at its root");
    }

    @Test
    void pagesKeepTheirPlaceWhereSomethingIsNotShown() {
        String root = posted("Hello");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(threads.reply(root, "anna", "Number " + i));
        }
        threads.makeUnseen(ids.get(0));
        threads.makeUnseen(ids.get(1));
        Said empty = get("/v1.0/" + root + "/conversation" + FIELDS + "&reverse=false&limit=2");
        assertThat(texts(empty)).isEmpty();
        String next = empty.body().at("/paging/next").asText();
        assertThat(next).contains("access_token=" + token);
        assertThat(texts(get("/v1.0/" + root + "/conversation" + FIELDS + "&reverse=false&limit=2&after="
                        + empty.body().at("/paging/cursors/after").asText())))
                .containsExactly("Number 2", "Number 3");
        assertThat(get("/v1.0/" + ids.get(0)).subcode()).isEqualTo(Errors.NO_OBJECT);
        keptTheContract();
    }

    @Test
    void namesNobodyWhoHidesTheirProfile() {
        String root = posted("Hello");
        threads.anonymousReply(root, "Psst");
        JsonNode reply = get("/v1.0/" + root + "/conversation" + FIELDS).body().at("/data/0");
        assertThat(reply.path("text").asText()).isEqualTo("Psst");
        assertThat(reply.has("username")).isFalse();
        assertThat(reply.has("permalink")).isFalse();
    }

    @Test
    void hidesTopLevelRepliesWithAllBelow() {
        String root = posted("Hello");
        String top = threads.reply(root, "anna", "First");
        String nested = threads.reply(top, "ben", "Nested");
        assertThat(post("/v1.0/" + top + "/manage_reply", Map.of("hide", "true"))
                        .body()
                        .path("success")
                        .asBoolean())
                .isTrue();
        get("/v1.0/" + root + "/conversation" + FIELDS).body().path("data").forEach(reply -> assertThat(
                        reply.path("hide_status").asText())
                .isEqualTo("HIDDEN"));
        post("/v1.0/" + top + "/manage_reply", Map.of("hide", "false"));
        assertThat(get("/v1.0/" + nested + "?fields=hide_status")
                        .body()
                        .path("hide_status")
                        .asText())
                .isEqualTo("NOT_HUSHED");
        keptTheContract();
        assertThat(post("/v1.0/" + nested + "/manage_reply", Map.of("hide", "true"))
                        .code())
                .isEqualTo(Errors.PARAMETER);
        brokeTheContract("only top-level replies");
        assertThat(post("/v1.0/" + top + "/manage_reply", Map.of()).code()).isEqualTo(Errors.PARAMETER);
    }

    @Test
    void lessThanTheOwnConversationIsNobodysToModerate() {
        String foreign = threads.post("somebody", "Mine");
        String reply = threads.reply(foreign, "anna", "Yours");
        assertThat(post("/v1.0/" + reply + "/manage_reply", Map.of("hide", "true"))
                        .code())
                .isEqualTo(Errors.PERMISSION);
        assertThat(get("/v1.0/" + foreign + "/conversation").code()).isEqualTo(Errors.PERMISSION);
        assertThat(threads.violations()).hasSize(2);
    }

    @Test
    void holdsRepliesBackUntilTheyAreApproved() {
        String root = published(post(
                                "/v1.0/me/threads",
                                Map.of("media_type", "TEXT", "text", "Hello", "enable_reply_approvals", "true"))
                        .id())
                .id();
        String waiting = threads.reply(root, "anna", "May I?");
        assertThat(texts(get("/v1.0/" + root + "/conversation" + FIELDS))).isEmpty();
        JsonNode pending = get("/v1.0/" + root + "/pending_replies?fields=id,reply_approval_status")
                .body()
                .at("/data/0");
        assertThat(pending.path("id").asText()).isEqualTo(waiting);
        assertThat(pending.path("reply_approval_status").asText()).isEqualTo("pending");
        post("/v1.0/" + waiting + "/manage_pending_reply", Map.of("approve", "false"));
        assertThat(texts(get("/v1.0/" + root + "/pending_replies?fields=text&approval_status=pending")))
                .isEmpty();
        assertThat(texts(get("/v1.0/" + root + "/pending_replies?fields=text&approval_status=ignored")))
                .containsExactly("May I?");
        post("/v1.0/" + waiting + "/manage_pending_reply", Map.of("approve", "true"));
        assertThat(texts(get("/v1.0/" + root + "/conversation" + FIELDS))).containsExactly("May I?");
        keptTheContract();
        assertThat(get("/v1.0/" + root + "/pending_replies?approval_status=all").code())
                .isEqualTo(Errors.PARAMETER);
        assertThat(get("/v1.0/" + posted("Open") + "/pending_replies").code()).isEqualTo(Errors.PARAMETER);
        assertThat(post("/v1.0/" + waiting + "/manage_pending_reply", Map.of("approve", "true"))
                        .code())
                .isEqualTo(Errors.PARAMETER);
    }

    @Test
    void answersNothingThatIsGone() {
        String root = posted("Hello");
        String reply = threads.reply(root, "anna", "First");
        threads.delete(reply);
        assertThat(post("/v1.0/me/threads", Map.of("media_type", "TEXT", "text", "a", "reply_to_id", reply))
                        .subcode())
                .isEqualTo(Errors.MEDIA_NOT_FOUND);
        assertThat(texts(get("/v1.0/" + root + "/conversation" + FIELDS))).isEmpty();
        keptTheContract();
    }

    @Test
    void tellsAnEndpointSigned() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        List<String> signatures = new CopyOnWriteArrayList<>();
        HttpServer endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/hook", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                signatures.add(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"));
                answer(exchange, bodies.size() == 1 ? 503 : 200, "");
            } else {
                String query = exchange.getRequestURI().getQuery();
                boolean known = query.contains("hub.verify_token=known");
                answer(exchange, known ? 200 : 403, query.replaceFirst(".*hub.challenge=([^&]*).*", "$1"));
            }
        });
        endpoint.start();
        try {
            URI hook = URI.create("http://localhost:" + endpoint.getAddress().getPort() + "/hook");
            assertThat(threads.subscribe(hook, "guess")).isFalse();
            assertThat(threads.subscribe(hook, "known")).isTrue();
            String root = posted("Hello");
            threads.reply(root, "anna", "First");
            assertThat(threads.deliver()).containsExactly(503);
            assertThat(threads.deliver()).containsExactly(200);
            assertThat(threads.deliver()).isEmpty();
            assertThat(bodies.get(0)).isEqualTo(bodies.get(1));
            assertThat(signatures.get(1)).isEqualTo("sha256=" + Webhooks.signature(bodies.get(1)));
            JsonNode notice = Json.MAPPER.readTree(bodies.get(1));
            assertThat(notice.at("/values/field").asText()).isEqualTo("replies");
            assertThat(notice.at("/values/value/root_post/id").asText()).isEqualTo(root);
            delete("/v1.0/" + root);
            assertThat(threads.deliver()).containsExactly(200);
            assertThat(bodies.get(2)).contains("\"field\":\"delete\"", "deleted_at");
        } finally {
            endpoint.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
