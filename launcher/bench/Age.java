import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What lists, screens and rounds cost with 1 000 posts and decisions of the last month, and with 100 000 of two years.
 * The last month is the same in both, so that what is compared is age: what lies there, and concerns nobody any more.
 */
final class Age {
    private static final int SMALL = Integer.getInteger("small", 1000);
    private static final int LARGE = Integer.getInteger("large", 100_000);
    /** The first hundred are those that are looked at; the old ones are of the others. */
    private static final int LOOKED_AT = 100;

    private static final int ARTICLES = Integer.getInteger("pages", 5000);
    private static final int PROFILES = 10;
    private static final int MONTH = 30;
    private static final int TWO_YEARS = 730;
    private static final int ROUNDS = 15;
    private static final int WARM = Integer.getInteger("warmAge", 4);
    private static final double GOAL = 1.5;
    private static final String SITE = "/content/herald-bench";
    private static final String QUIET = SITE + "-quiet";

    private final Cms cms;
    private final List<String> profiles = new ArrayList<>();
    /** What is copied, by what it is. */
    private final Map<String, String> like = new LinkedHashMap<>();

    private Age(Cms cms) {
        this.cms = cms;
    }

    static void run(Cms cms) throws Exception {
        new Age(cms).run();
    }

    private void run() throws Exception {
        prepare();
        fill(SMALL, 0, MONTH, 0, LOOKED_AT);
        Thread.sleep(15_000); // the asynchronous index catches up
        for (int i = 0; i < WARM; i++) {
            measured(); // a CMS that was just started compiles: cold, a thousand cost more than a hundred thousand later
        }
        Map<String, Double> small = measured();
        long began = System.nanoTime();
        fill(LARGE - SMALL, MONTH, TWO_YEARS, LOOKED_AT, ARTICLES - LOOKED_AT);
        Measure.say("wrote %d more posts, %d decisions and what belongs to them: %.0f s", LARGE - SMALL, LARGE - SMALL, Measure.seconds(began));
        Thread.sleep(30_000); // the same
        Map<String, Double> large = measured();
        small.forEach((what, before) -> {
            double ratio = large.get(what) / before;
            Measure.say("%-34s median %7.2f ms with %d, %7.2f ms with %d: RATIO %.2f (goal %.1f: %s)", what, before, SMALL, large.get(what), LARGE, ratio, GOAL, Measure.goal(ratio <= GOAL));
        });
    }

    /** One of each kind, written by Herald itself. */
    private void prepare() throws Exception {
        cms.bench("/articles?count=" + ARTICLES);
        cms.bench("/site?path=" + QUIET);
        for (int i = 0; i < PROFILES; i++) {
            profiles.add(cms.profile("Bench " + i, "bench", "http://localhost", "bench-" + i));
        }
        cms.bench("/replies?count=1");
        String article = SITE + "/a-" + (ARTICLES - 1);
        like.put("sent", shared(article, "This was said", "", "\"SENT\""));
        cms.collect(profiles.get(0));
        like.put("reply", cms.bench("/newest?type=herald:Reply"));
        like.put("failed", shared(article, "Please refuse this", "", "\"REFUSED\""));
        like.put("notice", cms.bench("/newest?type=herald:Notice"));
        String at = ",\"at\":\"" + LocalDate.now(ZoneOffset.UTC).plusDays(MONTH) + "T12:00\",\"zone\":\"UTC\"";
        like.put("planned", shared(article, "This is to come", at, "\"PLANNED\""));
        String policy = "{\"site\":\"" + QUIET + "\",\"approval\":{\"required\":true,\"authors\":[],\"reviewers\":[\"herald-reviewers\"],\"days\":10}}";
        cms.herald("PUT", "/settings", policy);
        step(QUIET + "/page", "SUBMIT");
        like.put("waiting", cms.bench("/newest?type=herald:Workflow"));
        like.put("decided", cms.bench("/newest?type=herald:Audit"));
        cms.bench("/site?path=" + QUIET + "-two");
        cms.herald("PUT", "/settings", policy.replace(QUIET, QUIET + "-two"));
        step(QUIET + "-two/page", "SUBMIT");
        step(QUIET + "-two/page", "RECALL");
        like.put("settled", cms.bench("/newest?type=herald:Workflow"));
    }

