package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.junit.jupiter.api.Test;

/** The time of a file tells nothing: two versions may have the same. */
class StaticFilterTest {
    private static final String SCRIPT = "/static/clientlibs/herald/js/base.js";
    private static final long BUILT = 1_790_812_800_000L;

    private final Map<String, String> asked = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private String method = "GET";
    private String text = "export const one = 1;";
    private int status;
    private HttpServletRequest passed;

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
                    Function<Object[], Object> answer = answers.get(called.getName());
                    return answer == null ? null : answer.apply(given);
                }));
    }

    /** Answers as the CMS does where the request comes through. */
    private void get(String path) throws Exception {
        status = 0;
        passed = null;
        headers.clear();
        Resource file = fake(
                Resource.class,
                Map.of("adaptTo", given -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        ResourceResolver caller =
                fake(ResourceResolver.class, Map.of("getResource", given -> given[0].equals(SCRIPT) ? file : null));
        HttpServletRequest request = fake(
                HttpServletRequest.class,
                Map.of(
                        "getMethod", given -> method,
                        "getRequestURI", given -> path,
                        "getAttribute", given -> given[0].equals(ApiServlet.RESOLVER) ? caller : null,
                        "getHeader", given -> asked.get(given[0].toString()),
                        "getDateHeader", given -> asked.containsKey(given[0].toString()) ? BUILT : -1L));
        HttpServletResponse response = fake(
                HttpServletResponse.class,
                Map.of(
                        "setHeader",
                        given -> headers.put(given[0].toString(), given[1].toString()),
                        "setStatus",
                        given -> status = (int) given[0]));
        new StaticFilter().doFilter(request, response, (through, answer) -> {
            passed = (HttpServletRequest) through;
            status = passed.getDateHeader("If-Modified-Since") >= BUILT ? 304 : 200;
        });
    }

    @Test
    void whatIsKeptIsAskedForEachTimeAndSentWhenItIsAnother() throws Exception {
        get(SCRIPT);
        assertThat(status).isEqualTo(200);
        assertThat(headers).containsEntry("Cache-Control", "no-cache").containsKey("ETag");
        String tag = headers.get("ETag");
        asked.put("If-Modified-Since", "the time of the build");
        for (String kept : new String[] {tag, "W/" + tag, "\"other\", " + tag}) {
            asked.put("If-None-Match", kept);
            get(SCRIPT);
            assertThat(status).as(kept).isEqualTo(304);
            assertThat(passed).as("nothing is read").isNull();
            assertThat(headers).containsEntry("ETag", tag);
        }
        text = "export const two = 2;";
        get(SCRIPT);
        assertThat(status).as("another version of the same time").isEqualTo(200);
        assertThat(headers.get("ETag")).isNotEqualTo(tag);
        assertThat(passed.getHeader("If-Modified-Since")).isNull();
        assertThat(passed.getHeader("If-None-Match")).isEqualTo(asked.get("If-None-Match"));
    }

    @Test
    void whatIsNotThereIsLeftToTheCms() throws Exception {
        get("/static/clientlibs/herald/js/none.js");
        assertThat(passed).isNotNull();
        assertThat(headers).containsEntry("Cache-Control", "no-cache").doesNotContainKey("ETag");
    }

    @Test
    void whatChangesSomethingIsLeftAlone() throws Exception {
        method = "POST";
        get(SCRIPT);
        assertThat(passed).isNotNull();
        assertThat(headers).isEmpty();
    }
}
