package org.herald;

import java.util.List;
import java.util.Set;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/**
 * What an editor wants to share.
 *
 * @param again true when the editor was told that the profile has this article already and wants it all the same
 * @param request what the program calls this request, the same when it asks again because no answer came: that one is
 *     recorded once; 64 letters, digits and hyphens at most, empty where it calls it nothing
 * @param acknowledged the {@link Doubt#key keys} of the doubts that a person looked at and wants it all the same
 */
public record ShareRequest(
        @NotNull String articlePath,
        @NotNull List<PostRequest> variants,
        boolean again,
        @NotNull String request,
        @NotNull Set<String> acknowledged) {
    /** Copies what it is given, and refuses a request's name that is none. */
    public ShareRequest {
        variants = List.copyOf(variants);
        acknowledged = Set.copyOf(acknowledged);
        if (!request.matches("[A-Za-z0-9-]{0,64}")) {
            throw new Rejection(
                    Rejection.Kind.INVALID,
                    "request",
                    "The field request takes 64 letters, digits and hyphens at most.");
        }
    }

    /** A request without a name. */
    public ShareRequest(@NotNull String articlePath, @NotNull List<PostRequest> variants, boolean again) {
        this(articlePath, variants, again, "", Set.of());
    }

    /**
     * What one profile shall say.
     *
     * @param media what goes with it where {@code attachment} says so; null for the article's own picture
     * @param comment a first comment below the post; empty for none
     * @param thread whether a text that is too long for one post becomes several
     * @param when when it is sent
     */
    public record PostRequest(
            @NotNull String profileId,
            @NotNull String text,
            @NotNull Attachment attachment,
            @Nullable List<MediaFile> media,
            @NotNull String comment,
            boolean thread,
            @NotNull PublishTime when) {
        /** Copies the list. */
        public PostRequest {
            media = media == null ? null : List.copyOf(media);
        }

        /** The same at another time. */
        public @NotNull PostRequest at(@NotNull PublishTime other) {
            return new PostRequest(profileId, text, attachment, media, comment, thread, other);
        }
    }
}
