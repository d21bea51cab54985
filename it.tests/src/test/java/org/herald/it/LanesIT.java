package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that takes every call and answers none, until it is let go; what is said by its profiles waits for it alone. */
class LanesIT {
    private static final Cms ADMIN = Cms.admin();
    private static final int PROFILES = 6;
    /** Posts that a server is called with at a time, and rounds. */
    private static final int POSTS = 2;

    private static final int ROUNDS = 1;
    /** Herald waits longer for a server's answer. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final CountDownLatch ASLEEP = new CountDownLatch(1);
    private static final Set<String> POSTING = ConcurrentHashMap.newKeySet();
    private static final Set<String> READING = ConcurrentHashMap.newKeySet();
    private static final ExecutorService CALLS = Executors.newCachedThreadPool();
    private static final List<String> HANGING = new ArrayList<>();
    private static HttpServer server;
    private static String lively;

    @BeforeAll
    static void start() throws IOException {
        Environment.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(CALLS);
        server.createContext("/api/v1/accounts/verify_credentials", LanesIT::who);
        server.createContext("/api/v1/statuses", exchange -> hang(exchange, POSTING));
        server.createContext("/api/v1/notifications", exchange -> hang(exchange, READING));
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        for (int i = 0; i < PROFILES; i++) {
            HANGING.add(ADMIN.profile("Asleep " + i, "mastodon", url, "asleep" + i, "token" + i));
        }
        Bluesky.person("awake");
        lively = ADMIN.profile("Awake", "bluesky", Environment.PDS, "awake.test", Bluesky.password("awake"));
    }

    @AfterAll
    static void stop() {
        ASLEEP.countDown();
        server.stop(0);
        CALLS.shutdownNow();
        HANGING.forEach(profile -> ADMIN.send("DELETE", "/profiles/" + profile, Map.of()));
    }

    /** Each token is an account of its own. */
    private static void who(HttpExchange exchange) throws IOException {
        String number = token(exchange).replaceAll("\\D", "");
        byte[] body =
                ("{\"id\":\"" + number + "\",\"acct\":\"asleep" + number + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String token(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Authorization");
    }

    private static void hang(HttpExchange exchange, Set<String> calls) {
        calls.add(token(exchange));
        try {
            ASLEEP.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Test
    void aServerThatHangsHoldsUpNobodyElse() {
        // what is shared together is sent one after the other; what is shared apart is another call
        String asleep = share("asleep", HANGING.subList(0, PROFILES / 2));
        String deep = share("deep", HANGING.subList(PROFILES / 2, PROFILES));
        await().atMost(SOON).untilAsserted(() -> assertThat(POSTING).hasSize(POSTS));
        HANGING.forEach(profile -> ADMIN.ok(202, "/profiles/" + profile + "/collect", Map.of()));
        await().atMost(SOON).untilAsserted(() -> assertThat(READING).hasSize(ROUNDS));

        String article = ADMIN.article("awake", "Somebody answers");
        String lives = ADMIN.share(article, lively);
        assertThat(ADMIN.settled(lives, SOON).get(lively).path("state").asText())
                .isEqualTo("SENT");
        String before = collectedAt();
        ADMIN.ok(202, "/profiles/" + lively + "/collect", Map.of());
        await().atMost(SOON).untilAsserted(() -> assertThat(collectedAt()).isNotEqualTo(before));

        assertThat(POSTING).as("no more than two calls at a time").hasSize(POSTS);
        assertThat(READING).hasSize(ROUNDS);
        // who is asked first is left to the queue: it may have taken what was shared together apart
        assertThat(Stream.of(asleep, deep)
                        .flatMap(share -> Cms.stream(ADMIN.variants(share)))
                        .map(variant -> variant.path("state").asText()))
                .as("who is called is asked for, the others wait their turn")
                .hasSize(PROFILES)
                .satisfies(states -> {
                    assertThat(states.stream().filter("SENDING"::equals)).hasSize(POSTS);
                    assertThat(states.stream().filter("QUEUED"::equals)).hasSize(PROFILES - POSTS);
                });
    }

    private static String share(String name, List<String> profiles) {
        return ADMIN.share(ADMIN.article(name, "Nobody answers"), profiles.toArray(String[]::new));
    }

    private static String collectedAt() {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(one -> one.path("profile"))
                .filter(profile -> profile.path("id").asText().equals(lively))
                .map(profile -> profile.path("collectedAt").asText())
                .findFirst()
                .orElseThrow();
    }
}