    private String shared(String article, String text, String more, String state) throws Exception {
        String body = "{\"path\":\"%s\",\"again\":true,\"variants\":[{\"profile\":\"%s\",\"text\":\"%s\",\"attachment\":\"NONE\"%s}]}";
        String id = Cms.find("\"id\":\"([^\"]+)", cms.herald("POST", "/shares", String.format(body, article, profiles.get(0), text, more)));
        Cms.until(() -> cms.get("/bin/herald/shares/" + id).contains(state));
        return "/var/herald/shares/" + id.substring(0, 4) + "/" + id.substring(4, 6) + "/" + id.substring(6, 8) + "/" + id;
    }

    private void step(String article, String step) throws Exception {
        cms.herald("POST", "/workflow", "{\"path\":\"" + article + "\",\"step\":\"" + step + "\",\"comment\":\"\",\"zone\":\"UTC\"}");
    }

    /** As many posts and as many decisions: of ten posts one failed, with its notice; of twenty, one is to come. */
    private void fill(int count, int from, int to, int article, int articles) throws Exception {
        copies("sent", count * 17 / 20, from, to, article, articles);
        copies("failed", count / 10, from, to, article, articles);
        copies("notice", count / 10, from, to, article, articles);
        copies("planned", count / 20, -from - 1, -to, article, articles);
        copies("decided", count, from, to, article, articles);
        copies("settled", Math.min(count, articles), from, to, article, articles);
        copies("waiting", Math.min(count, LOOKED_AT), from, to, ARTICLES - 2 * LOOKED_AT, LOOKED_AT);
        copies("reply", count / 5, from, to, article, articles);
    }

    private void copies(String what, int count, int from, int to, int article, int articles) throws Exception {
        cms.bench("/age?like=" + like.get(what) + "&count=" + count + "&from=" + from + "&to=" + to + "&article=" + article + "&articles=" + articles + "&profiles=" + String.join(",", profiles));
    }

    private Map<String, Double> measured() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String article = "?path=" + SITE + "/a-1";
        Map<String, Double> medians = new LinkedHashMap<>();
        String feed = Cms.find("\"address\":\"([^\"]+)", cms.herald("POST", "/calendar/feed", "{}"));
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("my work", "/work");
        asked.put("notices", "/notices");
        asked.put("audit of a site", "/audit?site=" + SITE);
        asked.put("audit, 100 entries", "/audit?site=" + SITE + "&limit=100");
        asked.put("audit, 100 of ten days ago", "/audit?site=" + SITE + "&limit=100&before=" + now.minus(10, ChronoUnit.DAYS));
        asked.put("audit of a quiet site", "/audit?site=" + QUIET + "&limit=100");
        asked.put("Social tab: posts", "/shares" + article);
        asked.put("Social tab: proposals", "/variants" + article);
        asked.put("Social tab: workflow", "/workflow" + article);
        asked.put("inbox", "/inbox");
        asked.put("inbox, what is pending", "/inbox?state=PENDING");
        asked.put("calendar, a month", "/calendar?from=" + now.minus(MONTH, ChronoUnit.DAYS) + "&to=" + now.plus(2, ChronoUnit.DAYS));
        for (Map.Entry<String, String> one : asked.entrySet()) {
            medians.put(one.getKey(), Measure.median(() -> cms.herald("GET", one.getValue(), null)));
        }
        medians.put("feed", Measure.median(() -> cms.get(feed)));
        medians.put("collecting round", round());
        return medians;
    }

    /** With the posts of the last month, as many in both; its replies are there already. */
    private double round() throws Exception {
        Callable<?> round = () -> cms.collect(profiles.get(1));
        return Measure.part(Measure.samples(round, 2, ROUNDS), 0.5);
    }
}
