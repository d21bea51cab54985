package org.herald.simulators.threads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.herald.simulators.Json;
import org.herald.simulators.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Asks a simulator as its vendor's documents tell to, and holds pictures for it to fetch. */
abstract class Asking {
    protected static final Duration PROCESSED = Duration.ofSeconds(30);

    protected final ThreadsSimulator threads = new ThreadsSimulator(0);
    protected final HttpClient client = HttpClient.newHttpClient();
    protected String token;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer site;

    /** An answer. */
    record Said(int status, JsonNode body) {
        int code() {
            return body.at("/error/code").asInt();
        }

        int subcode() {
            return body.at("/error/error_subcode").asInt();
        }

        String id() {
            return body.path("id").asText();
        }
    }

    @BeforeEach
    void open() throws IOException {
        token = threads.connectToken("press");
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
        threads.close();
        site.stop(0);
    }

    /** Puts a file on a public site, and gives its address. */
    String publish(String name, byte[] content) {
        files.put("/" + name, content);
        return address(name);
    }

    String address(String name) {
        return "http://localhost:" + site.getAddress().getPort() + "/" + name;
    }

    static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }

    Said get(String path) {
        return send(request(path).GET());
    }

    Said delete(String path) {
        return send(request(path).DELETE());
    }

    Said post(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(threads.uri().resolve(path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    Said send(HttpRequest.Builder request) {
        HttpResponse<byte[]> answer = raw(request);
        try {
            byte[] body = answer.body();
            return new Said(
                    answer.statusCode(),
                    body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> raw(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Tells the simulator something by its control paths. */
    Said control(String path, Map<String, Object> what) {
        return send(HttpRequest.newBuilder(URI.create(threads.uri() + Simulator.CONTROL + path))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(what))));
    }

    /** Makes a text container. */
    String container(String text) {
        Said made = post("/v1.0/me/threads", Map.of("media_type", "TEXT", "text", text));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        return made.id();
    }

    /** Posts a text as it should be done. */
    String posted(String text) {
        return published(container(text)).id();
    }

    Said published(String container) {
        threads.clock().advance(PROCESSED);
        return post("/v1.0/me/threads_publish", Map.of("creation_id", container));
    }

    void brokeTheContract(String why) {
        assertThat(threads.violations()).anyMatch(violation -> violation.contains(why));
    }

    void keptTheContract() {
        assertThat(threads.violations()).isEmpty();
    }
}
