package org.herald.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTest {
    @TempDir
    Path folder;

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.start();
        try {
            Http http = new Http(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000, Destinations.withLoopback());
            URI uri = URI.create("https://localhost:" + server.getAddress().getPort());
            assertThat(http.send(Request.to(uri)))
                    .isInstanceOfSatisfying(Answer.NotSent.class, answer -> assertThat(answer.why())
                            .contains("No trusted TLS connection"));
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void neverTellsATokenThatNoHeaderHolds() {
        for (String token : new String[] {"a\nb", "a\u0000b", "a b", "\u00E9", ""}) {
            assertThatThrownBy(() -> Request.to(URI.create("http://localhost")).bearer(token))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a token with characters that no header can hold");
        }
    }

    private static Http http(Destinations destinations) {
        return new Http(Duration.ofSeconds(2), Duration.ofSeconds(2), 1000, destinations);
    }

    /** The address that the name was found to have is the one that is connected to, and the server is asked by its name. */
    @Test
    void connectsToWhatANameWasFoundToBe() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host"));
            answer(exchange, 200, "here");
        });
        AtomicInteger questions = new AtomicInteger();
        Destinations destinations = new Destinations(true, List.of(), name -> {
            questions.incrementAndGet();
            return new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})};
        });
        URI uri = URI.create("http://pinned.localhost:" + server.getAddress().getPort());
        assertThat(text(http(destinations).send(Request.to(uri)))).isEqualTo("here");
        assertThat(asked).containsExactly(uri.getAuthority());
        assertThat(questions).hasValue(1);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        AtomicInteger inner = new AtomicInteger();
        HttpServer inside = server(exchange -> {
            inner.incrementAndGet();
            answer(exchange, 200, "INTERNAL-SECRET");
        });
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            HttpServer server = server(exchange -> {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                "http://127.0.0.1:" + inside.getAddress().getPort());
                answer(exchange, status, "");
            });
            Answer answer = http(Destinations.withLoopback()).send(Request.to(uri(server)));
            assertThat(answer).isInstanceOfSatisfying(Answer.Received.class, received -> assertThat(received.status())
                    .isEqualTo(status));
        }
        assertThat(inner).hasValue(0);
    }

    /** A server may close a connection that it kept in the moment that it is used again. */
    @Test
    void whatOnlyReadsIsAskedOnceMoreAndWhatChangesNever() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger arrived = new AtomicInteger();
            Thread rude = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        boolean drop = arrived.getAndIncrement() % 2 == 0;
                        socket.getInputStream().read(new byte[4096]);
                        if (!drop) {
                            socket.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                            .getBytes(StandardCharsets.US_ASCII));
                        }
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            rude.start();
            Http http = http(Destinations.withLoopback());
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
            assertThat(text(http.send(Request.to(uri)))).isEqualTo("ok");
            assertThat(arrived).hasValue(2);
            assertThat(http.send(Request.to(uri).by("POST", "text/plain", "x"))).isInstanceOf(Answer.Lost.class);
            assertThat(arrived).as("nobody knows what the server did with it").hasValue(3);
        }
    }

    /** Seen with snac: it keeps connections, and closes them all as they are used again. */
    @Test
    void severalConnectionsThatWereKeptMayBeClosedAtOnce() throws Exception {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
        ExecutorService pool = Executors.newCachedThreadPool();
        CyclicBarrier together = new CyclicBarrier(3);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger first = new AtomicInteger();
            pool.submit(() -> {
                while (true) {
                    Socket socket = server.accept();
                    pool.submit(() -> {
                        try (socket) {
                            socket.getInputStream().read(new byte[4096]);
                            if (first.getAndIncrement() < 3) {
                                together.await(); // so that there are three of them
                            }
                            socket.getOutputStream().write(answer);
                            return socket.getInputStream().read(new byte[4096]);
                        }
                    });
                }
            });
            Http http = http(Destinations.withLoopback());
            Request request = Request.to(URI.create("http://127.0.0.1:" + server.getLocalPort()));
            for (Future<Answer> one :
                    pool.invokeAll(Collections.<Callable<Answer>>nCopies(3, () -> http.send(request)))) {
                assertThat(text(one.get())).isEqualTo("ok");
            }
            for (int i = 0; i < 6; i++) {
                assertThat(http.send(request)).isInstanceOf(Answer.Received.class);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anAnswerIsBoundInSizeAndTime() throws Exception {
        HttpServer large = server(exchange -> answer(exchange, 200, "x".repeat(1001)));
        assertThat(http(Destinations.withLoopback()).send(Request.to(uri(large))))
                .isInstanceOfSatisfying(
                        Answer.Lost.class, lost -> assertThat(lost.why()).contains("far more than it should"));
        HttpServer full = server(exchange -> answer(exchange, 200, "x".repeat(1000)));
        assertThat(text(http(Destinations.withLoopback()).send(Request.to(uri(full)))))
                .hasSize(1000);
        HttpServer drop = server(
                exchange -> { // a byte now and then: no single wait is long
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (int i = 0; i < 60; i++) {
                            out.write('x');
                            out.flush();
                            TimeUnit.MILLISECONDS.sleep(100);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThat(http(Destinations.withLoopback()).send(Request.to(uri(drop)), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        Answer.Lost.class, lost -> assertThat(lost.why()).contains("did not answer within 1 seconds"));
    }

    @Test
    void saysWhatItIsAndNothingMore() throws Exception {
        List<Headers> seen = new CopyOnWriteArrayList<>();
        HttpServer server = server(exchange -> {
            seen.add(exchange.getRequestHeaders());
            exchange.getResponseHeaders().add("Set-Cookie", "id=1");
            answer(exchange, 200, "");
        });
        Http http = http(Destinations.withLoopback());
        http.send(Request.to(uri(server)));
        http.send(Request.to(uri(server)).by("POST"));
        http.send(Request.to(uri(server)).by("DELETE"));
        assertThat(seen).hasSize(3).allSatisfy(headers -> {
            assertThat(headers.getFirst("User-Agent")).startsWith("Herald");
            assertThat(headers.keySet()).doesNotContain("Cookie", "Upgrade", "Accept-encoding");
        });
        assertThat(seen.get(1).getFirst("Content-length")).isEqualTo("0");
    }

    /** What a proxy says is not what the server says: a refusal of its would tell that a post is gone. */
    @Test
    void aProxyThatLetsNobodyThroughIsNotTheServer() throws Exception {
        for (String status : new String[] {"204 No Content", "403 Forbidden", "404 Not Found", "407 Who are you"}) {
            try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                Thread refusing = new Thread(() -> {
                    try (Socket socket = proxy.accept()) {
                        socket.getInputStream().read(new byte[4096]);
                        socket.getOutputStream()
                                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                refusing.start();
                ProxySelector before = ProxySelector.getDefault();
                ProxySelector.setDefault(ProxySelector.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort())));
                Http http = http(Destinations.withLoopback());
                ProxySelector.setDefault(before);
                assertThat(http.send(Request.to(URI.create("https://social.example/post"))
                                .by("DELETE")))
                        .as(status)
                        .isInstanceOfSatisfying(Answer.NotSent.class, answer -> assertThat(answer.why())
                                .contains("The proxy does not let Herald through", status.substring(0, 3)));
            }
        }
    }

    /** While the CMS has no network nothing is uncertain: what was not sent is sent when it has one again. */
    @Test
    void whatCannotBeReachedWasNotSent() {
        String[][] nowhere = {
            {"2606:4700::1111"}, {"fe80::1"}, {"203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"}
        };
        for (String[] addresses : nowhere) {
            Destinations destinations = new Destinations(false, List.of("nowhere.example"), name -> {
                InetAddress[] all = new InetAddress[addresses.length];
                for (int i = 0; i < all.length; i++) {
                    all[i] = InetAddress.getByName(addresses[i]);
                }
                return all;
            });
            Http http = new Http(Duration.ofMillis(500), Duration.ofMillis(1200), 1000, destinations);
            assertThat(http.send(
                            Request.to(URI.create("https://nowhere.example")).by("POST")))
                    .as(addresses[0])
                    .isInstanceOf(Answer.NotSent.class);
        }
    }

    @Test
    void whatIsAskedOfAClientThatWasClosedWasNotSent() {
        Http http = http(Destinations.withLoopback());
        http.close();
        assertThat(http.send(Request.to(URI.create("http://localhost:1")).by("POST")))
                .isInstanceOf(Answer.NotSent.class);
        assertThat(http(Destinations.withLoopback()).send(Request.to(URI.create("http://localhost:99999"))))
                .isInstanceOf(Answer.NotSent.class);
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() throws Exception {
        AtomicLong written = new AtomicLong();
        HttpServer endless = server(exchange -> {
            exchange.sendResponseHeaders(200, 100_000_000_000L);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] chunk = new byte[1 << 16];
                while (true) {
                    out.write(chunk);
                    written.addAndGet(chunk.length);
                }
            }
        });
        assertThat(http(Destinations.withLoopback()).send(Request.to(uri(endless))))
                .isInstanceOfSatisfying(
                        Answer.Lost.class, lost -> assertThat(lost.why()).contains("far more than it should"));
        assertThat(written).as("what the sockets hold between them").hasValueLessThan(50_000_000);
    }

    private static String text(Answer answer) {
        return ((Answer.Received) answer).text();
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
