package org.herald.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A network's server on this machine. It judges every request by the vendor's published contract, keeps what was posted,
 * and has moods. Beside the network's own paths it has a few below {@value #CONTROL}, for tests that run elsewhere and
 * for people: GET state, GET violations, POST mood {"mood", "path", "times"}, POST clock {"advance": "PT1H"}, and POST
 * act/NAME for what other people do on the network.
 */
public abstract class Simulator implements AutoCloseable {
    /** Where it is told what to be. */
    public static final String CONTROL = "/_simulator/";

    private static final Duration SLOWLY = Duration.ofSeconds(3);

    /** The time that the network believes it is. */
    protected final MovableClock clock = new MovableClock();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private Turn turn = new Turn(Mood.WELL, null, "", 0);

    /** A mood, or an answer, for the next requests whose method and path ("POST /2/tweets") hold a text. */
    private record Turn(Mood mood, Reply said, String where, int times) {}

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any that is free
     */
    protected Simulator(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " cannot be used: " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Answers a request as the network does. Only one is answered at a time.
     *
     * @throws Violation when the request breaks the contract
     */
    protected abstract Reply answer(Call call) throws Violation;

    /** What the vendor says to a request that comes too soon after others. */
    protected abstract Reply rateLimited();

    /** What the vendor says to a token that does not work any more. */
    protected abstract Reply revoked();

    /** What the vendor says when it fails although it did what was asked. */
    protected abstract Reply falseFailure();

    /** Everything it holds, for tests to look at. */
    protected abstract Object state();

    /**
     * Does what another person does on the network: answers, deletes, likes.
     *
     * @return what the person would see of it
     */
    protected abstract Object act(String name, JsonNode what);

    /** Its address. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The time that the network believes it is. */
    public MovableClock clock() {
        return clock;
    }

    /** What was wrong with the requests until now, one sentence each. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** The network's requests until now. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /**
     * Sets the mood for requests to come.
     *
     * @param where a part of method and path, as in {@code "POST /2/tweets"}; empty for all
     * @param times how many; it is well again afterwards
     */
    public synchronized void mood(Mood mood, String where, int times) {
        turn = new Turn(mood, null, where, times);
    }

    /**
     * Chooses what is answered to requests to come, whatever they ask; nothing of it is done.
     *
     * @param where as in {@link #mood}
     */
    public synchronized void says(Reply reply, String where, int times) {
        turn = new Turn(Mood.WELL, reply, where, times);
    }

    private synchronized Turn turnFor(Call call) {
        boolean meant = turn.times() > 0 && (call.method() + " " + call.path()).contains(turn.where());
        if (!meant) {
            return new Turn(Mood.WELL, null, "", 0);
        }
        turn = new Turn(turn.mood(), turn.said(), turn.where(), turn.times() - 1);
        return turn;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Call call = new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
        if (call.path().startsWith(CONTROL)) {
            exchange.getResponseHeaders().set("Connection", "close"); // the JDK's server forgets idle connections
            send(exchange, control(call));
            return;
        }
        calls.add(call);
        Turn now = turnFor(call);
        if (now.said() != null) {
            send(exchange, now.said());
            return;
        }
        switch (now.mood()) {
            case WELL -> send(exchange, judged(call));
            case SLOW -> {
                pause();
                send(exchange, judged(call));
            }
            case SILENT -> await();
            case LOST_BEFORE -> exchange.close();
            case LOST_AFTER -> {
                judged(call);
                exchange.close();
            }
            case FALSE_FAILURE -> {
                judged(call);
                send(exchange, falseFailure());
            }
            case BROKEN -> send(exchange, Reply.empty(500));
            case BROKEN_AFTER -> {
                judged(call);
                send(exchange, Reply.empty(500));
            }
            case RATE_LIMITED -> send(exchange, rateLimited());
            case REVOKED -> send(exchange, revoked());
            case GARBAGE -> send(exchange, new Reply(200, Map.of("Content-Type", "text/html"), page()));
        }
    }

    private static byte[] page() {
        return "<html><body>It works!</body></html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private synchronized Reply judged(Call call) {
        try {
            return answer(call);
        } catch (Violation e) {
            violations.add(call.method() + " " + call.path() + ": " + e.getMessage());
            return e.reply();
        } catch (RuntimeException e) {
            violations.add(call.method() + " " + call.path() + " broke the simulator: " + e);
            return Reply.empty(500);
        }
    }

    private synchronized Reply control(Call call) {
        String what = call.path().substring(CONTROL.length());
        JsonNode body = call.json().orElse(Json.MAPPER.createObjectNode());
        if (call.method().equals("GET")) {
            return Reply.json(200, what.equals("violations") ? violations() : state());
        }
        if (what.equals("mood")) {
            mood(
                    Mood.valueOf(body.path("mood").asText("WELL")),
                    body.path("path").asText(""),
                    body.path("times").asInt(1));
        } else if (what.equals("clock")) {
            clock.advance(Duration.parse(body.path("advance").asText("PT0S")));
        } else if (what.startsWith("act/")) {
            try {
                return Reply.json(200, act(what.substring("act/".length()), body));
            } catch (RuntimeException e) {
                return Reply.json(400, Map.of("error", String.valueOf(e.getMessage())));
            }
        } else {
            return Reply.empty(404);
        }
        return Reply.json(200, Map.of("now", clock.instant().toString()));
    }

    private void pause() {
        try {
            closing.await(SLOWLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean none = reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), none ? -1 : reply.body().length);
        if (!none) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        }
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
