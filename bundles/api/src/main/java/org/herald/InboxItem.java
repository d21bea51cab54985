package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.herald.spi.RemoteMedia;
import org.jetbrains.annotations.NotNull;

/**
 * A collected reply.
 *
 * @param text sanitised HTML: paragraphs, line breaks, emphasis, lists, and links that are safe
 * @param warning what its author set before it; empty for none. The text stands behind it, on the page too
 * @param media what is attached to it
 * @param parentId the inbox item that it answers; empty when it answers our post
 * @param threadUrl our post on the network
 * @param answers our own answers to it, oldest first
 * @param version grows with everything that happens to it: to be told with a decision, so that it is about what was seen
 */
public record InboxItem(
        @NotNull String id,
        @NotNull String profileId,
        @NotNull String profileTitle,
        @NotNull String network,
        @NotNull String articlePath,
        @NotNull String articleTitle,
        @NotNull String authorHandle,
        @NotNull String authorName,
        @NotNull String text,
        @NotNull String warning,
        @NotNull List<Medium> media,
        @NotNull Optional<URI> url,
        @NotNull Optional<URI> threadUrl,
        @NotNull Instant at,
        @NotNull Instant collectedAt,
        @NotNull Visibility visibility,
        @NotNull ReviewState state,
        boolean own,
        @NotNull String parentId,
        @NotNull List<Share> answers,
        long version) {
    /**
     * Something attached to a reply. Herald loads nothing of it.
     *
     * @param url where it is on the network; empty when unknown
     * @param description what it shows, in its author's words; empty when nobody said
     */
    public record Medium(@NotNull RemoteMedia.Kind kind, @NotNull String url, @NotNull String description) {}

    /** Copies the lists. */
    public InboxItem {
        media = List.copyOf(media);
        answers = List.copyOf(answers);
    }
}
