package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * A text measured as its network measures it.
 *
 * @param length in the network's own unit
 * @param maxLength in the same unit
 * @param source where the limit comes from, with its date
 */
public record TextCheck(int length, int maxLength, @NotNull List<Finding> findings, @NotNull String source) {
    /** Copies the list. */
    public TextCheck {
        findings = List.copyOf(findings);
    }

    /** Tells whether it may be sent. */
    public boolean sendable() {
        return findings.stream().noneMatch(Finding::blocks);
    }
}
