package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What an editor wants to share.
 *
 * @param again true when the editor was told that the profile has this article already and wants it all the same
 */
public record ShareRequest(@NotNull String articlePath, @NotNull List<Wanted> variants, boolean again) {
    /** Copies the list. */
    public ShareRequest {
        variants = List.copyOf(variants);
    }

    /**
     * What one profile shall say.
     *
     * @param alt the alternative text of the picture; null for the article's own
     */
    public record Wanted(
            @NotNull String profileId, @NotNull String text, @NotNull Attachment attachment, @Nullable String alt) {}
}
