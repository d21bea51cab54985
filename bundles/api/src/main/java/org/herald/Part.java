package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * One post of a text that takes several.
 *
 * @param text as it will appear, with its number where there are several
 * @param length in the network's own unit
 * @param spans what the network will make clickable, in UTF-16 code units of {@code text}
 */
public record Part(@NotNull String text, int length, @NotNull List<TextEntity> spans) {
    /** Copies the list. */
    public Part {
        spans = List.copyOf(spans);
    }
}
