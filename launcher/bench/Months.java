import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** Ten posts for each article in one month, beside the empty month before; then what comes due, and what is idle. */
final class Months {
    private static final int ARTICLES = Integer.getInteger("articles", 1000);
    private static final String MONTH = "/bin/herald/calendar?from=2031-03-01T00:00:00Z&to=2031-04-01T00:00:00Z";
    private static final String WEEK = "/bin/herald/calendar?from=2031-03-03T00:00:00Z&to=2031-03-10T00:00:00Z";

    private Months() {}

    static void run(Cms cms) throws Exception {
        cms.bench("/articles?count=" + ARTICLES);
        String profile = cms.profile("Bench", "bench", "http://localhost", "bench");
        double empty = Measure.median(() -> cms.get(MONTH));
        long began = System.nanoTime();
        for (int i = 0; i < ARTICLES; i++) {
            plan(cms, profile, i);
        }
        Measure.say("planned %d posts: %.0f a second", ARTICLES * 10, ARTICLES * 10 / Measure.seconds(began));
        String answer = cms.get(MONTH);
        int items = Cms.count("\"kind\":\"POST\"", answer);
        double full = Measure.median(() -> cms.get(MONTH));
        Measure.say("calendar, a month with %d of them, %d kB: median %.1f ms (goal 200: %s); the same month empty: %.1f ms: RATIO %.1f", items, answer.length() / 1000, full, Measure.goal(full <= 200), empty, full / empty);
        Measure.say("calendar, a week: median %.1f ms", Measure.median(() -> cms.get(WEEK)));
        due(cms, profile);
        idle(cms);
    }

    private static void plan(Cms cms, String profile, int i) throws Exception {
        StringBuilder posts = new StringBuilder();
        for (int j = 0; j < 10; j++) {
            int minute = (i * 10 + j) * 4 % (31 * 24 * 60);
            String at = LocalDateTime.of(2031, 3, 1, 0, 0).plusMinutes(minute).toString();
            posts.append(j == 0 ? "" : ",").append("{\"profile\":\"" + profile + "\",\"text\":\"Article " + i + ", said for the " + j + ". time: https://bench.example/a-" + i + ".html\",\"at\":\"" + at + "\",\"zone\":\"UTC\"}");
        }
        cms.herald("POST", "/shares", "{\"path\":\"/content/herald-bench/a-" + i + "\",\"variants\":[" + posts + "]}");
    }

    private static void due(Cms cms, String profile) throws Exception {
        double worst = 0;
        for (int i = 0; i < 5; i++) {
            Instant at = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
            String share = Cms.find("\"id\":\"([^\"]+)", cms.herald("POST", "/shares", "{\"path\":\"/content/herald-bench/a-" + i + "\",\"again\":true,\"variants\":[{\"profile\":\"" + profile + "\",\"text\":\"Due now, " + i + "\",\"at\":\"" + at.toString().replace("Z", "") + "\",\"zone\":\"UTC\"}]}"));
            Cms.until(() -> cms.get("/bin/herald/shares/" + share).contains("\"SENT\""));
            String sent = Cms.find("\"sentAt\":\"([^\"]+)", cms.get("/bin/herald/shares/" + share));
            worst = Math.max(worst, Duration.between(at, Instant.parse(sent)).toMillis() / 1e3);
            Thread.sleep(700); // the next one meets the scheduler at another moment of its period
        }
        Measure.say("what is due among %d that are not: on the network at most %.1f s later (goal: started within 5: %s)", ARTICLES * 10, worst, Measure.goal(worst <= 5));
    }

    private static void idle(Cms cms) throws Exception {
        Thread.sleep(5_000); // what the last post still writes is over
        long before = Long.parseLong(cms.get("/bin/herald-bench/commits"));
        Thread.sleep(60_000); // the idle minute itself
        long written = Long.parseLong(cms.get("/bin/herald-bench/commits")) - before;
        Measure.say("a minute of nothing due: %d commits by Herald's user (goal 0: %s)", written, Measure.goal(written == 0));
    }
}
