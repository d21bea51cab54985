import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a public page costs with 100 and with 1 000 approved comments, beside the same page without the component: replies
 * are collected and approved as Herald does it, then the pages are asked for in turns, so that what else the machine does is
 * fair to all.
 */
final class Page {
    private static final int WARM = Integer.getInteger("warmPage", 400);
    private static final int SAMPLES = Integer.getInteger("samples", 300);
    private static final String SITE = "/content/herald-bench/";
    private static final String BARE = SITE + "bare.html";
    private static final int HUNDRED = 1;
    private static final int THOUSAND = 2;
    private static final int NONE = 3;

    private Page() {}

    static void run(Cms cms) throws Exception {
        cms.bench("/articles?count=1");
        cms.bench("/bare");
        String profile = cms.profile("Bench", "bench", "http://localhost", "bench");
        for (int article : new int[] {HUNDRED, THOUSAND}) {
            String title = article == HUNDRED ? "The hundred" : "The thousand";
            String body = "{\"path\":\"%sa-%d\",\"again\":true,\"variants\":[{\"profile\":\"%s\",\"text\":\"%s\",\"attachment\":\"NONE\"}]}";
            String id = Cms.find("\"id\":\"([^\"]+)", cms.herald("POST", "/shares", String.format(body, SITE, article, profile, title)));
            Cms.until(() -> cms.get("/bin/herald/shares/" + id).contains("\"SENT\""));
        }
        cms.collect(profile);
        Thread.sleep(15_000); // the asynchronous index catches up
        approve(cms, SITE + "a-" + HUNDRED);
        approve(cms, SITE + "a-" + THOUSAND);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("without the component", BARE);
        pages.put("with no comment", SITE + "a-" + NONE + ".html");
        pages.put("with 100 comments", SITE + "a-" + HUNDRED + ".html");
        pages.put("with 1000 comments", SITE + "a-" + THOUSAND + ".html");
        pages.put("the last of 1000", SITE + "a-" + THOUSAND + ".html?comments=99");
        check(cms, pages);
        Map<String, double[]> samples = new LinkedHashMap<>();
        pages.keySet().forEach(what -> samples.put(what, new double[SAMPLES]));
        for (int i = -WARM; i < SAMPLES; i++) {
            for (Map.Entry<String, String> page : pages.entrySet()) {
                long began = System.nanoTime();
                cms.get(page.getValue());
                if (i >= 0) {
                    samples.get(page.getKey())[i] = Measure.seconds(began) * 1e3;
                }
            }
        }
        Map<String, Double> goals = Map.of("with 100 comments", 1.5, "with 1000 comments", 2.0, "the last of 1000", 2.0);
        double bare = Measure.part(samples.get("without the component"), 0.5);
        samples.forEach((what, times) -> {
            double median = Measure.part(times, 0.5);
            String goal = goals.containsKey(what) ? String.format(" (goal %.1f: %s)", goals.get(what), Measure.goal(median <= bare * goals.get(what))) : "";
            Measure.say("page %-22s median %6.2f ms: RATIO %.2f%s", what, median, median / bare, goal);
        });
    }

    /** What was measured is what is meant. */
    private static void check(Cms cms, Map<String, String> pages) throws Exception {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            int shown = Cms.count("itemtype=\"https://schema.org/Comment\"", cms.get(page.getValue()));
            boolean full = page.getKey().contains("00");
            if (full ? shown < 25 || shown > 50 : shown != 0) {
                throw new IllegalStateException("the page " + page.getKey() + " shows " + shown + " comments");
            }
        }
    }

    static void approve(Cms cms, String article) throws Exception {
        String path = URLEncoder.encode(article, StandardCharsets.UTF_8);
        for (String after = ""; ; ) {
            String page = cms.get("/bin/herald/inbox?size=100&article=" + path + "&after=" + after);
            StringBuilder ids = new StringBuilder();
            Matcher matcher = Pattern.compile("\"id\":\"([0-9a-f-]{36}\\.[0-9a-f]{32})\"").matcher(page);
            while (matcher.find()) {
                ids.append(ids.length() == 0 ? "\"" : ",\"").append(matcher.group(1)).append('"');
            }
            cms.herald("POST", "/inbox/review", "{\"state\":\"APPROVED\",\"ids\":[" + ids + "]}");
            after = Cms.find("\"next\":\"([^\"]*)\"", page);
            if (after.isEmpty()) {
                return;
            }
        }
    }
}
