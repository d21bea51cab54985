package org.herald.connectors.bluesky;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells domains from other words with dots in them, by the top-level domains that there are. */
final class Domains {
    private static final Set<String> TOP = read();

    private Domains() {}

    private static Set<String> read() {
        try (InputStream list = Domains.class.getResourceAsStream("tlds.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the list of top-level domains cannot be read", e);
        }
    }

    /** Whether a word ends in a top-level domain, written in small letters as the network's own code wants it. */
    static boolean isValid(String word) {
        int dot = word.lastIndexOf('.');
        return dot >= 0 && TOP.contains(word.substring(dot + 1));
    }
}
