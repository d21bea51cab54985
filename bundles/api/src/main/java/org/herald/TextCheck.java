package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * A text measured as its network measures it.
 *
 * @param length in the network's own unit; of the longest post where there are several
 * @param maxLength in the same unit
 * @param spans what the network will make clickable
 * @param parts the posts that it becomes
 * @param source where the limit comes from, with its date
 */
public record TextCheck(
        int length, int maxLength, @NotNull List<Finding> findings, @NotNull List<Part> parts, @NotNull String source) {
    /** Copies the lists. */
    public TextCheck {
        findings = List.copyOf(findings);
        parts = List.copyOf(parts);
    }

    /** Tells whether it may be sent. */
    public boolean sendable() {
        return findings.stream().noneMatch(Finding::blocks);
    }
}
