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
     * @param media what goes with it where {@code attachment} says so; null for the article's own picture
     * @param comment a first comment below the post; empty for none
     * @param thread whether a text that is too long for one post becomes several
     * @param when when it is sent
     */
    public record Wanted(
            @NotNull String profileId,
            @NotNull String text,
            @NotNull Attachment attachment,
            @Nullable List<MediaFile> media,
            @NotNull String comment,
            boolean thread,
            @NotNull When when) {
        /** Copies the list. */
        public Wanted {
            media = media == null ? null : List.copyOf(media);
        }

        /** The same at another time. */
        public @NotNull Wanted at(@NotNull When other) {
            return new Wanted(profileId, text, attachment, media, comment, thread, other);
        }
    }
}
