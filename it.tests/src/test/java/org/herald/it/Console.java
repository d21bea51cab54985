package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Felix console of a CMS, as an administrator uses it. */
final class Console {
    private static final String[] ADMIN = {"Authorization", Web.basic("admin", "admin")};
    private final String cms;

    Console(String cms) {
        this.cms = cms;
    }

    /** Installs or upgrades a bundle of Herald, and waits until it is active. */
    void install(String name) {
        Path jar = jar(name);
        try {
            String boundary = "b" + System.nanoTime();
            byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\ninstall\r\n--"
                            + boundary
                            + "\r\nContent-Disposition: form-data; name=\"bundlestart\"\r\n\r\ntrue\r\n--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"bundlestartlevel\"\r\n\r\n20\r\n--" + boundary
                            + "\r\nContent-Disposition: form-data; name=\"refreshPackages\"\r\n\r\ntrue\r\n--"
                            + boundary
                            + "\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"" + jar.getFileName()
                            + "\"\r\nContent-Type: application/java-archive\r\n\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            var body = BodyPublishers.ofByteArrays(List.of(head, Files.readAllBytes(jar), tail));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(10))
                    .pollDelay(Duration.ZERO)
                    .until(() -> {
                        post(body, boundary);
                        return becomesActive(name);
                    });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean becomesActive(String name) {
        try {
            await().atMost(Duration.ofSeconds(15)).ignoreExceptions().until(() -> state(name)
                    .matches("Active|Fragment"));
            return true;
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return false; // the console was just restarting: once more
        }
    }

    /** The console may close the connection while it refreshes: the bundle's state tells whether it worked. */
    private void post(java.net.http.HttpRequest.BodyPublisher body, String boundary) {
        try {
            Web.send(
                    "POST",
                    cms + "/system/console/bundles",
                    body,
                    "Authorization",
                    ADMIN[1],
                    "Content-Type",
                    "multipart/form-data; boundary=" + boundary);
        } catch (java.io.UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(IOException.class);
        }
    }

    /** Makes a configuration of a factory. */
    void configure(String factory, Map<String, String> values) {
        Map<String, String> form = new java.util.HashMap<>(values);
        form.put("apply", "true");
        form.put("factoryPid", factory);
        form.put("propertylist", String.join(",", values.keySet()));
        String pid = java.net.URLEncoder.encode(
                "[Temporary PID replaced by real PID upon save]", java.nio.charset.StandardCharsets.UTF_8);
        Web.Reply made = Web.form(cms + "/system/console/configMgr/" + pid.replace("+", "%20"), form, ADMIN);
        assertThat(made.status()).as(made.text()).isIn(200, 302);
    }

    /** Sets a configuration that there is one of. */
    void set(String pid, Map<String, String> values) {
        Map<String, String> form = new java.util.HashMap<>(values);
        form.put("apply", "true");
        form.put("propertylist", String.join(",", values.keySet()));
        Web.Reply made = Web.form(cms + "/system/console/configMgr/" + pid, form, ADMIN);
        assertThat(made.status()).as(made.text()).isIn(200, 302);
    }

    private static String symbolicName(String name) {
        return name.equals("icu4j") ? "com.ibm.icu" : "org." + name;
    }

    /** The state in the console's words; empty where the bundle is not installed. */
    String state(String name) {
        Web.Reply reply = Web.get(cms + "/system/console/bundles/" + symbolicName(name) + ".json", ADMIN);
        return reply.status() == 200 ? reply.json().at("/data/0/state").asText() : "";
    }

    /** Takes a bundle away. */
    void uninstall(String name) {
        Web.form(cms + "/system/console/bundles/" + symbolicName(name), Map.of("action", "uninstall"), ADMIN);
        await().atMost(Duration.ofSeconds(60)).until(() -> state(name).isEmpty());
    }

    private static Path jar(String name) {
        Path artifacts = Environment.root().resolve("launcher/target/artifacts");
        Path bench = Environment.root().resolve("bundles/bench/target"); // in no feature
        Path example = Environment.root().resolve("it.tests/example/target"); // neither
        try (Stream<Path> files = Stream.of(Files.walk(artifacts), Files.list(bench), Files.list(example))
                .flatMap(all -> all)) {
            return files.filter(f -> f.getFileName().toString().startsWith(name + "-")
                            && f.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
