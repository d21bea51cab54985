package org.herald.core.variant;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a text says, for comparing: its runs of three words, links and signs left out. */
public final class Fingerprint {
    private static final int RUN = 3;
    /** Above this part of common runs, readers take two texts for the same. */
    private static final double NEAR = 0.6;

    private final Set<String> runs;

    private Fingerprint(Set<String> runs) {
        this.runs = runs;
    }

    /** How alike two texts are. */
    public enum Likeness {
        DIFFERENT,
        NEAR,
        SAME
    }

    /** Reads a text. */
    public static Fingerprint of(String text) {
        List<String> words = Stream.of(text.replaceAll("https?://\\S+", " ")
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + RUN <= words.size(); i++) {
            runs.add(String.join(" ", words.subList(i, i + RUN)));
        }
        if (runs.isEmpty() && !words.isEmpty()) {
            runs.add(String.join(" ", words));
        }
        return new Fingerprint(runs);
    }

    /** Compares; two texts without words are different. */
    public Likeness to(Fingerprint other) {
        if (runs.isEmpty() || other.runs.isEmpty()) {
            return Likeness.DIFFERENT;
        }
        if (runs.equals(other.runs)) {
            return Likeness.SAME;
        }
        long common = runs.stream().filter(other.runs::contains).count();
        double part = (double) common / (runs.size() + other.runs.size() - common);
        return part >= NEAR ? Likeness.NEAR : Likeness.DIFFERENT;
    }
}
