package org.herald;

import java.util.List;
import org.jetbrains.annotations.NotNull;

/**
 * The variant that Herald proposes for one profile.
 *
 * @param account the handle and server that will speak, to be shown on the button
 * @param choices what may go with the text on this network
 * @param link the article's public address
 * @param cardImage where the picture on the card can be seen; empty when there is none
 * @param media the article's pictures, its main one first
 * @param maxMedia how many pictures the network takes
 * @param comment the first comment that the site's template proposes; empty for none
 * @param comments whether the network has first comments
 * @param threads whether a long text may become several posts
 * @param missing the template's placeholders for which the article has nothing
 * @param cost what the network charges for a post with a link: amount and currency; empty where it charges nothing
 * @param earlier how often this article is on this profile already
 */
public record Draft(
        @NotNull String profileId,
        @NotNull String profileTitle,
        @NotNull String network,
        @NotNull String networkTitle,
        @NotNull String account,
        boolean rehearsal,
        @NotNull String text,
        @NotNull Attachment attachment,
        @NotNull List<Attachment> choices,
        @NotNull String link,
        @NotNull String cardTitle,
        @NotNull String cardDescription,
        @NotNull String cardImage,
        @NotNull List<MediaFile> media,
        int maxMedia,
        @NotNull String comment,
        boolean comments,
        boolean threads,
        @NotNull List<String> missing,
        @NotNull String cost,
        int earlier,
        @NotNull TextCheck check) {
    /** Copies the lists. */
    public Draft {
        missing = List.copyOf(missing);
        choices = List.copyOf(choices);
        media = List.copyOf(media);
    }
}
