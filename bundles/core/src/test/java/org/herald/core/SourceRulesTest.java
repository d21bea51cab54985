package org.herald.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what every bundle is made of; bench measures the machine itself, and is never part of a product. */
class SourceRulesTest {
    private static final Path BUNDLES = Path.of("..");
    private static final String NINE =
            IntStream.range(0, 9).mapToObj(i -> "int c" + i).collect(Collectors.joining(", "));
    private static final String MADE = "new Wide(0, 1, 2, 3, 4, 5, 6, 7, 8)";

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            for (Path file : files.filter(SourceRulesTest::isRuled).toList()) {
                sources.put(BUNDLES.relativize(file).toString(), Files.readString(file));
            }
        }
        return sources;
    }

    private static boolean isRuled(Path file) {
        String path = BUNDLES.relativize(file).toString();
        return path.endsWith(".java") && path.contains("/src/main/java/") && !path.startsWith("bench/");
    }

    @Test
    void theHouseKeepsItsRules() throws IOException {
        Map<String, String> sources = sources();
        assertThat(sources).as("all bundles are looked at").hasSizeGreaterThan(250);
        assertThat(SourceRules.broken(sources)).isEmpty();
    }

    private static List<String> broken(String body) {
        return SourceRules.broken(Map.of("core/src/main/java/A.java", "class A {\n" + body + "\n}\n"));
    }

    @Test
    void aClassIsNotOverThreeHundredLines() {
        String lines = "\n".repeat(SourceRules.MOST_LINES - 3);
        assertThat(broken(lines)).isEmpty();
        assertThat(broken(lines + "\n")).singleElement().asString().contains("A is over 300 lines");
    }

    @Test
    void aRecordOfManyComponentsHasABuilderAndIsMadeByIt() {
        assertThat(broken("record Wide(" + NINE + ") {}"))
                .singleElement()
                .asString()
                .contains("Wide has over 8");
        assertThat(broken(
                        "record Wide(" + NINE + ") { static class Builder { Wide build() { return " + MADE + "; } } }"))
                .isEmpty();
        assertThat(broken("record Wide(" + NINE + ") { static class Builder {} }\nWide one() { return " + MADE + "; }"))
                .singleElement()
                .asString()
                .contains("made by 9 positions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant at = java.time.Instant.now();",
                "Object day() { return LocalDate.now(); }",
                "long at() { return System.currentTimeMillis(); }",
                "long at() { return System.nanoTime(); }",
                "Object at() { return new Date(); }",
                "Object at() { return Calendar.getInstance(); }",
                "private final Clock clock = Clock.systemUTC();",
                "A() { this.clock = Clock.systemUTC(); }",
                "A() { this.pace = new Pace(Clock.systemUTC()); }"
            })
    void aClockIsInjected(String body) {
        assertThat(broken(body))
                .singleElement()
                .asString()
                .contains("core/src/main/java/A.java:2 reads the machine's clock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A() { this(Clock.systemUTC()); }",
                "A() { this(new Pace(Clock.systemUTC()), 3); }",
                "Object at() { return Instant.now(clock); }",
                "Object at() { return new Date(12); }"
            })
    void anInjectedClockIsNone(String body) {
        assertThat(broken(body)).isEmpty();
    }

    @Test
    void theNamesOfTheRepositoryStandInOneFileOfABundle() {
        String name = "class B { static final String PN_AT = \"herald:at\"; }";
        assertThat(SourceRules.broken(
                        Map.of("core/src/main/java/B.java", name, "rehearsal/src/main/java/B.java", name)))
                .isEmpty();
        assertThat(SourceRules.broken(
                        Map.of("core/src/main/java/B.java", name, "core/src/main/java/C.java", name.replace("B", "C"))))
                .singleElement()
                .asString()
                .contains("PN_AT");
    }
}
