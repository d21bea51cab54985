package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a healthy server will not do, seen through the whole CMS: a value with a message, and the CMS stays up. */
class FaultsIT {
    private static final Cms ADMIN = Cms.admin();
    private static HttpServer server;
    private static volatile String mood = "ok";

    @BeforeAll
    static void start() throws IOException {
        Environment.start();
        server = moody();
    }

    private static HttpServer moody() throws IOException {
        HttpServer moody = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        moody.setExecutor(Executors.newCachedThreadPool());
        moody.createContext(
                "/api/v1/accounts/verify_credentials", e -> answer(e, 200, "{\"id\":\"1\",\"acct\":\"moody\"}"));
        moody.createContext("/api/v1/accounts/1/statuses", e -> answer(e, 200, "[]"));
        moody.createContext("/api/v1/statuses", FaultsIT::sulk);
        moody.start();
        return moody;
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void sulk(HttpExchange exchange) throws IOException {
        switch (mood) {
            case "garbage" -> answer(exchange, 200, "<html>It works!</html>");
            case "revoked" -> answer(exchange, 401, "{\"error\":\"The access token was revoked\"}");
            case "too long" -> answer(exchange, 422, "{\"error\":\"Validation failed: Text is too long\"}");
            case "busy" -> {
                exchange.getResponseHeaders().add("Retry-After", "300");
                answer(exchange, 429, "{}");
            }
            case "endless" -> {
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    byte[] chunk = new byte[1 << 16];
                    for (int i = 0; i < 50_000_000 / chunk.length; i++) {
                        out.write(chunk);
                    }
                }
            }
            case "silent" -> {
                try {
                    Thread.sleep(Duration.ofMinutes(2).toMillis()); // the fault itself: the CMS gives up first
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            default -> exchange.close(); // drops before it answers
        }
    }

    private static String uri() {
        return uri(server);
    }

    private static String uri(HttpServer one) {
        return "http://localhost:" + one.getAddress().getPort();
    }

    private JsonNode shareIn(String newMood, String state) {
        mood = newMood;
        String profile = ADMIN.profile("Moody server", "mastodon", uri(), "moody", "token");
        String share = ADMIN.share(ADMIN.article("moody-" + newMood.replace(' ', '-'), "A moody article"), profile);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode variant = ADMIN.variants(share).get(0);
            assertThat(variant.path("state").asText()).isEqualTo(state);
            assertThat(variant.path("message").asText()).isNotEmpty();
        });
        JsonNode variant = ADMIN.variants(share).get(0);
        assertThat(variant.path("message").asText()).contains("Moody server", "A moody article");
        assertThat(ADMIN.get("/session").status()).isEqualTo(200);
        return variant;
    }

