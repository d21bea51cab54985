package org.herald.core.variant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.herald.kit.limits.LimitsFile;
import org.herald.spi.Limits;

/** The limits that the connectors ship, so that rules are tested with those of real networks. */
public final class LimitsBook {
    private static final Path CONNECTORS = bundles().resolve("connectors/src/main/resources/org/herald/connectors");
    private static final Map<String, Limits> ALL = List.of(
                    "mastodon", "bluesky", "x", "linkedin", "facebook", "instagram", "threads", "telegram", "discord")
            .stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), LimitsBook::read));

    private LimitsBook() {}

    /** From a bundle's folder as Maven has it, and from the project's as the benchmarks do. */
    private static Path bundles() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("bundles")) ? here.resolve("bundles") : here.getParent();
    }

    public static Map<String, Limits> all() {
        return ALL;
    }

    public static Limits of(String network) {
        return ALL.get(network);
    }

    private static Limits read(String network) {
        try (InputStream file = Files.newInputStream(CONNECTORS.resolve(network).resolve(LimitsFile.NAME))) {
            return LimitsFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the limits of " + network, e);
        }
    }
}
