package org.herald.connectors.threads;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.herald.connectors.MemoryAccount;
import org.herald.kit.http.Destinations;
import org.herald.kit.http.Http;
import org.herald.simulators.Call;
import org.herald.simulators.Mood;
import org.herald.simulators.threads.ThreadsSimulator;
import org.herald.spi.Attempt;
import org.herald.spi.Media;
import org.herald.spi.Outcome;
import org.herald.spi.Post;
import org.herald.spi.RemoteRef;
import org.herald.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The connector, an account that it acts for, and a site with pictures that Threads fetches. */
abstract class Scene {
    static final String TEXT = "Roses are in bloom https://example.org/roses #Garden";
    static final String KEY = "5b1d7d5c-0000-4000-8000-000000000001";
    private static final int MOST_TRIES = 12;

    final ThreadsSimulator threads = new ThreadsSimulator(0);
    final Http http = new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000, Destinations.withLoopback());
    private final Http hasty =
            new Http(Duration.ofMillis(300), Duration.ofMillis(300), 1_000_000, Destinations.withLoopback());
    final App app = at(threads.uri());
    final ThreadsConnector connector = new ThreadsConnector(http, app, threads.clock());
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer site;
    String token;
    MemoryAccount account;

    /** The same app where the API is elsewhere. */
    static App at(URI api) {
        return new App(
                ThreadsSimulator.APP_ID,
                ThreadsSimulator.APP_SECRET,
                "v1.0",
                api,
                api.resolve("/oauth/authorize"),
                "known");
    }

    @BeforeEach
    void open() throws IOException {
        // the header that tells the network's time tells the machine's: so this one is behind it in all tests
        threads.clock().advance(Duration.ofDays(-70));
        token = threads.connectToken("press");
        account = new MemoryAccount(
                threads.uri(),
                threads.userId("press"),
                ThreadsApi.unknown(new Secret(token), threads.clock().instant()).kept());
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void close() {
        http.close();
        hasty.close();
        threads.close();
        site.stop(0);
    }

    /** Where no answer comes in time, however long that is, it is not waited for long. */
    Http http(Mood mood) {
        return mood == Mood.SILENT || mood == Mood.SLOW ? hasty : http;
    }

    Instant now() {
        return threads.clock().instant();
    }

    Media picture(String name, String alt) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        files.put("/" + name, out.toByteArray());
        return new Media(out.toByteArray(), "image/png", alt, 640, 480).at(address(name));
    }

    /** Puts a file on the site. */
    URI file(String name, byte[] content) {
        files.put("/" + name, content);
        return address(name);
    }

    void takeDown(String name) {
        files.remove("/" + name);
    }

    URI address(String name) {
        return URI.create("http://localhost:" + site.getAddress().getPort() + "/" + name);
    }

    /** A post whose first try begins now. */
    Post.Builder post(String text) {
        return Post.of(KEY, text, now());
    }

    Post post() {
        return post(TEXT).attempt(Attempt.since(now()).below(null, "")).build();
    }

    Post withPictures(Media... pictures) {
        return post(TEXT)
                .media(List.of(pictures))
                .attempt(Attempt.since(now()).below(null, ""))
                .build();
    }

    static Post resuming(Post post, String ticket) {
        Attempt attempt = post.attempt().resuming(ticket);
        return Post.of(post.key(), post.text(), post.createdAt())
                .media(post.media())
                .attempt(attempt)
                .build();
    }

    /** Calls again after each "later", at the time that it says and with its ticket, as the core does. */
    Outcome delivered(Post post) {
        return delivered(post, null, MOST_TRIES);
    }

    Outcome answered(Post post, RemoteRef parent) {
        return delivered(post, parent, MOST_TRIES);
    }

    /** The same, until it was called so many times. */
    Outcome delivered(Post post, RemoteRef parent, int tries) {
        Post next = post;
        Outcome outcome = null;
        for (int i = 0; i < tries; i++) {
            outcome = parent == null
                    ? connector.publish(account, next)
                    : connector.respond(account, next, parent, parent, "anna");
            if (!(outcome instanceof Outcome.Later later)) {
                return outcome;
            }
            waitUntil(later.notBefore());
            next = resuming(next, later.ticket());
        }
        return outcome;
    }

    /** What stands in the ticket after a call. */
    static String ticket(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        return ((Outcome.Later) outcome).ticket();
    }

    /** A post that is one call before being public. */
    Post ready(Post post) {
        Outcome.Later later = (Outcome.Later) connector.publish(account, post);
        waitUntil(later.notBefore());
        return resuming(post, later.ticket());
    }

    void waitUntil(Instant instant) {
        Duration wait = Duration.between(now(), instant);
        if (!wait.isNegative()) {
            threads.clock().advance(wait.plusMillis(1));
        }
    }

    static RemoteRef done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).ref();
    }

    /** The call that makes something public, as moods are told of it. */
    String publishing() {
        return "POST /v1.0/" + account.remoteId() + "/threads_publish";
    }

    List<Call> published() {
        return calls(publishing());
    }

    /** The calls whose method and path hold a text. */
    List<Call> calls(String part) {
        return threads.calls().stream()
                .filter(call -> (call.method() + " " + call.path()).contains(part))
                .toList();
    }

    /** No request carried the token where servers and proxies write it down. */
    void tokenWasInNoAddress() {
        assertThat(threads.calls())
                .noneMatch(call -> String.valueOf(call.uri().getQuery()).contains(token));
    }
}
