package org.herald.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A server on loopback that answers as told, or as a server in a bad mood does. */
public final class FakeServer implements AutoCloseable {
    /** What a healthy server will not do. */
    public enum Mood {
        OK,
        RATE_LIMITED,
        REVOKED,
        TOO_LONG,
        DROPS_BEFORE_ANSWER,
        SILENT,
        GARBAGE,
        ENDLESS,
        BROKEN,
        REDIRECTS
    }

    private static final int ENDLESS_BYTES = 50_000_000;
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, UnaryOperator<String>> byQueries = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final List<String> bodies = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile String always;
    private volatile int alwaysStatus;
    private volatile Mood mood = Mood.OK;
    private volatile String moodyPath = "";

    public FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Tells what a path answers with 200. */
    public FakeServer answers(String path, String body) {
        return answers(path, 200, body);
    }

    public FakeServer answers(String path, int status, String body) {
        answers.put(path, body);
        statuses.put(path, status);
        return this;
    }

    /** Tells what a path answers with 200, by its query ("" for none). */
    public FakeServer answers(String path, UnaryOperator<String> byQuery) {
        byQueries.put(path, byQuery);
        return this;
    }

    /** Makes it no server of a network at all: it says the same to everything. */
    public void alwaysSays(int status, String body) {
        always = body;
        alwaysStatus = status;
    }

    /** Sets the mood for all paths that contain a text. */
    public void mood(Mood mood, String path) {
        this.mood = mood;
        this.moodyPath = path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            keys.add(key);
        }
        if (always != null) {
            answer(exchange, alwaysStatus, always);
        } else if (path.contains(moodyPath) && mood != Mood.OK) {
            sulk(exchange);
        } else if (byQueries.containsKey(path)) {
            String query = exchange.getRequestURI().getQuery();
            answer(exchange, 200, byQueries.get(path).apply(query == null ? "" : query));
        } else {
            answer(exchange, statuses.getOrDefault(path, 404), answers.getOrDefault(path, "{\"error\":\"NotFound\"}"));
        }
    }

    private void sulk(HttpExchange exchange) throws IOException {
        switch (mood) {
            case RATE_LIMITED -> {
                exchange.getResponseHeaders().add("Retry-After", "120");
                answer(exchange, 429, "{\"error\":\"RateLimitExceeded\"}");
            }
            case REVOKED -> answer(exchange, 401, "{\"error\":\"AuthenticationRequired\",\"message\":\"no\"}");
            case TOO_LONG -> answer(exchange, 422, "{\"error\":\"Validation failed: Text is too long\"}");
            case DROPS_BEFORE_ANSWER -> exchange.close();
            case SILENT -> await();
            case GARBAGE -> answer(exchange, 200, "<html>It works!</html>");
            case ENDLESS -> endless(exchange);
            case BROKEN -> answer(exchange, 500, "");
            case REDIRECTS -> {
                exchange.getResponseHeaders().add("Location", "https://example.org/");
                answer(exchange, 302, "");
            }
            default -> throw new IllegalStateException();
        }
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            byte[] chunk = new byte[64 * 1024];
            for (int sent = 0; sent < ENDLESS_BYTES; sent += chunk.length) {
                out.write(chunk);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
