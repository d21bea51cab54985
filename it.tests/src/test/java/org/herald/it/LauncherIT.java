package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say when they cannot. */
class LauncherIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        Environment.start();
    }

    private record Said(int exit, String words) {}

    private static Said run(Map<String, String> environment, String... arguments) throws Exception {
        return run("start.sh", environment, arguments);
    }

    private static Said run(String script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Environment.root().resolve("launcher").resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), words);
    }

    @Test
    void aPortInUseIsSaid() throws Exception {
        Said said = run(Map.of(), "--port", String.valueOf(Environment.PORT));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.words()).contains("port " + Environment.PORT + " is in use already", "--port");
    }

    /** A Java that says its version, and ends whatever it is asked. */
    private void java(String version) throws IOException {
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A running CMS reads its classes from the files of the cache: written over, they cost it what it reads then. */
    @Test
    void anotherStartLeavesTheFilesOfARunningCms() throws Exception {
        Map<Path, String> before = cached();
        assertThat(before).hasSizeGreaterThan(5);
        java("17.0.2");
        Said said = run(
                Map.of("JAVA_HOME", folder.toString()),
                "--port",
                "8399",
                "--home",
                folder.resolve("home").toString());
        assertThat(said.words()).contains("starting the CMS", "the CMS ended while it started");
        assertThat(cached()).isEqualTo(before);
    }

    private static Map<Path, String> cached() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Environment.root().resolve("launcher/.cache/org/herald"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
                files.put(file, of.fileKey() + " of " + of.lastModifiedTime());
            }
        }
        return files;
    }

    @Test
    void aWrongJavaIsSaid() throws Exception {
        java("11.0.2");
        Said said = run(Map.of("JAVA_HOME", folder.toString()), "--port", "8399");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.words()).contains("Java 17 or newer is needed, this is Java 11");
    }

    @Test
    void aWrongOptionIsSaid() throws Exception {
        for (String[] wrong : new String[][] {{"--prot", "8399"}, {"--port", "many"}, {"--port", "70000"}}) {
            Said said = run(Map.of(), wrong);
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.words()).contains("Herald:");
        }
    }

    /** That it does repair is shown where a disk is filled: {@link Disaster#FULL_DISK}. */
    @Test
    void whatIsNotToBeRepairedIsSaid() throws Exception {
        Said none = run("repair.sh", Map.of(), "--home", folder.toString());
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.words()).contains("no embedded repository in " + folder, "--home");
        Path list = folder.resolve("launcher/repository/segmentstore/journal.log");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "");
        String pid = String.valueOf(ProcessHandle.current().pid());
        Files.writeString(folder.resolve("cms.pid"), pid);
        Said running = run("repair.sh", Map.of(), "--home", folder.toString());
        assertThat(running.exit()).isEqualTo(1);
        assertThat(running.words()).contains("runs (process " + pid + "): stop it first");
    }
}
