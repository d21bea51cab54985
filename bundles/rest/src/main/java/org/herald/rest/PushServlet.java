package org.herald.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.herald.Pushes;
import org.herald.spi.Push;
import org.herald.spi.Receipt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Takes what networks push: they sign in nowhere, and sign what they send. */
@Component(service = Servlet.class, property = "sling.auth.requirements=-" + PushServlet.ROOT)
@HttpWhiteboardServletPattern(PushServlet.ROOT + "/*")
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=org.apache.sling)")
public final class PushServlet extends HttpServlet {
    /** Networks are told this address and their name below it. */
    static final String ROOT = "/herald/push";
    /** More than any network sends at once: Meta's largest is a thousand changes. */
    static final int MOST_BYTES = 1_000_000;

    private static final long serialVersionUID = 1L;

    /** Bodies that are read at once. */
    private static final int MOST_SENDERS = 20;

    private final transient Pushes pushes;
    private final transient Semaphore places = new Semaphore(MOST_SENDERS);

    @Activate
    public PushServlet(@Reference Pushes pushes) {
        this.pushes = pushes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (listens(request, response)) {
            take(request, response, new byte[0]);
        }
    }

    /** Nothing is read that nobody listens to, nor of more senders at once than there are networks. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!listens(request, response)) {
            return;
        }
        if (!places.tryAcquire()) {
            end(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            byte[] body = request.getContentLengthLong() > MOST_BYTES ? null : body(request);
            if (body == null || body.length > MOST_BYTES) {
                response.setHeader("Connection", "close"); // nobody reads the rest
                end(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            } else {
                take(request, response, body);
            }
        } finally {
            places.release();
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream content = request.getInputStream()) {
            return content.readNBytes(MOST_BYTES + 1);
        }
    }

    private static String network(HttpServletRequest request) {
        return Objects.toString(request.getPathInfo(), "").replaceFirst("^/", "");
    }

    private boolean listens(HttpServletRequest request, HttpServletResponse response) {
        String network = network(request);
        boolean listens = network.matches("[a-z]{1,20}") && pushes.listens(network);
        if (!listens) {
            end(response, HttpServletResponse.SC_NOT_FOUND);
        }
        return listens;
    }

    private void take(HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
        Push push = new Push(request.getMethod(), headers(request), query(request), body);
        Optional<Receipt> receipt = pushes.take(network(request), push);
        if (receipt.isEmpty()) {
            end(response, HttpServletResponse.SC_NOT_FOUND);
        } else if (receipt.get() instanceof Receipt.Greeting greeting) {
            byte[] text = greeting.text().getBytes(StandardCharsets.UTF_8);
            response.setContentType(greeting.type());
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
        } else {
            end(
                    response,
                    receipt.get() instanceof Receipt.News
                            ? HttpServletResponse.SC_OK
                            : HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static void end(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }

    /** Of the address alone: asking for a parameter would read the body as a form. */
    private static Map<String, String> query(HttpServletRequest request) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Objects.toString(request.getQueryString(), "").split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
