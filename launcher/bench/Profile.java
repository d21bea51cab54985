import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Where the CMS's processors spend their time, by what is being done: from a flight recording of its process. */
final class Profile {
    /** The first that stands in a stack says what is being done; the order is from the inside to the outside. */
    private static final String[][] JOBS = {
        {"the journal (MVStore)", "org.h2.mvstore", "core.share.Ledger"},
        {"calls (HttpClient)", "org.apache.hc.", "kit.http.Http"},
        {"commits: hooks and editors", "oak.spi.commit.", "oak.plugins.index", "core.guard", "oak.security"},
        {"commits: the store", "oak.segment", "SegmentNodeStore", "MutableRoot.commit"},
        {"queries", "oak.query"},
        {"sessions opened and closed", "getServiceResourceResolver", "ResourceResolverImpl.close", "repository.open", "Repository.open"},
        {"observation", "oak.plugins.observation", "BackgroundObserver", "jcr.observation", "event.impl.jobs.notifications"},
        {"jobs (Sling)", "org.apache.sling.event"},
        {"accounts and secrets", "jasypt", "core.profile"},
        {"delivery, other", "core.delivery", "core.share"},
        {"requests answered", "herald.rest", "felix.http", "jetty"},
    };
    private static final String OTHER = "all else";

    private final String pid = System.getProperty("pid", "");

    private Profile() {}

    static Profile begin() throws Exception {
        Profile profile = new Profile();
        profile.jcmd("JFR.start", "name=herald", "settings=profile");
        return profile;
    }

    /** Prints the table, and keeps the recording. */
    void end(String name) throws Exception {
        if (pid.isEmpty()) {
            return;
        }
        Path file = Path.of(System.getProperty("profiles", "."), name + ".jfr").toAbsolutePath();
        Files.deleteIfExists(file);
        jcmd("JFR.dump", "name=herald", "filename=" + file);
        jcmd("JFR.stop", "name=herald");
        table(file);
    }

    private void jcmd(String... words) throws IOException, InterruptedException {
        if (!pid.isEmpty()) {
            List<String> command = new java.util.ArrayList<>(List.of("jcmd", pid));
            command.addAll(List.of(words));
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        }
    }

    static void table(Path file) throws IOException {
        Map<String, Integer> found = new LinkedHashMap<>();
        int all = 0;
        double forced = 0;
        int forces = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String type = event.getEventType().getName();
                if (type.equals("jdk.ExecutionSample")) {
                    found.merge(job(event.getStackTrace()), 1, Integer::sum);
                    all++;
                } else if (type.equals("jdk.FileForce")) {
                    forces++;
                    forced += event.getDuration().toNanos() / 1e6;
                }
            }
        }
        Measure.say("%s: %d samples", file.getFileName(), all);
        int whole = Math.max(1, all);
        found.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(one -> Measure.say("  | %-28s | %3d %% |", one.getKey(), 100 * one.getValue() / whole));
        Measure.say("  forced to the disk, longer than JFR's threshold: %d times, %.0f ms", forces, forced);
    }

    private static String job(RecordedStackTrace stack) {
        if (stack == null) {
            return OTHER;
        }
        for (RecordedFrame frame : stack.getFrames()) {
            String name = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
            for (String[] job : JOBS) {
                for (int i = 1; i < job.length; i++) {
                    if (name.contains(job[i])) {
                        return job[0];
                    }
                }
            }
        }
        return OTHER;
    }

    public static void main(String[] files) throws IOException {
        for (String file : files) {
            table(Path.of(file));
        }
    }
}
