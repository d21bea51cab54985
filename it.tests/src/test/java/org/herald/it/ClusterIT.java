package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.herald.simulators.Mood;
import org.herald.simulators.x.XSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one PostgreSQL: what is due is done once, also when the node that was to do it dies. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final int CALLERS = 20;
    private static final int SHARES = 10;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    /** A node that died is replaced so soon: lease, recovery and election. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    private static final Map<String, String> NODE =
            Map.of("HERALD_KEY", "a key that both nodes know", "JAVA_OPTS", Cluster.JAVA_OPTS);
    private static final Node FIRST = new Node(8191, Environment.WORK.resolve("node-1"));
    private static final Node SECOND = new Node(8192, Environment.WORK.resolve("node-2"));
    private static final List<Instant> COLLECTIONS = Collections.synchronizedList(new ArrayList<>());
    private static final int PLANNED = 3;
    private static HttpServer network;

    @BeforeAll
    static void start() throws IOException {
        Environment.start();
        Environment.servers("start", "herald");
        network = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        network.setExecutor(Executors.newCachedThreadPool());
        network.createContext(
                "/api/v1/accounts/verify_credentials", e -> answer(e, "{\"id\":\"1\",\"acct\":\"clock\"}"));
        network.createContext("/api/v1/notifications", e -> {
            COLLECTIONS.add(Instant.now());
            answer(e, "[]");
        });
        network.start();
        FIRST.start(NODE, "--clean", "--database", Cluster.DATABASE);
        SECOND.start(NODE, "--clean", "--database", Cluster.DATABASE);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @AfterAll
    static void stop() {
        List.of(FIRST, SECOND).forEach(node -> {
            if (node.isRunning()) {
                node.stop();
            }
        });
        network.stop(0);
    }

    /** Networks take a refresh token once: of two that use it at one moment, one would sign both out. */
    @Test
    @Order(1)
    void twentyCallersOnBothNodesRenewATokenOnce() throws Exception {
        try (XSimulator x = new XSimulator(0)) {
            Cms first = Cms.admin(FIRST.url());
            Cms second = Cms.admin(SECOND.url());
            String profile = signedIn(x, first);
            await().atMost(Duration.ofSeconds(30)) // what one node wrote, the other reads a moment later
                    .until(() -> second.post("/profiles/" + profile + "/test", Map.of())
                                    .status()
                            == 200);
            x.clock().advance(Duration.ofHours(3));
            x.mood(Mood.SLOW, "POST /2/oauth2/token", 1);
            long before = tokens(x);
            List<Callable<Web.Reply>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Cms node = i % 2 == 0 ? first : second;
                callers.add(() -> node.post("/profiles/" + profile + "/test", Map.of()));
            }
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            try {
                for (Future<Web.Reply> one : threads.invokeAll(callers)) {
                    assertThat(one.get().status()).as(one.get().text()).isEqualTo(200);
                    assertThat(one.get().json().at("/profile/health").asText())
                            .as("every caller has a token that works")
                            .isEmpty();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(tokens(x) - before).as("asked for another token").isEqualTo(1);
            assertThat(x.violations()).isEmpty();
            first.send("DELETE", "/profiles/" + profile, Map.of());
        }
    }

    private static long tokens(XSimulator x) {
        return x.calls().stream()
                .filter(call -> call.path().equals("/2/oauth2/token"))
                .count();
    }

    /** A profile that somebody signed in at X, as a browser does it; by both nodes' settings. */
    private static String signedIn(XSimulator x, Cms cms) {
        x.callback(URI.create(cms.url() + "/bin/herald/oauth/callback"));
        x.browsing("gazette", false);
        Map<String, String> settings = Map.of(
                "clientId",
                XSimulator.CLIENT,
                ".clientSecret",
                XSimulator.CLIENT_SECRET,
                "api",
                x.uri().toString(),
                "authorize",
                x.uri() + "/i/oauth2/authorize");
        for (Node node : List.of(FIRST, SECOND)) {
            new Console(node.url()).set("org.herald.connectors.x.XConnector", settings);
        }
        String profile = cms.ok(
                        201,
                        "/profiles",
                        Map.of(
                                "title",
                                "Tokens",
                                "network",
                                "x",
                                "server",
                                x.uri().toString(),
                                "handle",
                                "",
                                "collectEvery",
                                0))
                .at("/profile/id")
                .asText();
        String to = cms.ok(200, "/profiles/" + profile + "/authorize", Map.of("origin", cms.url()))
                .path("to")
                .asText();
        Web.Reply back = Web.get(Web.get(to).header("Location"), cms.headers());
        assertThat(back.header("Location")).contains("connected=" + profile);
        return profile;
    }

    @Test
    @Order(2)
    void eachDueItemRunsOnceAlsoWhenItsNodeDies() {
        Cms first = Cms.admin(FIRST.url());
        Cms second = Cms.admin(SECOND.url());
        first.ok(
                201,
                "/profiles",
                Map.of(
                        "title", "Clockwork",
                        "network", "mastodon",
                        "server", "http://localhost:" + network.getAddress().getPort(),
                        "handle", "clock",
                        "secret", "x",
                        "collectEvery", INTERVAL.toMinutes()));
        String profile = first.profile(
                "Cluster",
                "mastodon",
                Environment.SNAC,
                "alice",
                Snac.person("alice").token());
        List<String> articles = new ArrayList<>();
        for (int i = 0; i < 4 * SHARES; i++) {
            articles.add(first.article("cluster-" + i, "Cluster number " + i + "."));
        }
        await().atMost(Duration.ofSeconds(30)) // what one node wrote, the other reads a moment later
                .until(() -> second.get("/variants?path=" + articles.get(articles.size() - 1))
                                .json()
                                .path("drafts")
                                .size()
                        > 0);

        Set<String> shares = new HashSet<>();
        for (int i = 0; i < SHARES; i++) {
            shares.add(first.share(articles.get(2 * i), profile));
            shares.add(second.share(articles.get(2 * i + 1), profile));
        }
        awaitSent(second, shares, Duration.ofMinutes(2));

        await().atMost(INTERVAL.multipliedBy(5)).until(() -> COLLECTIONS.size() >= 3);
        for (int i = 1; i < COLLECTIONS.size(); i++) {
            assertThat(Duration.between(COLLECTIONS.get(i - 1), COLLECTIONS.get(i)))
                    .as("one node collects, not both: %s", COLLECTIONS)
                    .isGreaterThan(INTERVAL.dividedBy(2));
        }

        Instant due = Instant.now().plusSeconds(30);
        for (int i = 0; i < PLANNED; i++) {
            String article = articles.get(i);
            Web.form(FIRST.url() + article, Map.of(":operation", "publish"), first.headers());
            shares.add(first.ok(
                            202,
                            "/shares",
                            Map.of(
                                    "path",
                                    article,
                                    "again",
                                    true,
                                    "variants",
                                    List.of(Map.of(
                                            "profile",
                                            profile,
                                            "text",
                                            "Planned for later, " + i + ".",
                                            "attachment",
                                            "NONE",
                                            "at",
                                            ApprovalSite.local(due),
                                            "zone",
                                            "UTC"))))
                    .path("id")
                    .asText());
            first.ok(
                    200,
                    "/workflow",
                    Map.of(
                            "path",
                            articles.get(PLANNED + i),
                            "step",
                            "RETIME",
                            "at",
                            ApprovalSite.local(due),
                            "zone",
                            "UTC"));
        }
        Snac.pause(); // or a quick machine has sent them all before the cut
        try {
            for (int i = 2 * SHARES; i < 4 * SHARES; i++) {
                shares.add(first.share(articles.get(i), profile));
            }
            FIRST.kill();
        } finally {
            Snac.resume();
        }
        assertThat(Instant.now()).as("it died before they were due").isBefore(due);
        Instant killed = Instant.now();
        long before = posted().stream()
                .filter(text -> text.contains("Cluster number"))
                .count();
        assertThat(before)
                .as("some must have been left to be sent after the cut")
                .isLessThan(4L * SHARES);
        await().atMost(TAKEN_OVER.plusSeconds(10)) // and a moment for the post itself
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> posted().stream().anyMatch(text -> text.contains("Planned for later")));
        awaitSent(second, shares, Duration.ofMinutes(5));
        List<String> posted = posted();
        for (int i = 0; i < 4 * SHARES; i++) {
            String title = "Cluster number " + i + ".";
            assertThat(posted.stream().filter(text -> text.contains(title)))
                    .as(title)
                    .hasSize(1);
        }
        for (int i = 0; i < PLANNED; i++) {
            String text = "Planned for later, " + i + ".";
            assertThat(posted.stream().filter(post -> post.contains(text)))
                    .as(text)
                    .hasSize(1);
            String article = articles.get(PLANNED + i);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> Web.get(SECOND.url() + article + "/jcr:content.json", second.headers())
                            .json()
                            .path("sling:published")
                            .asBoolean());
            assertThat(Cms.stream(second.get("/workflow?path=" + article).json().path("history"))
                            .map(entry -> entry.path("what").asText()))
                    .as("published once")
                    .containsExactly("PUBLISH", "RETIME");
        }
        await().atMost(INTERVAL.multipliedBy(5))
                .until(() -> COLLECTIONS.get(COLLECTIONS.size() - 1).isAfter(killed));
    }

    private static void awaitSent(Cms node, Set<String> shares, Duration patience) {
        Set<String> unsettled = new HashSet<>(shares);
        await().atMost(patience).pollInterval(Duration.ofSeconds(2)).until(() -> {
            unsettled.removeIf(share -> !node.variants(share).isEmpty()
                    && Cms.stream(node.variants(share))
                            .allMatch(v -> v.path("state").asText().equals("SENT")));
            return unsettled.isEmpty();
        });
    }

    private static List<String> posted() {
        return Snac.person("alice").statuses().stream()
                .map(s -> s.path("content").asText())
                .filter(text -> text.contains("Cluster number") || text.contains("Planned for later"))
                .toList();
    }
}
