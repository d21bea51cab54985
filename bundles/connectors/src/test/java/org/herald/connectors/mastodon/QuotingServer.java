package org.herald.connectors.mastodon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Mastodon 4.5 as its documents tell it, as far as threads and quotes go: pages of two, a header while it fetches. What it
 * is asked that they do not have is a violation.
 */
final class QuotingServer implements AutoCloseable {
    static final String POST = "115";
    private static final Set<String> NOTICES = Set.of("mention", "quote");
    private final HttpServer server;
    final List<String> violations = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> quotes = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    volatile int version = 7;
    volatile String fetching = "";
    volatile int quotesStatus = 200;
    volatile String notices = "[]";

    QuotingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    void answered(String id) {
        answers.add(status(id, ",\"in_reply_to_id\":\"" + POST + "\""));
    }

    /** The newest stands first. */
    void quoted(String id, String state, String of) {
        String quote = ",\"in_reply_to_id\":null,\"quote\":{\"state\":\"" + state + "\",\"quoted_status\":"
                + (of.isEmpty() ? "null" : "{\"id\":\"" + of + "\"}") + "}";
        quotes.add(0, status(id, quote));
    }

    static String status(String id, String more) {
        return "{\"id\":\"" + id + "\",\"visibility\":\"public\",\"created_at\":\"2026-11-21T10:01:00Z\",\"content\":"
                + "\"<p class=\\\"quote-inline\\\">RE: <a href=\\\"https://a.example/115\\\">a.example/115</a></p><p>Said "
                + id + "</p>\",\"account\":{\"id\":\"9\",\"acct\":\"bob\"}" + more + "}";
    }

    private void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        requests.add(uri.toString());
        String query = Objects.toString(uri.getQuery(), "");
        if (!"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && !uri.getPath().startsWith("/api/v2/instance")) {
            violations.add("no token: " + uri);
        }
        switch (uri.getPath()) {
            case "/api/v2/instance" -> answer(
                    exchange, 200, "{\"domain\":\"a.example\",\"api_versions\":{\"mastodon\":" + version + "}}");
            case "/api/v1/statuses/" + POST + "/context" -> {
                if (!fetching.isEmpty()) {
                    exchange.getResponseHeaders().add("Mastodon-Async-Refresh", fetching);
                }
                answer(exchange, 200, "{\"ancestors\":[],\"descendants\":" + list(answers) + "}");
            }
            case "/api/v1/statuses/" + POST + "/quotes" -> quotes(exchange, query);
            case "/api/v1/notifications" -> {
                for (String pair : query.split("&")) {
                    if (pair.startsWith("types[]=") && !NOTICES.contains(pair.substring(8))) {
                        violations.add("unknown type: " + pair);
                    }
                }
                answer(exchange, 200, query.contains("types[]=quote") ? notices : "[]");
            }
            default -> {
                violations.add("unknown: " + uri);
                answer(exchange, 404, "{\"error\":\"Record not found\"}");
            }
        }
    }

    private void quotes(HttpExchange exchange, String query) throws IOException {
        if (version < 7) {
            violations.add("quotes of a server that has none");
        }
        if (quotesStatus != 200) {
            answer(exchange, quotesStatus, "{\"error\":\"Record not found\"}");
            return;
        }
        int from = 0;
        for (String pair : query.split("&")) {
            String name = pair.replaceFirst("=.*", "");
            String value = pair.replaceFirst("^[^=]*=?", "");
            if (name.equals("max_id")) {
                from = Integer.parseInt(value.replaceFirst("page-", ""));
            } else if (!name.equals("limit") || Integer.parseInt(value) > 40) {
                violations.add("unknown parameter " + pair);
            }
        }
        int to = Math.min(quotes.size(), from + 2);
        if (to < quotes.size()) {
            String path = uri() + "/api/v1/statuses/" + POST + "/quotes?limit=40";
            exchange.getResponseHeaders()
                    .add(
                            "Link",
                            "<" + path + "&max_id=page-" + to + ">; rel=\"next\", <" + path
                                    + "&min_id=9>; rel=\"prev\"");
        }
        answer(exchange, 200, list(new ArrayList<>(quotes.subList(from, to))));
    }

    private static String list(List<String> statuses) {
        return "[" + String.join(",", statuses) + "]";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
