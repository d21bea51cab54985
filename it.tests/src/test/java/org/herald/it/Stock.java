package org.herald.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A CMS as somebody else has it: the feature launcher, started without Herald's own script. */
final class Stock {
    static final String FEATURE =
            "mvn:org.apache.sling/org.apache.sling.cms.feature/1.1.8/slingosgifeature/slingcms-standalone";

    private Stock() {}

    /** Starts features, with artefacts from folders below launcher/. */
    static Process start(int port, String name, String features, String... repositories) throws IOException {
        Environment.fetchCms();
        Path launcher = Environment.root().resolve("launcher");
        Path home = Environment.WORK.resolve(name);
        deleteTree(home);
        Files.createDirectories(home);
        String urls = Arrays.stream(repositories)
                .map(folder -> launcher.resolve(folder).toUri().toString().replaceAll("/$", ""))
                .collect(Collectors.joining(","));
        ProcessBuilder builder = new ProcessBuilder(
                        launcher.resolve("target/launcher/org.apache.sling.feature.launcher-1.3.4/bin/launcher")
                                .toString(),
                        "-f",
                        features,
                        "-u",
                        urls,
                        "-c",
                        home.resolve("cache").toString(),
                        "-CC",
                        "*=USE_LATEST",
                        "-D",
                        "org.osgi.service.http.port=" + port,
                        "-D",
                        "org.apache.felix.http.host=127.0.0.1")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        builder.environment()
                .put(
                        "JAVACMD",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("JAVA_OPTS", "-Xmx1g -Duser.home=" + home);
        return builder.start();
    }

    static void stop(Process cms) throws InterruptedException {
        cms.destroy();
        if (!cms.waitFor(60, TimeUnit.SECONDS)) {
            cms.destroyForcibly();
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(f -> f.toFile().delete());
            }
        }
    }
}
