package org.herald.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.herald.it.FaultyProxy.Step;

/** Makes disasters happen to a node, and ends them. Needs root for a disk of its own, and gcc for a clock of its own. */
final class Disasters {
    /** Debian's faketime can be preloaded as well, but the CMS started ten times as slowly with it. */
    private static final Path CLOCK = Environment.WORK.resolve("clock.so");

    private static final String CLOCK_SOURCE = "it.tests/src/test/native/clock.c";
    private static final Duration HOUR = Duration.ofHours(1);
    /** Larger than the repository of a whole campaign; in memory, so that it is filled in a second. */
    private static final String DISK = "size=4g";

    private final List<FaultyProxy> proxies;
    private final Random random;

    Disasters(List<FaultyProxy> proxies, Random random) {
        this.proxies = proxies;
        this.random = random;
    }

    /** Where the node's home is to be: on a disk of its own, where that one is to be full once. */
    static Path home(int number, boolean ownDisk) throws IOException {
        Path place = Environment.WORK.resolve("campaign-" + number);
        if (ownDisk) {
            Files.createDirectories(place);
            run("umount", "-q", place.toString());
            if (run("mount", "-t", "tmpfs", "-o", DISK, "herald-campaign", place.toString()) != 0) {
                throw new AssertionError("a disk that can be full needs root and the right to mount");
            }
        }
        return place.resolve("home");
    }

    static void unmount(Path home) {
        run("umount", "-q", home.getParent().toString());
    }

    /** With what the node is to be started, so that this can happen to it. */
    Map<String, String> environment(Disaster next, Node node) {
        if (!next.needsClock()) {
            return Map.of();
        }
        String source = Environment.root().resolve(CLOCK_SOURCE).toString();
        if (run("gcc", "-shared", "-fPIC", "-O2", "-o", CLOCK.toString(), source) != 0) {
            throw new AssertionError("a clock that can be set needs gcc");
        }
        set(node, Duration.ZERO);
        return Map.of(
                "LD_PRELOAD", CLOCK.toString(), "HERALD_CLOCK", clock(node).toString());
    }

    /** Begins what lasts, or lays the trap for what kills. */
    void strike(Disaster disaster, Node node) {
        switch (disaster) {
            case CALL -> proxies.forEach(p -> p.at(Step.CALL, once(node)));
            case ANSWER -> proxies.forEach(p -> p.at(Step.ANSWER, once(node)));
            case CLAIM -> trap(node, "herald:state", "SENDING", 0);
            case CLAIMED -> trap(node, "herald:state", "SENDING", 1 + random.nextInt(50));
            case COMMIT -> trap(node, "herald:state", "SENT", 0);
            case COMMITTED -> trap(node, "herald:state", "SENT", 1 + random.nextInt(3000));
            case PUBLISH -> trap(node, "sling:published", "true", 0);
            case PUBLISHED -> trap(node, "sling:published", "true", 1 + random.nextInt(3000));
            case SETTLE -> trap(node, "herald:stage", "PUBLISHED", 0);
            case REFUSAL -> crash(node, Map.of("refuse", "0.7"));
            case CLOCK_AHEAD -> set(node, HOUR);
            case CLOCK_BACK -> set(node, HOUR.negated());
            case FULL_DISK -> fill(disk(node));
            case STOPPED -> node.signal("STOP");
            default -> {} // the campaign's clock does it
        }
    }

    /** Ends what lasts, and takes away what was laid. */
    void end(Disaster disaster, Node node) {
        disarm();
        switch (disaster) {
            case REFUSAL -> crash(node, Map.of("refuse", "0"));
            case CLOCK_AHEAD, CLOCK_BACK -> set(node, Duration.ZERO);
            case FULL_DISK -> empty(disk(node));
            case STOPPED -> node.signal("CONT");
            default -> {} // it killed
        }
    }

    /** What an administrator does after it, before the dead node is started again. */
    void mend(Disaster disaster, Node node) {
        if (disaster == Disaster.FULL_DISK
                && run(
                                Environment.root().resolve("launcher/repair.sh").toString(),
                                "--home",
                                node.home().toString())
                        != 0) {
            throw new AssertionError("the repository is not to be repaired after a full disk");
        }
    }

    private Runnable once(Node node) {
        return () -> {
            disarm();
            if (node.isAlive()) {
                node.kill();
            }
        };
    }

    private void disarm() {
        proxies.forEach(proxy -> Stream.of(Step.values()).forEach(step -> proxy.at(step, null)));
    }

    private static void trap(Node node, String property, String value, long after) {
        crash(node, Map.of("property", property, "value", value, "after", String.valueOf(after)));
    }

    private static void crash(Node node, Map<String, String> what) {
        Cms admin = Cms.admin(node.url());
        Web.Reply reply = Web.form(node.url() + "/bin/herald-crash", what, admin.headers());
        if (reply.status() != 200) {
            throw new AssertionError("no disaster: " + reply.status() + " " + reply.text());
        }
    }

    private static Path clock(Node node) {
        return Environment.WORK.resolve("clock-" + node.port);
    }

    /** In place: the node has the file mapped into its memory. */
    private static void set(Node node, Duration ahead) {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        seconds.putLong(0, ahead.toSeconds());
        try (FileChannel file = FileChannel.open(clock(node), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path disk(Node node) {
        return node.home().getParent().resolve("fill");
    }

    private static void fill(Path file) {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (file.toFile().getUsableSpace() > block.length) {
                throw new UncheckedIOException("the disk is not full", e);
            }
        }
    }

    private static void empty(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
