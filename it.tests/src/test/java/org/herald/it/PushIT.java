package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.simulators.threads.ThreadsSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a network sends by itself: taken when it is signed, and then read at the network; nothing else does anything. */
class PushIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ADDRESS = Environment.CMS + "/herald/push/threads";
    private static final String WORDS = "bees-and-wasps";
    private static final int MANY = 100;
    private static ThreadsSimulator server;
    private static String profile;

    @BeforeAll
    static void start() {
        Environment.start();
        server = new ThreadsSimulator(0);
        new Console(Environment.CMS)
                .set(
                        "org.herald.connectors.threads",
                        Map.of(
                                "api",
                                server.uri().toString(),
                                "clientId",
                                ThreadsSimulator.APP_ID,
                                ".clientSecret",
                                ThreadsSimulator.APP_SECRET,
                                ".verifyToken",
                                WORDS));
        await().atMost(SOON).until(() -> ADMIN.get("/networks").text().contains("\"threads\""));
        profile = ADMIN.ok(
                        201,
                        "/profiles",
                        Map.of(
                                "title",
                                "Pushed",
                                "network",
                                "threads",
                                "server",
                                server.uri().toString(),
                                "handle",
                                "pushed",
                                "secret",
                                server.connectToken("pushed"),
                                "collectEvery",
                                1440))
                .at("/profile/id")
                .asText();
    }

    @AfterAll
    static void stop() {
        ADMIN.send("DELETE", "/profiles/" + profile, Map.of());
        server.close();
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ThreadsSimulator.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int push(String body, String signature) {
        return Web.text("POST", ADDRESS, body, "Content-Type", "application/json", "X-Hub-Signature-256", signature)
                .status();
    }

    private static String notice(String reply) {
        return "{\"values\":{\"field\":\"replies\",\"value\":{\"id\":\"" + reply
                + "\",\"root_post\":{\"id\":\"1\",\"owner_id\":\"" + server.userId("pushed") + "\"}}}}";
    }

    @Test
    void whatIsSaidIsThereAMomentLaterAndNobodyAsked() {
        assertThat(server.subscribe(URI.create(ADDRESS), "other words")).isFalse();
        assertThat(server.subscribe(URI.create(ADDRESS), WORDS)).isTrue();
        String article = ADMIN.article("pushed", "Pushed bees");
        String share = ADMIN.share(article, profile);
        JsonNode sent = ADMIN.settled(share, Duration.ofMinutes(3)).get(profile);
        assertThat(sent.path("state").asText()).as(sent.toString()).isEqualTo("SENT");
        String post = sent.path("url").asText();
        String id = server.calls().stream()
                .map(call -> call.path())
                .filter(path -> path.matches("/v1.0/\\d+"))
                .reduce((first, last) -> last)
                .orElseThrow()
                .replaceFirst(".*/", "");
        assertThat(post).isNotEmpty();
        server.reply(id, "nora", "I saw them, too");
        assertThat(server.deliver()).containsExactly(200);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(ADMIN.inboxOf(article).toString()).contains("I saw them, too"));
    }

    @Test
    void whatIsNotSignedOrIsTooLongIsRefused() {
        String body = notice("2");
        assertThat(push(body, signature(body))).isEqualTo(200);
        assertThat(push(body.replace("\"2\"", "\"3\""), signature(body)))
                .as("one byte is another")
                .isEqualTo(401);
        assertThat(push(body, "sha256=" + "0".repeat(64))).isEqualTo(401);
        assertThat(push(body, "")).isEqualTo(401);
        assertThat(Web.get(ADDRESS).status()).as("no greeting").isEqualTo(401);
        String long10 = "{\"values\":\"" + "x".repeat(10_000_000) + "\"}";
        assertThat(push(long10, signature(long10))).isEqualTo(413);
        for (String other : List.of("/herald/push", "/herald/push/nobody", "/herald/push/threads/1")) {
            assertThat(Web.text("POST", Environment.CMS + other, body).status())
                    .as(other)
                    .isIn(400, 401, 403, 404, 405);
        }
    }

    /** Figures are told, and a limit is held that only a wait for the repository or the network would miss. */
    @Test
    void isAnsweredBeforeAnythingIsRead() {
        long[] millis = new long[MANY];
        for (int i = 0; i < MANY; i++) {
            String body = notice("10" + i);
            String signature = signature(body);
            long begin = System.nanoTime();
            assertThat(push(body, signature)).isEqualTo(200);
            millis[i] = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }
        Arrays.sort(millis);
        System.out.println(
                "push: median " + millis[MANY / 2] + " ms, p95 " + millis[MANY * 95 / 100] + " ms (goal 50)");
        assertThat(millis[MANY / 2]).isLessThan(250);
    }
}
