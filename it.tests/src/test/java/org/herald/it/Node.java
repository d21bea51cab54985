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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A CMS, started by the README's command. */
final class Node {
    final int port;
    private final Path home;
    private final File log;
    private Process process;

    Node(int port, Path home) {
        this.port = port;
        this.home = home;
        this.log = Environment.WORK.resolve("start-" + port + ".log").toFile();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path home() {
        return home;
    }

    /** Starts it and waits until the command says it is ready; on a new one, nothing that is shared waits to be undone. */
    void start(Map<String, String> environment, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Environment.root().resolve("launcher/start.sh").toString(),
                "--port",
                String.valueOf(port),
                "--home",
                home.toString()));
        command.addAll(List.of(more));
        try {
            Files.createDirectories(Environment.WORK);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    String said = Files.readString(log.toPath());
                    if (!process.isAlive()) {
                        throw new AssertionError("the CMS did not start:\n" + said);
                    }
                    return said.contains("ready after");
                });
        if (command.contains("--clean")) {
            Cms.undoNothing(url());
        }
    }

    /** Whether the CMS itself, not only the command that waits for it, is there. */
    boolean isAlive() {
        try {
            long pid = Long.parseLong(Files.readString(home.resolve("cms.pid")).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        } catch (IOException e) {
            return false; // it was never started
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Sends the CMS a signal by its name. */
    void signal(String name) {
        try {
            ProcessHandle handle = handle();
            for (ProcessHandle each :
                    Stream.concat(handle.descendants(), Stream.of(handle)).toList()) {
                new ProcessBuilder("kill", "-" + name, String.valueOf(each.pid()))
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle handle() throws IOException {
        long pid = Long.parseLong(Files.readString(home.resolve("cms.pid")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Ends it as a power cut would. */
    void kill() {
        try {
            ProcessHandle handle = handle();
            process.destroyForcibly(); // the script that waits for it, first: it would report the end
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
            handle.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("cannot kill the CMS", e);
        }
    }

    /** Stops it as Ctrl-C does. */
    void stop() {
        try {
            process.destroy();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("the CMS did not stop within 90 seconds");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
