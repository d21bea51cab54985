package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentServletTest {
    private final List<String> asked = new ArrayList<>();
    private final DocumentServlet servlet = new DocumentServlet((network, name) -> {
        asked.add(network + " " + name);
        return name.equals("client") ? Optional.of("{\"name\":\"é\"}") : Optional.empty();
    });
    private final Map<String, Object> said = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private void get(String path) throws Exception {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> method.getName().equals("getPathInfo") ? path : null);
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getOutputStream" -> new Out(body);
                    case "setHeader" -> said.put((String) arguments[0], arguments[1]);
                    default -> {
                        said.put(method.getName(), arguments[0]);
                        yield null;
                    }
                });
        servlet.doGet(request, response);
    }

    private static final class Out extends ServletOutputStream {
        private final ByteArrayOutputStream body;

        private Out(ByteArrayOutputStream body) {
            this.body = body;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) {
            body.write(one);
        }
    }

    @Test
    void whatAConnectorTellsIsReadByServersAndKeptAWhile() throws Exception {
        get("/bluesky/client.json");
        assertThat(body.toString(StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"é\"}");
        assertThat(said)
                .containsEntry("setContentType", "application/json")
                .containsEntry("Cache-Control", "public, max-age=600")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("setContentLength", body.size())
                .doesNotContainKey("sendError");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "/",
                "/bluesky",
                "/bluesky/client",
                "/bluesky/../client.json",
                "/Bluesky/client.json",
                "/bluesky/other.json"
            })
    void nothingElseIsThere(String path) throws Exception {
        get(path);
        assertThat(said).containsEntry("sendError", 404);
        assertThat(body.size()).isZero();
        assertThat(asked).allMatch("bluesky other"::equals);
    }
}
