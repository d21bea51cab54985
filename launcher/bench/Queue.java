import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** How soon a share is answered, and how fast the queue drains beside a bare loop that makes the same calls. */
final class Queue {
    private static final int REQUESTS = Integer.getInteger("requests", 300);
    /** A CMS that was just started compiles for minutes: a core of two was busy with it when the queue was measured cold. */
    private static final int WARM = Integer.getInteger("warm", 300);
    /** Drained again until that gets no faster than by this part, and not more often than that. */
    private static final double STEADY = 1.1;
    private static final int WARM_DRAINS = Integer.getInteger("warmDrains", 6);
    private static final int PROFILES = 10;
    private static final int APART = 500;
    private static final int SHARES = Integer.getInteger("shares", 50);
    private static final double PROMPT = 50;
    private static final double PART = 0.5;
    private static final String SHARE = "{\"path\":\"/content/herald-bench/a-%d\",\"again\":true,\"acknowledged\":[\"MANY/" + PROFILES + "\"],\"variants\":[%s]}";

    private final Cms cms;
    private int article;

    private Queue(Cms cms) {
        this.cms = cms;
    }

    static void run(Cms cms) throws Exception {
        cms.bench("/articles?count=" + (REQUESTS + WARM + 1));
        Queue queue = new Queue(cms);
        List<String> profiles = queue.profiles("bench", "http://localhost");
        queue.answers(profiles, WARM, 0);
        queue.answers(profiles, 0, APART);
        MastodonServer server = new MastodonServer();
        try {
            queue.drains(server);
        } finally {
            server.stop();
        }
    }

    private List<String> profiles(String network, String server) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < PROFILES; i++) {
            ids.add(cms.profile(network + " " + i, network, server, network + "-" + i));
        }
        return ids;
    }

    private String share(List<String> profiles) throws Exception {
        int number = article++;
        String variants = profiles.stream()
                .map(id -> "{\"profile\":\"" + id + "\",\"text\":\"The bees came back, " + number + " https://bench.example/a-" + number % REQUESTS + ".html\",\"attachment\":\"NONE\"}")
                .collect(Collectors.joining(","));
        return Cms.find("\"id\":\"([^\"]+)", cms.herald("POST", "/shares", String.format(SHARE, number % REQUESTS, variants)));
    }

    /**
     * One after the other, each when the posts of the one before are on the network.
     *
     * @param apart milliseconds between them: 0 measures a share while the last one's traces are still being written,
     *     which on few cores is work beside it; a person shares no faster than once in half a second
     */
    private void answers(List<String> profiles, int warm, int apart) throws Exception {
        double[] samples = new double[REQUESTS];
        for (int i = -warm; i < REQUESTS; i++) {
            long began = System.nanoTime();
            String id = share(profiles);
            double took = Measure.seconds(began) * 1e3;
            if (i >= 0) {
                samples[i] = took;
            }
            Cms.until(() -> Cms.count("\"SENT\"", cms.get("/bin/herald/shares/" + id)) == PROFILES);
            Thread.sleep(apart);
        }
        double p95 = Measure.part(samples, 0.95);
        Measure.say("POST /shares with %d profiles, %d requests %d ms apart: median %.1f ms, p95 %.1f ms (goal %.0f: %s), longest %.1f ms", PROFILES, REQUESTS, apart, Measure.part(samples, 0.5), p95, PROMPT, Measure.goal(p95 < PROMPT), Measure.part(samples, 1));
    }

    private void drains(MastodonServer server) throws Exception {
        List<String> profiles = profiles("mastodon", server.url());
        warm(server, profiles);
        int[] takes = {0, 10, 50};
        for (int millis : takes) {
            server.takes(millis);
            double before = bare(server, false);
            double herald = drain(server, profiles, millis);
            double after = bare(server, false);
            double own = bare(server, true);
            double ratio = herald / ((before + after) / 2);
            Measure.say("a server that takes %2d ms: the queue drains %.0f posts a second, a bare loop %.0f and %.0f (with a connection for each call %.0f): RATIO %.2f (goal %.1f: %s)", millis, herald, before, after, own, ratio, PART, Measure.goal(ratio >= PART));
        }
        // apart and last: what records slows down what is recorded to a third, and throws away what was compiled for the next
        for (int millis : takes) {
            server.takes(millis);
            Profile profile = Profile.begin();
            drain(server, profiles, millis);
            profile.end("drain-" + millis);
        }
    }

    private void warm(MastodonServer server, List<String> profiles) throws Exception {
        double before = 0;
        for (int i = 0; i < WARM_DRAINS; i++) {
            double rate = drain(server, profiles, 0);
            Measure.say("warming up: %.0f posts a second", rate);
            if (rate < before * STEADY) {
                return;
            }
            before = rate;
        }
    }

    /** Posts a second, from a queue that was full when the server began to answer. */
    private double drain(MastodonServer server, List<String> profiles, int millis) throws Exception {
        server.hold();
        int before = server.posts();
        int calls = server.calls();
        int wanted = SHARES * PROFILES;
        for (int i = 0; i < SHARES; i++) {
            share(profiles);
        }
        long began = System.nanoTime();
        server.release();
        Cms.until(() -> server.posts() - before >= wanted);
        double rate = wanted / Measure.seconds(began);
        Measure.say("drained %d posts of %d profiles, %d requests reached the server", wanted, PROFILES, server.calls() - calls);
        Thread.sleep(5_000); // the last ones are written down
        return rate;
    }

    private double bare(MastodonServer server, boolean apart) throws Exception {
        int count = SHARES * PROFILES;
        HttpClient client = client();
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/statuses"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer x")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(server.body()))
                    .build();
            (apart ? client() : client).send(request, HttpResponse.BodyHandlers.ofString());
        }
        return count / Measure.seconds(began);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
