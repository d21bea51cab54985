package org.herald.connectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.herald.simulators.Call;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.herald.spi.Receiver;

/** Where networks send to: takes what comes to a receiver, and keeps it. */
public final class Endpoint implements AutoCloseable {
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;
    public final List<Push> pushes = new CopyOnWriteArrayList<>();
    public final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    private final Receiver receiver;
    private final HttpServer server;

    public Endpoint(Receiver receiver) {
        this.receiver = receiver;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        Call call = new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
        Push push = new Push(call.method(), headers, call.query(), body);
        pushes.add(push);
        Receipt receipt = receiver.receive(push);
        receipts.add(receipt);
        byte[] text = receipt instanceof Receipt.Greeting greeting
                ? greeting.text().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        exchange.sendResponseHeaders(
                receipt instanceof Receipt.Forged ? FORBIDDEN : OK, text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
