package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Profiles;
import org.herald.spi.Media;
import org.junit.jupiter.api.Test;

class AvatarServletTest {
    private static final byte[] BYTES = {1, 2, 3};
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private int error;

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
                    Function<Object[], Object> answer = answers.get(called.getName());
                    return answer == null ? null : answer.apply(given);
                }));
    }

    private void get(String path, Object caller) throws Exception {
        Profiles profiles = fake(Profiles.class, Map.of("avatar", given -> {
            asked.add(given[1].toString());
            return given[1].equals("press")
                    ? Optional.of(new Media(BYTES, "image/png", "", 128, 128))
                    : Optional.empty();
        }));
        HttpServletRequest request =
                fake(HttpServletRequest.class, Map.of("getPathInfo", given -> path, "getAttribute", given -> caller));
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}

            @Override
            public void write(int one) {
                body.write(one);
            }
        };
        HttpServletResponse response = fake(
                HttpServletResponse.class,
                Map.of(
                        "setHeader", given -> headers.put(given[0].toString(), given[1].toString()),
                        "setContentType", given -> headers.put("Content-Type", given[0].toString()),
                        "sendError", given -> error = (int) given[0],
                        "getOutputStream", given -> out));
        new AvatarServlet(profiles).doGet(request, response);
    }

    @Test
    void showsThePictureAndNothingElse() throws Exception {
        get("/press", fake(ResourceResolver.class, Map.of()));
        assertThat(body.toByteArray()).isEqualTo(BYTES);
        assertThat(headers)
                .containsEntry("Content-Type", "image/png")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", "default-src 'none'");
        assertThat(headers.get("Cache-Control")).startsWith("private");
    }

    @Test
    void whatIsNotThereOrNotTheCallersIsNotFound() throws Exception {
        for (String path : new String[] {"/shop", "/", "", null}) {
            error = 0;
            get(path, fake(ResourceResolver.class, Map.of()));
            assertThat(error).as("%s", path).isEqualTo(404);
        }
        error = 0;
        asked.clear();
        get("/press", null);
        assertThat(error).as("nobody is signed in").isEqualTo(404);
        assertThat(asked).isEmpty();
        assertThat(body.size()).isZero();
    }
}
