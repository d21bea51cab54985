import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a running CMS with collected replies and measures it; started by bench.sh. */
public final class Bench {
    private static final int ARTICLES = Integer.getInteger("articles", 1000);
    private static final int WARM = 40;
    private static final int SAMPLES = 200;
    private static final String[] QUERIES = {"", "?state=PENDING", "?state=PENDING&network=bench&site=/content/herald-bench", "?article=/content/herald-bench/a-" + ARTICLES, "?state=SPAM"};
    private static final String AUTH = "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes());
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static String cms;
    private static String token;

    public static void main(String[] arguments) throws Exception {
        cms = arguments[0];
        token = find("\"token\":\"([^\"]+)", send("GET", "/bin/herald/session", null));
        say("machine: %d cores, heap of the CMS as started; %d articles", Runtime.getRuntime().availableProcessors(), ARTICLES);
        send("POST", "/bin/herald-bench/articles?count=" + ARTICLES, "");
        String profile = find("\"id\":\"([^\"]+)", json("POST", "/profiles", "{\"title\":\"Bench\",\"network\":\"bench\",\"server\":\"http://localhost\",\"handle\":\"bench\",\"secret\":\"x\",\"collectEvery\":0}"));
        if (Boolean.getBoolean("calendar")) {
            calendar(profile);
            return;
        }
        long began = System.nanoTime();
        for (int i = 0; i < ARTICLES + 2; i++) {
            String title = i < ARTICLES ? "Article " + i : i == ARTICLES ? "The hundred" : "The thousand";
            json("POST", "/shares", "{\"path\":\"/content/herald-bench/a-" + i + "\",\"variants\":[{\"profile\":\"" + profile + "\",\"text\":\"" + title + " https://bench.example/a-" + i + ".html\"}]}");
        }
        while (!send("GET", "/bin/herald/shares?path=/content/herald-bench/a-" + (ARTICLES + 1), null).contains("\"SENT\"")) {
            Thread.sleep(200); // a script asks again; there is nothing to be told by
        }
        say("shared %d articles: %.0f a second, from the request to the network's answer", ARTICLES + 2, (ARTICLES + 2) / seconds(began));

        String check = "{\"path\":\"/content/herald-bench/a-1\",\"profile\":\"" + profile + "\",\"text\":\"" + "The bees came back #WildBees 🐝 https://bench.example/a-1.html ".repeat(7) + "\",\"attachment\":\"NONE\"}";
        say("check of a text while typing: median %.1f ms (goal 50)", median(() -> json("POST", "/variants/check", check)));
        say("proposals for an article: median %.1f ms (goal 50)", median(() -> send("GET", "/bin/herald/variants?path=/content/herald-bench/a-1", null)));

        double small = fill(profile, 1, ARTICLES + 1100);
        double[] first = lists();
        double rawSmall = raw(10_000);
        double large = fill(profile, 100, ARTICLES * 99);
        double rawLarge = raw(50_000);
        double[] second = lists();
        say("stored %d replies: %.0f a second", ARTICLES + 1100, small);
        say("stored %d more: %.0f a second", ARTICLES * 99, large);
        say("raw Oak, nodes of the same shape, batches of 100: %.0f a second before, %.0f after", rawSmall, rawLarge);
        say("RATIO stored / raw: %.2f (goal 0.5 or better)", large / rawLarge);
        for (int i = 0; i < QUERIES.length; i++) {
            say("inbox%-62s median %5.1f ms at the small size, %5.1f ms at the large: RATIO %.2f (goals: 50 ms, 1.5)", QUERIES[i], first[i], second[i], second[i] / first[i]);
        }
        approve(ARTICLES);
        approve(ARTICLES + 1);
        for (int i : new int[] {ARTICLES + 2, ARTICLES, ARTICLES + 1}) {
            String path = "/content/herald-bench/a-" + i + ".html";
            int comments = send("GET", path, null).split("itemtype=\"https://schema.org/Comment\"", -1).length - 1;
            say("page with %4d comments: median %.1f ms", comments, median(path));
        }
    }

