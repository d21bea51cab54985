package org.herald.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.Refusals;
import org.herald.Rejection;
import org.junit.jupiter.api.Test;

/** A servlet of the CMS that keeps to itself why it failed. */
class RefusalFilterTest {
    private static final String WORDS = "{\"problem.notApproved\": \"Ce site ne publie que ce qui a été approuvé.\"}";

    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Rejection refusal =
            new Rejection(Rejection.Kind.CONFLICT, "notApproved", "Herald: only what was approved.");
    private boolean closed;
    private int status = 200;
    private String method = "POST";
    private String uri = "/content/site/page";
    private String accept = "*/*";
    private Locale language = Locale.ENGLISH;

    private final class Refused implements Refusals, Refusals.Watch {
        @Override
        public Watch watch() {
            return this;
        }

        @Override
        public Optional<Rejection> last() {
            return Optional.ofNullable(refusal);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static <T> T fake(Class<T> type, Map<String, java.util.function.Function<Object[], Object>> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    java.util.function.Function<Object[], Object> answer = answers.get(called.getName());
                    return answer != null
                            ? answer.apply(arguments)
                            : called.getReturnType() == boolean.class ? Boolean.FALSE : null;
                }));
    }

    private HttpServletRequest request() {
        Resource file = fake(
                Resource.class,
                Map.of(
                        "adaptTo",
                        a -> a[0] == InputStream.class
                                ? new ByteArrayInputStream(WORDS.getBytes(StandardCharsets.UTF_8))
                                : null));
        ResourceResolver resolver = fake(
                ResourceResolver.class,
                Map.of("getResource", a -> a[0].toString().endsWith("/fr.json") ? file : null));
        return fake(
                HttpServletRequest.class,
                Map.of(
                        "getMethod", a -> method,
                        "getRequestURI", a -> uri,
                        "getHeader", a -> a[0].equals("Accept") ? accept : null,
                        "getAttribute", a -> a[0].equals(ApiServlet.RESOLVER) ? resolver : null,
                        "getLocales", a -> Collections.enumeration(List.of(Locale.GERMAN, language))));
    }

    private HttpServletResponse response() {
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
        Map<String, java.util.function.Function<Object[], Object>> answers = new HashMap<>();
        answers.put("getOutputStream", a -> out);
        answers.put("getWriter", a -> new PrintWriter(body, true, StandardCharsets.UTF_8));
        answers.put("setHeader", a -> headers.put(a[0].toString(), a[1].toString()));
        answers.put("setContentType", a -> headers.put("Content-Type", a[0].toString()));
        answers.put("setStatus", a -> status = (int) a[0]);
        answers.put("sendError", a -> status = (int) a[0]);
        answers.put("getStatus", a -> status);
        answers.put("resetBuffer", a -> {
            body.reset();
            return null;
        });
        return fake(HttpServletResponse.class, answers);
    }

    /** As the CMS does: a number, and a page that says nothing. */
    private void answer(int failure) throws Exception {
        FilterChain chain = (request, response) -> {
            HttpServletResponse http = (HttpServletResponse) response;
            http.setStatus(failure);
            http.setContentType("text/html");
            PrintWriter out = http.getWriter();
            out.write("Unable to commit changes to session.");
            out.flush();
        };
        new RefusalFilter(new Refused()).doFilter(request(), response(), chain);
    }

    private String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFailureThatIsARefusalSaysTheReasonInTheLanguageOfWhoAsks() throws Exception {
        answer(500);
        assertThat(status).isEqualTo(409);
        assertThat(text()).isEqualTo("Herald: only what was approved.");
        assertThat(headers)
                .containsEntry("Content-Type", "text/plain")
                .containsEntry("X-Herald-Refusal", "notApproved");
        assertThat(closed).isTrue();
        language = Locale.CANADA_FRENCH;
        answer(409);
        assertThat(text()).isEqualTo("Ce site ne publie que ce qui a été approuvé.");
        assertThat(URLDecoder.decode(headers.get("X-Herald-Reason"), StandardCharsets.UTF_8))
                .isEqualTo(text());
    }

    @Test
    void aProgramIsAnsweredInJson() throws Exception {
        accept = "application/json";
        refusal = new Rejection(Rejection.Kind.FORBIDDEN, "readersWords", "Herald: readers' words.");
        answer(500);
        assertThat(status).isEqualTo(403);
        assertThat(headers).containsEntry("Content-Type", Problem.MEDIA_TYPE);
        assertThat(Json.read(body.toByteArray()).path("code").asText()).isEqualTo("readersWords");
    }

    @Test
    void whatSucceedsFailsOtherwiseOrOnlyReadsIsLeftAsItIs() throws Exception {
        answer(200);
        assertThat(status).isEqualTo(200);
        refusal = null;
        answer(500);
        assertThat(status).isEqualTo(500);
        assertThat(text()).contains("Unable to commit");
        refusal = new Rejection(Rejection.Kind.CONFLICT, "notApproved", "Herald: no.");
        method = "GET";
        answer(500);
        assertThat(status).isEqualTo(500);
        method = "POST";
        uri = ApiServlet.ROOT + "/workflow";
        answer(502);
        assertThat(status)
                .as("Herald's own operations say their reasons themselves")
                .isEqualTo(502);
    }
}
