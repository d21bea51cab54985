import java.util.ArrayList;
import java.util.List;

/** What the board of profiles costs, with two hundred of them that were all asked about. */
final class Board {
    private static final int ACCOUNTS = Integer.getInteger("accounts", 200);
    private static final double GOAL = 300;

    private Board() {}

    static void run(Cms cms) throws Exception {
        List<String> profiles = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            profiles.add(cms.profile("Bench " + i, "bench", "http://localhost", "bench-" + i));
        }
        for (String profile : profiles) {
            cms.herald("POST", "/profiles/" + profile + "/check", "{}");
        }
        int seen = Cms.count("\"SIGNED_IN\"", cms.get("/bin/herald/health"));
        if (seen < ACCOUNTS) {
            throw new IllegalStateException("only " + seen + " of " + ACCOUNTS + " profiles are on the board");
        }
        double median = Measure.median(() -> cms.get("/bin/herald/health"));
        Measure.say("board of %d profiles: median %.1f ms (goal %.0f ms: %s)", ACCOUNTS, median, GOAL, Measure.goal(median < GOAL));
    }
}
