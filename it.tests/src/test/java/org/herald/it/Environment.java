package org.herald.it;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static Process cms;
    /** For writing tests: uses what runs already, at {@code herald.it.port}. */
    private static final boolean REUSE = Boolean.getBoolean("herald.it.reuse");

    private static boolean started;

    private Environment() {}

    /** Starts everything at the first call. */
    static synchronized void start() {
        if (started || REUSE) {
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
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("launcher/start.sh").toString(),
                "--port",
                String.valueOf(PORT),
                "--home",
                HOME.toString()));
        command.addAll(List.of(more));
        File log = WORK.resolve("start.log").toFile();
        try {
            Files.createDirectories(WORK);
            cms = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    String said = Files.readString(log.toPath());
                    if (!cms.isAlive()) {
                        throw new AssertionError("the CMS did not start:\n" + said);
                    }
                    return said.contains("ready after");
                });
    }

    /** Makes sure that the launcher's cache is whole: start.sh fills it at its first run. */
    static void fetchCms() {
        if (!Files.exists(ROOT.resolve("launcher/.cache/complete"))) {
            start();
        }
    }

    /** Ends the CMS as a power cut would. */
    static void killCms() {
        try {
            long pid = Long.parseLong(Files.readString(HOME.resolve("cms.pid")).strip());
            ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
            cms.destroyForcibly(); // the script that waits for it, first: it would report the end
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
            handle.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("cannot kill the CMS", e);
        }
    }

    /** Stops the CMS as Ctrl-C does, and tells what the script said. */
    static String stopCms() {
        try {
            cms.destroy();
            if (!cms.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("the CMS did not stop within 90 seconds");
            }
            return Files.readString(WORK.resolve("start.log"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop() {
        if (cms != null && cms.isAlive()) {
            stopCms();
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
