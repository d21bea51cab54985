package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * What a template makes of an article.
 *
 * @param missing the placeholders for which the article has nothing
 */
public record Preview(@NotNull String text, @NotNull List<String> missing, @NotNull TextCheck check) {
    /** Copies the list. */
    public Preview {
        missing = List.copyOf(missing);
    }
}
