package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.herald.it.BadRequests.BadRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Whatever somebody sends, Herald says what is wrong with it, and soon. Short unless {@code -Dherald.bad.requests=10000}
 * says otherwise; {@code -Dherald.bad.seed} repeats a run.
 */
class BadRequestsIT {
    private static final int FEW = 1_500;
    private static final int SEED = 20_261_125;
    private static final Duration WORST = Duration.ofSeconds(2);
    private static final String SITE = "/content/herald-demo/en";
    private static Cms everybody;

    @BeforeAll
    static void start() {
        Environment.start();
        everybody = Cms.user("bad.requests", "authors", "herald-editors", "herald-moderators", "herald-admins");
    }

    private static JsonNode description() throws IOException {
        try (Reader reader = Files.newBufferedReader(Environment.root().resolve("docs/openapi.yaml"))) {
            return new ObjectMapper().valueToTree(new Yaml().load(reader));
        }
    }

    @Test
    void noneEndsInAFailureAndNoneTakesLong() throws IOException, InterruptedException {
        int many = Integer.getInteger("herald.bad.requests", FEW);
        int seed = Integer.getInteger("herald.bad.seed", SEED);
        // a run that fails is repeated by what this prints
        System.out.printf("%d bad requests, -Dherald.bad.seed=%d%n", many, seed);
        String profile =
                everybody.get("/profiles").json().at("/profiles/0/profile/id").asText("none");
        BadRequests requests = new BadRequests(
                description(), Map.of("path", SITE, "site", SITE, "profile", profile), new Random(seed));
        List<String> failures = new ArrayList<>();
        for (int n = 0; n < many; n++) {
            BadRequest request = requests.request(n);
            long begin = System.nanoTime();
            Web.Reply reply = sent(request);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            boolean failed = reply.status() == 500 || reply.status() == 501 || reply.status() > 503;
            if (failed || took.compareTo(WORST) > 0 || reply.text().contains("\tat ")) {
                failures.add(n + ": " + reply.status() + " after " + took.toMillis() + " ms: " + request);
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Whoever asks too much waits as told. */
    private static Web.Reply sent(BadRequest request) throws InterruptedException {
        for (; ; ) {
            Web.Reply reply = request.body() == null
                    ? everybody.get(request.path())
                    : everybody.raw(request.method(), request.path(), request.body(), request.type());
            if (reply.status() != 429) {
                return reply;
            }
            long seconds = Long.parseLong(reply.header("Retry-After"));
            Thread.sleep(Duration.ofSeconds(seconds).toMillis()); // the server said how long
        }
    }

    @Test
    void anAddressThatLeadsElsewhereIsAnsweredByHerald() {
        for (String path : List.of("/shares/..%2f..%2f..%2fetc", "/inbox/%2e%2e%2fx", "/shares/a%5c..%5cb")) {
            Web.Reply reply = everybody.get(path);
            assertThat(reply.status()).as(path + ": " + reply.text()).isBetween(400, 404);
            assertThat(reply.text()).as(path).doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void aTextThatNoNetworkTakesIsRefusedByItsField() {
        Web.Reply reply =
                everybody.post("/variants/check", Map.of("path", SITE, "profile", "x", "text", "x".repeat(400_001)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("text");
    }
}
