package org.herald.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real things, started once for all tests and stopped when they are over: the CMS, snac, and Bluesky's servers. */
final class Environment {
    static final int PORT = Integer.getInteger("herald.it.port", 8181);
    static final String CMS = "http://127.0.0.1:" + PORT;
    static final String SNAC = "http://localhost:8001";
    static final String PDS = "http://localhost:2583";

    private static final Path ROOT =
            Path.of(System.getProperty("herald.it.root")).toAbsolutePath().normalize();
    static final Path WORK = Path.of(System.getProperty("herald.it.work")).toAbsolutePath();
    private static final Path SERVERS =
            Path.of(System.getProperty("herald.it.servers")).toAbsolutePath();
    private static final Path HOME =
            Path.of(System.getProperty("herald.it.home", WORK.resolve("cms").toString()));

    private static final Node CMS_NODE = new Node(PORT, HOME);
    /** For writing tests: uses what runs already, at {@code herald.it.port}. */
    private static final boolean REUSE = Boolean.getBoolean("herald.it.reuse");

    private static boolean started;

    private Environment() {}

    /** Starts everything at the first call. */
    static synchronized void start() {
        if (started) {
            return;
        }
        if (REUSE) {
            Cms.undoNothing(CMS);
            started = true;
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Environment::stop));
        servers("stop", "snac");
        servers("stop", "bsky");
        servers("start", "snac");
        servers("start", "bsky");
        startCms("--clean");
        started = true;
    }

    /** Starts the CMS by the README's command and waits until that says it is ready. */
    static void startCms(String... more) {
        CMS_NODE.start(Map.of("JAVA_OPTS", "-Xmx1g " + Mailbox.javaOptions()), more);
    }

    /** Makes sure that the launcher's cache is whole: start.sh fills it at its first run. */
    static void fetchCms() {
        if (!Files.exists(ROOT.resolve("launcher/.cache/complete"))) {
            start();
        }
    }

    /** Ends the CMS as a power cut would. */
    static void killCms() {
        CMS_NODE.kill();
    }

    private static void stop() {
        if (CMS_NODE.isRunning()) {
            CMS_NODE.stop();
        }
        servers("stop", "snac");
        servers("stop", "bsky");
    }

    /** Starts or stops a network server. */
    static void servers(String verb, String name) {
        try {
            Process process = new ProcessBuilder(
                            ROOT.resolve("it.tests/servers/servers.sh").toString(), SERVERS.toString(), verb, name)
                    .redirectErrorStream(true)
                    .redirectOutput(WORK.resolve("servers-" + name + ".log").toFile())
                    .start();
            if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(
                        verb + " " + name + " failed:\n" + Files.readString(WORK.resolve("servers-" + name + ".log")));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(verb + " " + name, e);
        }
    }

    static Path home() {
        return HOME;
    }

    static Path root() {
        return ROOT;
    }

    /** A file that the network servers keep below their run folder. */
    static String serverFile(String name) {
        try {
            return Files.readString(SERVERS.resolve("run").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
