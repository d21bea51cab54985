package org.herald.simulators.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.herald.simulators.linkedin.Client.body;
import static org.herald.simulators.linkedin.Client.code;
import static org.herald.simulators.linkedin.Client.json;
import static org.herald.simulators.linkedin.Client.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkedInCommentsTest {
    private static final String ACME = "urn:li:organization:1001";
    private final LinkedInSimulator linkedIn = new LinkedInSimulator(0);
    private final Client acme =
            new Client(linkedIn.uri(), linkedIn.connectToken("ada1", LinkedInSimulator.PAGE_SCOPES));
    private String post;
    private String below;

    @BeforeEach
    void post() {
        post = acme.post("/rest/posts", body(ACME, "Talk to us", ""))
                .headers()
                .firstValue("x-restli-id")
                .orElseThrow();
        below = "/rest/socialActions/" + key(post) + "/comments";
    }

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private String comment(String text, String parent) {
        return "{'actor':'" + ACME + "','object':'" + post + "','message':{'text':'" + text + "'}"
                + (parent.isEmpty() ? "" : ",'parentComment':'" + parent + "'") + "}";
    }

    @Test
    void givesTheFirstLevelAndTheSecondByPage() {
        String first = linkedIn.reply(post, "", "bob2", "Hello (you) #1");
        linkedIn.reply(post, "", "bob2", "Hello again");
        String nested = linkedIn.reply(post, first, "bob2", "And below");
        JsonNode page = json(acme.get(below + "?start=0&count=1"));
        assertThat(page.at("/elements/0/message/text").asText()).isEqualTo("Hello (you) #1");
        assertThat(page.at("/elements/0/commentUrn").asText()).isEqualTo(first);
        assertThat(page.at("/elements/0/commentsSummary/aggregatedTotalComments")
                        .asInt())
                .isEqualTo(1);
        assertThat(page.at("/paging/total").asInt()).isEqualTo(2);
        JsonNode second = json(acme.get("/rest/socialActions/" + key(first) + "/comments"));
        assertThat(second.at("/elements/0/commentUrn").asText()).isEqualTo(nested);
        assertThat(second.at("/elements/0/parentComment").asText()).isEqualTo(first);
        assertThat(linkedIn.violations()).isEmpty();
    }

    @Test
    void answersBelowAComment() {
        String first = linkedIn.reply(post, "", "bob2", "A question");
        HttpResponse<String> answer =
                acme.post("/rest/socialActions/" + key(first) + "/comments", comment("An answer", first));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).path("id").asText())
                .isEqualTo(answer.headers().firstValue("x-restli-id").orElseThrow());
        String nested = json(answer).path("commentUrn").asText();
        assertThat(code(acme.post(below, comment("Too deep", nested)))).isEqualTo("400 INVALID_VALUE_FOR_FIELD");
        assertThat(code(acme.post("/rest/socialActions/" + key(first) + "/comments", comment("No parent", ""))))
                .isEqualTo("400 INVALID_VALUE_FOR_FIELD");
    }

    @Test
    void takesPlainTextOf1250() {
        assertThat(acme.post(below, comment("(".repeat(1250), "")).statusCode()).isEqualTo(201);
        assertThat(code(acme.post(below, comment("a".repeat(1251), "")))).isEqualTo("400 FIELD_LENGTH_TOO_LONG");
        assertThat(code(acme.post(below, comment(" ", "")))).isEqualTo("400 INVALID_VALUE_BLANK_FIELD");
        assertThat(acme.post(below, comment("a", "").replaceFirst("\\{", "{'content':[],"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void wantsTheScopesOfComments() {
        String old = "r_organization_social w_organization_social";
        Client other = new Client(linkedIn.uri(), linkedIn.connectToken("ada1", old));
        assertThat(code(other.get(below))).isEqualTo("403 ACCESS_DENIED");
        assertThat(code(other.post(below, comment("a", "")))).isEqualTo("403 ACCESS_DENIED");
        linkedIn.noRole("ada1", ACME);
        linkedIn.role("ada1", ACME, "RECRUITING_POSTER");
        assertThat(code(acme.get(below))).isEqualTo("403 ACCESS_DENIED");
        assertThat(acme.post(below, comment("May write", "")).statusCode()).isEqualTo(201);
    }

    @Test
    void editsAndDeletesItsOwn() {
        String id = json(acme.post(below, comment("First", ""))).path("id").asText();
        String one = below + "/" + id;
        String patch = "{'patch':{'message':{'$set':{'text':'Second'}}}}";
        acme.with("X-RestLi-Method", "PARTIAL_UPDATE");
        assertThat(code(acme.post(one, patch))).isEqualTo("403 ACCESS_DENIED");
        assertThat(acme.post(one + "?actor=" + key(ACME), patch).statusCode()).isEqualTo(200);
        acme.with("X-RestLi-Method", null);
        assertThat(json(acme.get(one)).at("/message/text").asText()).isEqualTo("Second");
        assertThat(acme.delete(one + "?actor=" + key(ACME)).statusCode()).isEqualTo(204);
        assertThat(code(acme.get(one))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void leavesTheCommentsOfOthersAlone() {
        String theirs = linkedIn.reply(post, "", "bob2", "Mine");
        String id = theirs.replaceFirst(".*,([0-9]+)\\)", "$1");
        assertThat(code(acme.delete(below + "/" + id + "?actor=" + key(ACME)))).isEqualTo("403 ACCESS_DENIED");
        assertThat(linkedIn.comment(theirs)).isEqualTo("Mine");
    }

    @Test
    void throttlesForAMinute() {
        for (int i = 0; i < 20; i++) {
            acme.post(below, comment("Comment " + i, ""));
        }
        HttpResponse<String> more = acme.post(below, comment("More", ""));
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.body()).contains("Comment create throttled");
        linkedIn.clock().advance(Duration.ofSeconds(61));
        assertThat(acme.post(below, comment("More", "")).statusCode()).isEqualTo(201);
    }

    /** Something that is told of comments. */
    private static final class Listener implements AutoCloseable {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final HttpServer server;
        private final String secret;

        Listener(String secret) throws IOException {
            this.secret = secret;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::handle);
            server.start();
        }

        private void handle(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = "";
            if (exchange.getRequestMethod().equals("GET")) {
                String code = exchange.getRequestURI().getQuery().replaceFirst("challengeCode=", "");
                answer = "{\"challengeCode\":\"" + code + "\",\"challengeResponse\":\"" + secret + Notices.sign(code)
                        + "\"}";
            } else {
                String signature = exchange.getRequestHeaders().getFirst("X-LI-Signature");
                told.add(Notices.sign("hmacsha256=" + body).equals(signature) + " " + body);
            }
            exchange.sendResponseHeaders(200, answer.isEmpty() ? -1 : answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        }

        URI uri() {
            return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void tellsAWebhookOfComments() throws IOException {
        try (Listener listener = new Listener("")) {
            assertThat(linkedIn.webhook(listener.uri())).isEmpty();
            String comment = linkedIn.reply(post, "", "bob2", "Told");
            linkedIn.forge(comment);
            assertThat(listener.told).hasSize(2);
            assertThat(listener.told.get(0))
                    .startsWith("true ")
                    .contains(comment, post, "\"action\":\"COMMENT\"", "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS");
            assertThat(listener.told.get(1)).startsWith("false ");
        }
    }

    @Test
    void registersNoWebhookThatDoesNotKnowTheSecret() throws IOException {
        try (Listener listener = new Listener("0")) {
            assertThat(linkedIn.webhook(listener.uri())).contains("something else");
        }
    }
}
