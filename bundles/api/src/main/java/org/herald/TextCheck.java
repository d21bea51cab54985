package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * A text measured as its network measures it.
 *
 * @param length in the network's own unit
 * @param maxLength in the same unit
 * @param spans what the network will make clickable
 * @param source where the limit comes from, with its date
 */
public record TextCheck(
        int length, int maxLength, @NotNull List<Finding> findings, @NotNull List<Span> spans, @NotNull String source) {
    /** Copies the lists. */
    public TextCheck {
        findings = List.copyOf(findings);
        spans = List.copyOf(spans);
    }

    /** Tells whether it may be sent. */
    public boolean sendable() {
        return findings.stream().noneMatch(Finding::blocks);
    }
}
