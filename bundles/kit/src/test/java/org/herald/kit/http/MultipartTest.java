package org.herald.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.herald.simulators.Call;
import org.herald.simulators.Part;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private final Http http =
            new Http(Duration.ofSeconds(5), Duration.ofSeconds(60), 100_000, Destinations.withLoopback());

    private interface Taking {
        void take(Map<String, String> headers, InputStream body) throws IOException;
    }

    private Answer post(Multipart multipart, Taking taking) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            taking.take(
                    Map.of(
                            "Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"),
                            "Content-Length",
                                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Length"))),
                    exchange.getRequestBody());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
            return http.send(multipart.into(Request.to(uri), "POST"));
        } finally {
            server.stop(0);
            http.close();
        }
    }

    @Test
    void theServerReadsWhatWasPutIn() throws IOException {
        byte[] picture = {0, 1, 2, '\r', '\n', '-', '-', (byte) 0xFF};
        AtomicReference<Call> came = new AtomicReference<>();
        Multipart multipart = new Multipart()
                .with("description", "Äpfel & “bees” 🐝")
                .with("payload_json", "application/json", "{\"a\":1}")
                .file("file", "é \"quoted\".png", "image/png", picture.length, () -> new ByteArrayInputStream(picture));
        Answer answer = post(
                multipart,
                (headers, body) -> came.set(new Call("POST", URI.create("/"), headers, body.readAllBytes())));
        assertThat(answer).isInstanceOfSatisfying(Answer.Received.class, received -> assertThat(received.status())
                .isEqualTo(204));
        assertThat(came.get().parts()).extracting(Part::name).containsExactly("description", "payload_json", "file");
        assertThat(came.get().parts().get(0).text()).isEqualTo("Äpfel & “bees” 🐝");
        assertThat(came.get().parts().get(1).type()).isEqualTo("application/json");
        assertThat(came.get().parts().get(2).content()).isEqualTo(picture);
        assertThat(came.get().parts().get(2).type()).isEqualTo("image/png");
        assertThat(came.get().header("Content-Type").orElseThrow())
                .as("some servers read nothing but the boundary")
                .matches("multipart/form-data; boundary=[^=;]+");
        assertThat(came.get().header("Content-Length"))
                .as("servers that read no chunks know where it ends")
                .contains(String.valueOf(came.get().body().length));
    }

    /** Two gigabytes would not fit into the memory of a test, nor into an array. */
    @Test
    void aFilmIsNeverHeld() throws IOException {
        long length = 2_200_000_000L;
        AtomicLong read = new AtomicLong();
        InputStream film = new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 7 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int wanted) {
                int given = (int) Math.min(left, wanted);
                left -= given;
                return given == 0 ? -1 : given;
            }
        };
        Answer answer =
                post(new Multipart().file("media", "film.mp4", "video/mp4", length, () -> film), (headers, body) -> {
                    byte[] chunk = new byte[1 << 16];
                    for (int one = body.read(chunk); one >= 0; one = body.read(chunk)) {
                        read.addAndGet(one);
                    }
                    assertThat(headers.get("Content-Length").getBytes(StandardCharsets.US_ASCII))
                            .isNotEmpty();
                });
        assertThat(answer).isInstanceOf(Answer.Received.class);
        assertThat(read.get()).isGreaterThan(length);
    }
}