    /** Ten posts for each article in one month, beside the empty month before; then what comes due, and what is idle. */
    private static void calendar(String profile) throws Exception {
        String month = "/bin/herald/calendar?from=2031-03-01T00:00:00Z&to=2031-04-01T00:00:00Z";
        double empty = median(month);
        long began = System.nanoTime();
        for (int i = 0; i < ARTICLES; i++) {
            StringBuilder posts = new StringBuilder();
            for (int j = 0; j < 10; j++) {
                int minute = (i * 10 + j) * 4 % (31 * 24 * 60);
                String at = java.time.LocalDateTime.of(2031, 3, 1, 0, 0).plusMinutes(minute).toString();
                posts.append(j == 0 ? "" : ",").append("{\"profile\":\"" + profile + "\",\"text\":\"Article " + i + ", said for the " + j + ". time: https://bench.example/a-" + i + ".html\",\"at\":\"" + at + "\",\"zone\":\"UTC\"}");
            }
            json("POST", "/shares", "{\"path\":\"/content/herald-bench/a-" + i + "\",\"variants\":[" + posts + "]}");
        }
        say("planned %d posts: %.0f a second", ARTICLES * 10, ARTICLES * 10 / seconds(began));
        String answer = send("GET", month, null);
        int items = answer.split("\"kind\":\"POST\"", -1).length - 1;
        double full = median(month);
        double week = median("/bin/herald/calendar?from=2031-03-03T00:00:00Z&to=2031-03-10T00:00:00Z");
        say("calendar, a month with %d of them, %d kB: median %.1f ms (goal 200); the same month empty: %.1f ms: RATIO %.1f", items, answer.length() / 1000, full, empty, full / empty);
        say("calendar, a week: median %.1f ms", week);
        double worst = 0;
        for (int i = 0; i < 5; i++) {
            java.time.Instant at = java.time.Instant.now().plusSeconds(6).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
            String share = find("\"id\":\"([^\"]+)", json("POST", "/shares", "{\"path\":\"/content/herald-bench/a-" + i + "\",\"again\":true,\"variants\":[{\"profile\":\"" + profile + "\",\"text\":\"Due now, " + i + "\",\"at\":\"" + at.toString().replace("Z", "") + "\",\"zone\":\"UTC\"}]}"));
            while (!send("GET", "/bin/herald/shares/" + share, null).contains("\"SENT\"")) {
                Thread.sleep(50); // asks again until it is out; what is measured is told by the server, not by this
            }
            String sent = find("\"sentAt\":\"([^\"]+)", send("GET", "/bin/herald/shares/" + share, null));
            worst = Math.max(worst, java.time.Duration.between(at, java.time.Instant.parse(sent)).toMillis() / 1e3);
            Thread.sleep(700); // the next one meets the scheduler at another moment of its period
        }
        say("what is due among %d that are not: on the network at most %.1f s later (goal: started within 5)", ARTICLES * 10, worst);
        Thread.sleep(5_000); // what the last post still writes is over
        long before = Long.parseLong(send("GET", "/bin/herald-bench/commits", null));
        Thread.sleep(60_000); // the idle minute itself
        say("a minute of nothing due: %d commits by Herald's user (goal 0)", Long.parseLong(send("GET", "/bin/herald-bench/commits", null)) - before);
    }

    private static double fill(String profile, int replies, int expected) throws Exception {
        send("POST", "/bin/herald-bench/replies?count=" + replies, "");
        String before = find("\"collectedAt\":(null|\"[^\"]*\")", profileOf(profile));
        long began = System.nanoTime();
        json("POST", "/profiles/" + profile + "/collect", "{}");
        while (find("\"collectedAt\":(null|\"[^\"]*\")", profileOf(profile)).equals(before)) {
            Thread.sleep(100); // the same, while the collection runs
        }
        double rate = expected / seconds(began);
        Thread.sleep(15_000); // the asynchronous index catches up
        return rate;
    }

    private static String profileOf(String id) throws Exception {
        String all = send("GET", "/bin/herald/profiles", null);
        return all.substring(all.indexOf("\"" + id + "\""));
    }

    private static double raw(int count) throws Exception {
        return count / Double.parseDouble(send("POST", "/bin/herald-bench/raw?count=" + count, ""));
    }

    private static double[] lists() throws Exception {
        double[] medians = new double[QUERIES.length];
        for (int i = 0; i < QUERIES.length; i++) {
            medians[i] = median("/bin/herald/inbox" + QUERIES[i]);
        }
        return medians;
    }

    private static double median(String path) throws Exception {
        return median(() -> send("GET", path, null));
    }

    private static double median(java.util.concurrent.Callable<String> request) throws Exception {
        double[] samples = new double[SAMPLES];
        for (int i = -WARM; i < SAMPLES; i++) {
            long began = System.nanoTime();
            request.call();
            if (i >= 0) {
                samples[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(samples);
        return samples[SAMPLES / 2];
    }

    private static void approve(int article) throws Exception {
        String path = URLEncoder.encode("/content/herald-bench/a-" + article, StandardCharsets.UTF_8);
        for (String after = ""; ; ) {
            String page = send("GET", "/bin/herald/inbox?size=100&article=" + path + "&after=" + after, null);
            StringBuilder ids = new StringBuilder();
            Matcher matcher = Pattern.compile("\"id\":\"([0-9a-f-]{36}\\.[0-9a-f]{32})\"").matcher(page);
            while (matcher.find()) {
                ids.append(ids.length() == 0 ? "\"" : ",\"").append(matcher.group(1)).append('"');
            }
            json("POST", "/inbox/review", "{\"state\":\"APPROVED\",\"ids\":[" + ids + "]}");
            after = find("\"next\":\"([^\"]*)\"", page);
            if (after.isEmpty()) {
                return;
            }
        }
    }

    private static String json(String method, String path, String body) throws Exception {
        return send(method, "/bin/herald" + path, body);
    }

    private static String send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cms + path)).header("Authorization", AUTH)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Herald-Token", token);
        }
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text.substring(0, Math.min(200, text.length())));
        }
        return matcher.group(1);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(java.util.Locale.ROOT, format, values));
    }
}
