import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a server of the Mastodon API as posting asks for. It can be held, and takes as long as it is told. */
final class MastodonServer {
    private static final Pattern TEXT = Pattern.compile("\"status\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String POSTED = "{\"id\":\"%1$d\",\"created_at\":\"%2$s\",\"visibility\":\"public\",\"content\":\"<p>%3$s</p>\","
            + "\"url\":\"%4$s/@x/%1$d\",\"uri\":\"%4$s/@x/%1$d\",\"language\":\"en\",\"media_attachments\":[],"
            + "\"in_reply_to_id\":null,\"account\":{\"id\":\"x\",\"acct\":\"x\",\"username\":\"x\",\"display_name\":\"x\"}}";

    private final HttpServer server;
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile int millis;
    private volatile String body = "";

    MastodonServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on an answer takes so long. */
    void takes(int time) {
        millis = time;
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    int posts() {
        return posts.get();
    }

    /** All requests, those that post nothing too. */
    int calls() {
        return calls.get();
    }

    /** What was posted last, as it came. */
    String body() {
        return body;
    }

    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/v1/statuses")) {
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            pause();
            Matcher text = TEXT.matcher(body);
            send(exchange, 200, String.format(POSTED, 1000 + posts.incrementAndGet(), Instant.now(), text.find() ? text.group(1) : "", url()));
        } else if (path.equals("/api/v1/accounts/verify_credentials")) {
            String name = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).replace("Bearer ", "");
            send(exchange, 200, "{\"id\":\"" + name + "\",\"acct\":\"" + name + "\",\"username\":\"" + name + "\",\"display_name\":\"" + name + "\"}");
        } else {
            send(exchange, 404, "{\"error\":\"Record not found\"}");
        }
    }

    private void pause() throws IOException {
        try {
            gate.await();
            TimeUnit.MILLISECONDS.sleep(millis); // a server that is further away than this one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
