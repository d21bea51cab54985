package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.commons.crypto.PasswordProvider;
import org.herald.Rejection;
import org.herald.it.BadRequests.BadRequest;
import org.herald.rest.ApiServlet;
import org.herald.rest.Tokens;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The bad requests themselves, and what Herald's door alone makes of them, with nothing behind it. */
class BadRequestsTest {
    private static final int MANY = 6_000;

    private static BadRequests requests(int seed) throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("../docs/openapi.yaml"))) {
            JsonNode document = new ObjectMapper().valueToTree(new Yaml().load(reader));
            return new BadRequests(document, Map.of("path", "/content/site"), new Random(seed));
        }
    }

    @Test
    void theSameSeedMakesTheSameRequests() throws IOException {
        BadRequests one = requests(1);
        BadRequests other = requests(1);
        List<BadRequest> made = IntStream.range(0, 300).mapToObj(one::request).toList();
        assertThat(IntStream.range(0, 300).mapToObj(other::request)).isEqualTo(made);
        assertThat(Set.copyOf(made)).hasSizeGreaterThan(150);
    }

    @Test
    void everyOperationIsTried() throws IOException {
        BadRequests requests = requests(2);
        Set<String> tried = new HashSet<>();
        for (int n = 0; n < requests.operations(); n++) {
            BadRequest request = requests.request(n);
            tried.add(request.method() + " " + request.path().split("\\?")[0].split("/")[1]);
        }
        assertThat(tried).contains("PUT settings", "POST calendar", "GET inbox", "DELETE profiles");
        assertThat(requests.operations()).isGreaterThan(40);
    }

    @Test
    void theDoorAloneAnswersAllOfThem() throws Exception {
        ApiServlet servlet = servlet();
        BadRequests requests = requests(3);
        List<String> failures = new ArrayList<>();
        Map<Integer, Integer> statuses = new HashMap<>();
        for (int n = 0; n < MANY; n++) {
            BadRequest request = requests.request(n);
            Answer answer = new Answer();
            servlet.service(asked(request), answer.response());
            statuses.merge(answer.status, 1, Integer::sum);
            if (answer.status >= 500) {
                failures.add(answer.status + " " + request + " " + answer.bytes.toString(StandardCharsets.UTF_8));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(statuses).containsKeys(400, 404);
    }

    private static final String TOKEN = "X-Herald-Token";
    private static final String CREDENTIAL = "what changes with a password";
    private static String token;

    /** Behind the door there is nothing: whatever is asked for is not there. */
    private static ApiServlet servlet() throws ReflectiveOperationException {
        Tokens tokens = new Tokens((PasswordProvider) proxy(PasswordProvider.class, (p, m, a) -> "key".toCharArray()));
        var issue = Tokens.class.getDeclaredMethod("issue", String.class, String.class);
        issue.setAccessible(true);
        token = (String) issue.invoke(tokens, "edith", CREDENTIAL);
        Constructor<?> constructor = ApiServlet.class.getConstructors()[0];
        Object[] parts = Stream.of(constructor.getParameterTypes())
                .map(type -> type == Tokens.class ? tokens : proxy(type, BadRequestsTest::nothing))
                .toArray();
        return (ApiServlet) constructor.newInstance(parts);
    }

    private static Object nothing(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
        if (method.getDeclaringClass().isAnnotation()) {
            return Integer.MAX_VALUE;
        }
        if (method.getName().equals("credential")) {
            return CREDENTIAL;
        }
        throw new Rejection(Rejection.Kind.NOT_FOUND, "nothing", "There is nothing.");
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static HttpServletRequest asked(BadRequest request) {
        Object edith = proxy(ResourceResolver.class, (p, m, a) -> m.getName().equals("getUserID") ? "edith" : null);
        String[] parts = request.path().split("\\?", 2);
        Map<String, String[]> query = new HashMap<>();
        Stream.of(parts.length > 1 ? parts[1].split("&") : new String[0])
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], new String[] {decoded(pair[1])}));
        byte[] body = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        return (HttpServletRequest)
                proxy(HttpServletRequest.class, (p, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> request.method();
                    case "getPathInfo" -> decoded(parts[0]);
                    case "getRequestURI" -> "/bin/herald" + parts[0];
                    case "getAttribute" -> edith;
                    case "getHeader" -> TOKEN.equals(arguments[0]) ? token : null;
                    case "getParameterMap" -> query;
                    case "getContentType" -> request.type();
                    case "getContentLength" -> body.length;
                    case "getInputStream" -> new Input(body);
                    default -> null;
                });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static final class Input extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Input(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("read at once");
        }
    }

    private static final class Answer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int status;

        HttpServletResponse response() {
            ServletOutputStream out = new ServletOutputStream() {
                @Override
                public void write(int one) {
                    bytes.write(one);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException("written at once");
                }
            };
            return (HttpServletResponse) proxy(HttpServletResponse.class, (p, method, arguments) -> {
                if (method.getName().equals("setStatus")) {
                    status = (Integer) arguments[0];
                }
                return method.getName().equals("getOutputStream") ? out : null;
            });
        }
    }
}