    @Test
    void everyFaultHasItsStateAndItsRemedy() {
        assertThat(shareIn("revoked", "REFUSED").path("message").asText())
                .contains("The access token was revoked", "must connect the profile again");
        assertThat(health("Moody server")).contains("must connect the profile again");
        assertThat(shareIn("too long", "REFUSED").path("message").asText())
                .contains("Text is too long", "Change the text");
        assertThat(shareIn("busy", "QUEUED").path("message").asText())
                .contains("asks to wait", "tried again by itself");
        assertThat(shareIn("garbage", "UNCERTAIN").path("message").asText())
                .contains("cannot be understood", "looks it up");
        assertThat(shareIn("endless", "UNCERTAIN").path("message").asText()).contains("far more than it should");
        assertThat(shareIn("drops", "UNCERTAIN").path("message").asText()).contains("broke");
        assertThat(shareIn("silent", "UNCERTAIN").path("message").asText())
                .contains("did not answer within", "looks it up");
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedAnyMoreIsAskedAgainLater(@TempDir Path folder) throws Exception {
        HttpsServer selfSigned = selfSigned(folder.resolve("key.p12"));
        HttpServer other = moody();
        try {
            String profile = ADMIN.profile("Broken lock", "mastodon", uri(other), "moody", "token");
            String article = ADMIN.article("lock", "A locked article");
            // connected while all was well; what answers there now shows a certificate of nobody
            Map<String, String> moved = Map.of(
                    "herald:server",
                    "https://localhost:" + selfSigned.getAddress().getPort());
            String node = Environment.CMS + "/var/herald/profiles/" + profile;
            Web.form(node, moved, ADMIN.headers());
            assertThat(offered(article))
                    .as("its secret is of another server: it is not offered, and keeps nobody from the others")
                    .isNotEmpty()
                    .doesNotContain(profile);
            Web.form(node + "/secret", moved, ADMIN.headers());
            assertThat(offered(article)).contains(profile);
            String share = ADMIN.share(article, profile);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                            ADMIN.variants(share).get(0).path("message").asText())
                    .contains("Broken lock", "A locked article", "No trusted TLS connection", "tried again by itself"));
            assertThat(ADMIN.variants(share).get(0).path("state").asText()).isEqualTo("QUEUED");
            assertThat(ADMIN.get("/session").status()).isEqualTo(200);
        } finally {
            selfSigned.stop(0);
            other.stop(0);
        }
    }

    private static List<String> offered(String article) {
        return Cms.stream(ADMIN.get("/variants?path=" + article).json().path("drafts"))
                .map(draft -> draft.path("profileId").asText())
                .toList();
    }

    private static HttpsServer selfSigned(Path store) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "nobody",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        https.setExecutor(Executors.newCachedThreadPool());
        https.createContext("/", FaultsIT::sulk);
        https.start();
        return https;
    }

    private static String health(String title) {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("title").asText().equals(title))
                .findFirst()
                .orElseThrow()
                .path("health")
                .asText();
    }

    @Test
    void connectingSaysWhatIsWrong() {
        Map<String, String> cases = Map.of(
                "https://no-such-host.invalid",
                "is not known",
                "http://social.example",
                "https only",
                "https://169.254.169.254",
                "not on the public internet",
                "http://localhost:1",
                "does not accept connections",
                "https://localhost:8001",
                "localhost:8001",
                Environment.CMS,
                "server");
        cases.forEach((server, words) -> {
            Web.Reply reply = ADMIN.post(
                    "/profiles",
                    Map.of("title", "Wrong", "network", "mastodon", "server", server, "handle", "x", "secret", "x"));
            assertThat(reply.status()).as(reply.text()).isIn(400, 502);
            assertThat(reply.json().path("detail").asText()).contains("Wrong", words);
        });
        Bluesky.person("locked");
        Web.Reply wrong = ADMIN.post(
                "/profiles",
                Map.of(
                        "title",
                        "Wrong",
                        "network",
                        "bluesky",
                        "server",
                        Environment.PDS,
                        "handle",
                        "locked.test",
                        "secret",
                        "no"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("detail").asText()).contains("Check account and password");
    }

    @Test
    void theSameAccountIsConnectedOnce() {
        Bluesky.person("single");
        ADMIN.profile("Single", "bluesky", Environment.PDS, "single.test", Bluesky.password("single"));
        Web.Reply again = ADMIN.post(
                "/profiles",
                Map.of(
                        "title",
                        "Single again",
                        "network",
                        "bluesky",
                        "server",
                        Environment.PDS,
                        "handle",
                        "single.test",
                        "secret",
                        Bluesky.password("single")));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asText()).contains("“Single”");
    }

    @Test
    void nothingIsSharedTwiceUnasked() {
        Bluesky.person("twice");
        String profile = ADMIN.profile("Twice", "bluesky", Environment.PDS, "twice.test", Bluesky.password("twice"));
        String article = ADMIN.article("twice", "Twice or not");
        ADMIN.settled(ADMIN.share(article, profile));
        Map<String, Object> same = Map.of(
                "path",
                article,
                "variants",
                java.util.List.of(Map.of("profile", profile, "text", "again", "attachment", "NONE")));
        Web.Reply refused = ADMIN.post("/shares", same);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asText()).isEqualTo("sharedAlready");
        assertThat(Bluesky.posts(Bluesky.person("twice").did)).hasSize(1);
    }
}
