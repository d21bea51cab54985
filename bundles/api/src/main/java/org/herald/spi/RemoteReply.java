package org.herald.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.herald.Visibility;
import org.jetbrains.annotations.NotNull;

/**
 * Something somebody said below a post of ours, as the network gives it: nothing of it is trusted.
 *
 * @param parentId the id of what it answers: the root's, or another reply's
 * @param authorId the network's id of the author
 * @param authorHandle how the author is addressed
 * @param authorName the display name; the handle when there is none
 * @param html the text as HTML, or as escaped plain text; the core sanitises it
 * @param own true when our own account wrote it
 * @param warning what its author set before it, so that nobody reads it unprepared; plain text, empty for none
 * @param media what is attached to it
 */
public record RemoteReply(
        @NotNull RemoteRef ref,
        @NotNull String parentId,
        @NotNull String authorId,
        @NotNull String authorHandle,
        @NotNull String authorName,
        @NotNull String html,
        @NotNull Instant at,
        @NotNull Visibility visibility,
        boolean own,
        @NotNull String warning,
        @NotNull List<RemoteMedia> media) {
    /** Text alone. */
    public RemoteReply(
            @NotNull RemoteRef ref,
            @NotNull String parentId,
            @NotNull String authorId,
            @NotNull String authorHandle,
            @NotNull String authorName,
            @NotNull String html,
            @NotNull Instant at,
            @NotNull Visibility visibility,
            boolean own) {
        this(ref, parentId, authorId, authorHandle, authorName, html, at, visibility, own, "", List.of());
    }

    /** Refuses nulls, and copies the list. */
    public RemoteReply {
        Objects.requireNonNull(warning);
        media = List.copyOf(media);
        Objects.requireNonNull(ref);
        Objects.requireNonNull(parentId);
        Objects.requireNonNull(html);
        Objects.requireNonNull(at);
        Objects.requireNonNull(visibility);
    }
}
