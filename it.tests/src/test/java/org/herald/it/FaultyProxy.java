package org.herald.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between Herald and a server, and does what networks do: connections that break before, within and after a
 * request, errors with and without an effect, answers that never come.
 */
final class FaultyProxy {
    /** What may happen to a request. */
    enum Fault {
        NONE,
        /** It never reaches the server. */
        RESET_BEFORE,
        /** It has its effect; half of the answer arrives. */
        RESET_DURING,
        /** It has its effect; no answer arrives. */
        RESET_AFTER,
        /** 503 without an effect. */
        ERROR,
        /** 502 with an effect. */
        ERROR_AFTER,
        /** It has its effect; the answer is later than anybody waits. */
        SILENT
    }

    /** The steps of a call at which something can be made to happen. */
    enum Step {
        /** The request is here, and nothing was done with it. */
        CALL,
        /** The server has done it, and the answer is not sent. */
        ANSWER
    }

    /** Longer than Herald waits for an answer (30 s). */
    private static final Duration FOR_EVER = Duration.ofSeconds(40);

    private static final Set<String> NOT_FORWARDED =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "transfer-encoding", "expect");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final HttpServer server;
    private final URI target;
    private final double rate;
    private final Random random;
    private final Map<Step, AtomicReference<Runnable>> once = new EnumMap<>(Step.class);
    private final Map<Fault, Integer> counted = new EnumMap<>(Fault.class);

    /** Forwards to a server; of the requests that change something, this part goes wrong, and of the others a tenth of it. */
    FaultyProxy(String target, double rate, long seed) throws IOException {
        this.target = URI.create(target);
        this.rate = rate;
        this.random = new Random(seed);
        for (Step step : Step.values()) {
            once.put(step, new AtomicReference<>());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    /** Does something once, at the next post that comes to this step. */
    void at(Step step, Runnable act) {
        once.get(step).set(act);
    }

    /** How often each fault happened to a post. */
    synchronized Map<Fault, Integer> counted() {
        return new EnumMap<>(counted);
    }

    private static boolean posts(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.endsWith("/api/v1/statuses") || path.contains("com.atproto.repo.");
    }

    private synchronized Fault fault(boolean posting) {
        Fault[] all = Fault.values();
        boolean good = random.nextDouble() >= (posting ? rate : rate / 10);
        Fault fault = good ? Fault.NONE : all[1 + random.nextInt(all.length - 1)];
        if (posting) {
            counted.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    private void reach(Step step, boolean posting) {
        Runnable act = posting ? once.get(step).getAndSet(null) : null;
        if (act != null) {
            act.run();
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        boolean posting = exchange.getRequestMethod().equals("POST") && posts(exchange);
        Fault fault = fault(posting);
        byte[] body = exchange.getRequestBody().readAllBytes();
        reach(Step.CALL, posting);
        switch (fault) {
            case RESET_BEFORE -> exchange.close();
            case ERROR -> send(exchange, 503, new byte[0], 0);
            default -> answer(exchange, fault, forwarded(exchange, body), posting);
        }
    }

    private void answer(HttpExchange exchange, Fault fault, HttpResponse<byte[]> response, boolean posting)
            throws IOException {
        reach(Step.ANSWER, posting);
        switch (fault) {
            case RESET_AFTER -> exchange.close();
            case ERROR_AFTER -> send(exchange, 502, new byte[0], 0);
            case RESET_DURING -> {
                headers(exchange, response);
                send(exchange, response.statusCode(), response.body(), response.body().length / 2);
            }
            case SILENT -> {
                pause();
                exchange.close();
            }
            default -> {
                headers(exchange, response);
                send(exchange, response.statusCode(), response.body(), response.body().length);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(FOR_EVER.toMillis()); // the fault itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        target.resolve(exchange.getRequestURI().toString()))
                .timeout(Duration.ofSeconds(30))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void headers(HttpExchange exchange, HttpResponse<byte[]> response) {
        response.headers().firstValue("content-type").ifPresent(type -> exchange.getResponseHeaders()
                .add("Content-Type", type));
        response.headers().map().keySet().forEach(name -> response.headers()
                .firstValue(name)
                .ifPresent(value -> {
                    if (name.startsWith("ratelimit") || name.equals("retry-after") || name.equals("dpop-nonce")) {
                        exchange.getResponseHeaders().add(name, value);
                    }
                }));
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int length) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, length);
            out.flush();
        }
        exchange.close();
    }
}
