package org.herald.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A server of the Mastodon API that ignores idempotency keys: what reaches it is there, each time. It believes any
 * token, takes it for the account's name, and forgets nothing.
 */
final class KeylessServer {
    /** A post as it stands on the server. */
    record Status(String id, String account, String text, String visibility, Instant at) {}

    private final HttpServer server;
    private final List<Status> statuses = new ArrayList<>();

    KeylessServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
    }

    /** Everything that stands there. */
    synchronized List<Status> statuses() {
        return List.copyOf(statuses);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String account = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replace("Bearer ", "");
        String[] part = path.split("/");
        if (path.equals("/api/v1/accounts/verify_credentials")) {
            send(exchange, 200, person(account));
        } else if (path.equals("/api/v1/statuses")
                && exchange.getRequestMethod().equals("POST")) {
            send(exchange, 200, json(post(account, exchange)));
        } else if (path.matches("/api/v1/accounts/[^/]+/statuses")) {
            send(exchange, 200, page(part[4], query(exchange)));
        } else if (path.matches("/api/v1/statuses/[^/]+/context")) {
            send(exchange, 200, Map.of("ancestors", List.of(), "descendants", List.of()));
        } else if (path.matches("/api/v1/statuses/[^/]+")) {
            one(exchange, part[4]);
        } else if (path.equals("/api/v1/notifications")) {
            send(exchange, 200, List.of());
        } else {
            send(exchange, 404, Map.of("error", "Record not found"));
        }
    }

    private synchronized Status post(String account, HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isJson = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                .contains("json");
        Map<String, String> fields = new HashMap<>();
        if (isJson) {
            JsonNode node = Web.JSON.readTree(body);
            node.fields()
                    .forEachRemaining(f -> fields.put(f.getKey(), f.getValue().asText()));
        } else {
            fields.putAll(fields(body));
        }
        Status made = new Status(
                String.valueOf(1000 + statuses.size()),
                account,
                fields.getOrDefault("status", ""),
                fields.getOrDefault("visibility", "public"),
                Instant.now());
        statuses.add(made);
        return made;
    }

    private synchronized void one(HttpExchange exchange, String id) throws IOException {
        Status found =
                statuses.stream().filter(s -> s.id().equals(id)).findFirst().orElse(null);
        if (found == null) {
            send(exchange, 404, Map.of("error", "Record not found"));
            return;
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            statuses.remove(found);
        }
        send(exchange, 200, json(found));
    }

    private synchronized List<Map<String, Object>> page(String account, Map<String, String> query) {
        long below = Long.parseLong(query.getOrDefault("max_id", String.valueOf(Long.MAX_VALUE)));
        List<Map<String, Object>> page = new ArrayList<>();
        for (int i = statuses.size() - 1; i >= 0 && page.size() < 40; i--) {
            Status status = statuses.get(i);
            if (status.account().equals(account) && Long.parseLong(status.id()) < below) {
                page.add(json(status));
            }
        }
        return page;
    }

    private static Map<String, Object> person(String name) {
        return Map.of("id", name, "acct", name, "username", name, "display_name", name);
    }

    private Map<String, Object> json(Status status) {
        Map<String, Object> json = new HashMap<>();
        json.put("id", status.id());
        json.put("created_at", status.at().toString());
        json.put("visibility", status.visibility());
        json.put("content", "<p>" + status.text() + "</p>");
        json.put("url", url() + "/@" + status.account() + "/" + status.id());
        json.put("uri", url() + "/@" + status.account() + "/" + status.id());
        json.put("account", person(status.account()));
        json.put("media_attachments", List.of());
        json.put("in_reply_to_id", null);
        json.put("language", "en");
        return json;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of() : fields(query);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Web.JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
