package org.herald.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PictureFetcherTest {
    private static final int MOST = 100;
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private byte[] body = {1, 2, 3};
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/elsewhere.png");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private PictureFetcher fetcher(Destinations destinations) {
        return new PictureFetcher(new Http(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000, destinations));
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/a.png");
    }

    @Test
    void givesWhatTheServerGives() {
        assertThat(fetcher(Destinations.withLoopback()).fetch(address(), MOST)).contains(body);
    }

    @Test
    void asksNobodyWhereHeraldDoesNotConnectTo() {
        assertThat(fetcher(new Destinations(false, List.of(), InetAddress::getAllByName))
                        .fetch(address(), MOST))
                .isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void takesNeitherAnErrorNorARedirectNorNothingNorMoreThanAskedFor() {
        PictureFetcher fetcher = fetcher(Destinations.withLoopback());
        for (int other : new int[] {302, 404, 500}) {
            status = other;
            assertThat(fetcher.fetch(address(), MOST)).as("HTTP %d", other).isEmpty();
        }
        assertThat(asked).as("no redirect is followed").hasValue(3);
        status = 200;
        for (int length : new int[] {0, MOST + 1, 1001}) {
            body = new byte[length];
            assertThat(fetcher.fetch(address(), MOST)).as("%d bytes", length).isEmpty();
        }
        body = new byte[MOST];
        assertThat(fetcher.fetch(address(), MOST)).isPresent();
    }

    @Test
    void readsWhatTheAddressHoldsItself() {
        PictureFetcher fetcher = fetcher(new Destinations(false, List.of(), InetAddress::getAllByName));
        assertThat(fetcher.fetch(URI.create("data:image/png;base64,AQID"), MOST))
                .contains(new byte[] {1, 2, 3});
        for (String broken : List.of(
                "data:image/png;base64,",
                "data:image/png;base64,A",
                "data:image/png;base64,%41%42",
                "data:text/html;base64,AQID",
                "data:image/png,AQID",
                "data:image/png;base64," + "AQID".repeat(MOST))) {
            assertThat(fetcher.fetch(URI.create(broken), MOST)).as(broken).isEmpty();
        }
        assertThat(asked).hasValue(0);
    }
}
