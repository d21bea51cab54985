package org.herald.core.variant;

import java.util.Map;
import org.herald.Severity;

/** What a site asks of its texts beyond what the networks do; a rule that is not named warns. */
public record Gate(Map<String, Mode> modes) {
    /** How strictly a rule is kept. */
    public enum Mode {
        OFF,
        WARN,
        BLOCK
    }

    /** Warns of everything and blocks nothing. */
    public static final Gate USUAL = new Gate(Map.of());

    /** Copies the map. */
    public Gate {
        modes = Map.copyOf(modes);
    }

    boolean asks(String rule) {
        return modes.getOrDefault(rule, Mode.WARN) != Mode.OFF;
    }

    Severity severity(String rule) {
        return modes.getOrDefault(rule, Mode.WARN) == Mode.BLOCK ? Severity.BLOCKS : Severity.WARNS;
    }
}
