package org.herald.simulators.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.herald.simulators.Json;

/** Asks the Graph API as its documents tell, with a token in the header. */
public final class GraphClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final URI server;
    private final String version;
    private final String token;

    public GraphClient(URI server, String token) {
        this(server, "v26.0", token);
    }

    public GraphClient(URI server, String version, String token) {
        this.server = server;
        this.version = version;
        this.token = token;
    }

    /** What came back. */
    public record Got(int status, JsonNode body, HttpResponse<String> response) {
        public int code() {
            return body.path("error").path("code").asInt();
        }

        public int subcode() {
            return body.path("error").path("error_subcode").asInt();
        }

        public String id() {
            return body.path("id").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Got get(String path, String... pairs) {
        return send(request(path + query(pairs)).GET());
    }

    public Got post(String path, String... pairs) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(pairs))));
    }

    public Got delete(String path) {
        return send(request(path).DELETE());
    }

    /** Uploads a file as the field source. */
    public Got upload(String path, byte[] file, String... pairs) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < pairs.length; i += 2) {
            write(
                    body,
                    "--x\r\nContent-Disposition: form-data; name=\"" + pairs[i] + "\"\r\n\r\n" + pairs[i + 1] + "\r\n");
        }
        write(body, "--x\r\nContent-Disposition: form-data; name=\"source\"; filename=\"p\"\r\n\r\n");
        body.writeBytes(file);
        write(body, "\r\n--x--\r\n");
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Sends a part of a file to an upload session, its token announced as the Resumable Upload API wants it. */
    public Got part(String session, String offset, byte[] bytes) {
        return send(HttpRequest.newBuilder(URI.create(server + "/" + version + "/" + session))
                .header("Authorization", "OAuth " + token)
                .header("file_offset", offset)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    /** How far an upload session came. */
    public Got progress(String session) {
        return send(HttpRequest.newBuilder(URI.create(server + "/" + version + "/" + session))
                .header("Authorization", "OAuth " + token)
                .GET());
    }

    /** The beginning of a film, and nothing more. */
    public static byte[] film(int length) {
        byte[] film = new byte[length];
        System.arraycopy("ftypisom".getBytes(StandardCharsets.US_ASCII), 0, film, 4, 8);
        return film;
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/" + version + "/" + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String query(String... pairs) {
        return pairs.length == 0 ? "" : "?" + form(pairs);
    }

    private static String form(String... pairs) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            form.append(i == 0 ? "" : "&").append(encoded(pairs[i])).append('=').append(encoded(pairs[i + 1]));
        }
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Got send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            return new Got(response.statusCode(), Json.MAPPER.readTree(body.isEmpty() ? "{}" : body), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parameters of an address. */
    public static Map<String, String> parameters(String address) {
        return java.util.Arrays.stream(address.replaceFirst("^[^?]*\\?", "")
                        .replaceFirst("#.*$", "")
                        .split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    }

    /** A picture. */
    public static byte[] picture(String format, int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
