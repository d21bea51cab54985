package org.herald.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an administrator enters for a network reaches all that takes it: its parts have one configuration. */
class ConfigurationsTest {
    private static final Pattern PID = Pattern.compile("configuration-pid=\"([^\"]+)\"");

    @Test
    void thePartsOfAConnectorHaveOneConfiguration() throws Exception {
        Map<Class<?>, Set<String>> pids =
                new TreeMap<>((one, other) -> one.getName().compareTo(other.getName()));
        for (Path component : components()) {
            String name = component.getFileName().toString().replaceFirst("\\.xml$", "");
            Matcher told = PID.matcher(Files.readString(component));
            String pid = told.find() ? told.group(1) : name;
            configuration(Class.forName(name)).ifPresent(type -> pids.computeIfAbsent(type, t -> new TreeSet<>())
                    .add(pid));
        }
        assertThat(pids).hasSizeGreaterThan(5);
        assertThat(pids.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    }

    private static List<Path> components() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(
                        ConfigurationsTest.class.getResource("/OSGI-INF/org.herald.connectors.x.XConnector.xml"))
                .toURI());
        try (Stream<Path> files = Files.list(folder.getParent())) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        }
    }

    private static Optional<Class<?>> configuration(Class<?> component) {
        return Arrays.stream(component.getConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
                .filter(Class::isAnnotation)
                .<Class<?>>map(type -> type)
                .findFirst();
    }
}
