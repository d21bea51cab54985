package org.herald.core.variant;

import java.util.Map;
import org.herald.GateMode;
import org.herald.Severity;

/** What a site asks of its texts beyond what the networks do; a rule that is not named warns. */
public record RuleSeverities(Map<String, GateMode> modes) {
    /** Warns of everything and blocks nothing. */
    public static final RuleSeverities USUAL = new RuleSeverities(Map.of());

    /** Copies the map. */
    public RuleSeverities {
        modes = Map.copyOf(modes);
    }

    boolean asks(String rule) {
        return modes.getOrDefault(rule, GateMode.WARN) != GateMode.OFF;
    }

    Severity severity(String rule) {
        return modes.getOrDefault(rule, GateMode.WARN) == GateMode.BLOCK ? Severity.BLOCKS : Severity.WARNS;
    }
}
