/** 1 000, then 100 000 collected replies over 1 000 articles. */
final class Replies {
    private static final int ARTICLES = Integer.getInteger("articles", 1000);
    private static final String[] QUERIES = {
        "",
        "?state=PENDING",
        "?state=PENDING&network=bench&site=/content/herald-bench",
        "?article=/content/herald-bench/a-" + ARTICLES,
        "?state=SPAM"
    };

    private Replies() {}

    static void run(Cms cms) throws Exception {
        cms.bench("/articles?count=" + ARTICLES);
        String profile = cms.profile("Bench", "bench", "http://localhost", "bench");
        share(cms, profile);
        texts(cms, profile);
        double small = fill(cms, profile, 1, ARTICLES + 1100);
        double[] first = lists(cms);
        double rawSmall = raw(cms, 10_000);
        double large = fill(cms, profile, 100, ARTICLES * 99);
        double rawLarge = raw(cms, 50_000);
        double[] second = lists(cms);
        Measure.say("stored %d replies: %.0f a second", ARTICLES + 1100, small);
        Measure.say("stored %d more: %.0f a second", ARTICLES * 99, large);
        Measure.say("raw Oak, nodes of the same shape, batches of 100: %.0f a second before, %.0f after", rawSmall, rawLarge);
        Measure.say("RATIO stored / raw: %.2f (goal 0.5 or better: %s)", large / rawLarge, Measure.goal(large / rawLarge >= 0.5));
        for (int i = 0; i < QUERIES.length; i++) {
            Measure.say("inbox%-62s median %5.1f ms at the small size, %5.1f ms at the large: RATIO %.2f (goals: 50 ms, 1.5)", QUERIES[i], first[i], second[i], second[i] / first[i]);
        }
    }

    private static void share(Cms cms, String profile) throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < ARTICLES + 2; i++) {
            String title = i < ARTICLES ? "Article " + i : i == ARTICLES ? "The hundred" : "The thousand";
            cms.herald("POST", "/shares", "{\"path\":\"/content/herald-bench/a-" + i + "\",\"variants\":[{\"profile\":\"" + profile + "\",\"text\":\"" + title + " https://bench.example/a-" + i + ".html\"}]}");
        }
        Cms.until(() -> cms.get("/bin/herald/shares?path=/content/herald-bench/a-" + (ARTICLES + 1)).contains("\"SENT\""));
        Measure.say("shared %d articles: %.0f a second, from the request to the network's answer", ARTICLES + 2, (ARTICLES + 2) / Measure.seconds(began));
    }

    private static void texts(Cms cms, String profile) throws Exception {
        String check = "{\"path\":\"/content/herald-bench/a-1\",\"profile\":\"" + profile + "\",\"text\":\"" + "The bees came back #WildBees 🐝 https://bench.example/a-1.html ".repeat(7) + "\",\"attachment\":\"NONE\"}";
        Measure.say("check of a text while typing: median %.1f ms (goal 50)", Measure.median(() -> cms.herald("POST", "/variants/check", check)));
        Measure.say("proposals for an article: median %.1f ms (goal 50)", Measure.median(() -> cms.get("/bin/herald/variants?path=/content/herald-bench/a-1")));
    }

    private static double fill(Cms cms, String profile, int replies, int expected) throws Exception {
        cms.bench("/replies?count=" + replies);
        double rate = expected / cms.collect(profile);
        Thread.sleep(15_000); // the asynchronous index catches up
        return rate;
    }

    private static double raw(Cms cms, int count) throws Exception {
        return count / Double.parseDouble(cms.bench("/raw?count=" + count));
    }

    private static double[] lists(Cms cms) throws Exception {
        double[] medians = new double[QUERIES.length];
        for (int i = 0; i < QUERIES.length; i++) {
            String query = QUERIES[i];
            medians[i] = Measure.median(() -> cms.get("/bin/herald/inbox" + query));
        }
        return medians;
    }
}
