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

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private RemoteRef ref;
        private String parentId = "";
        private String authorId = "";
        private String authorHandle = "";
        private String authorName = "";
        private String html = "";
        private Instant at;
        private Visibility visibility;
        private boolean own;
        private String warning = "";
        private List<RemoteMedia> media = List.of();

        private Builder() {}

        /** {@link RemoteReply#ref}. */
        public @NotNull Builder ref(@NotNull RemoteRef value) {
            ref = value;
            return this;
        }

        /** {@link RemoteReply#parentId}. */
        public @NotNull Builder parentId(@NotNull String value) {
            parentId = value;
            return this;
        }

        /** {@link RemoteReply#authorId}. */
        public @NotNull Builder authorId(@NotNull String value) {
            authorId = value;
            return this;
        }

        /** {@link RemoteReply#authorHandle}. */
        public @NotNull Builder authorHandle(@NotNull String value) {
            authorHandle = value;
            return this;
        }

        /** {@link RemoteReply#authorName}. */
        public @NotNull Builder authorName(@NotNull String value) {
            authorName = value;
            return this;
        }

        /** {@link RemoteReply#html}. */
        public @NotNull Builder html(@NotNull String value) {
            html = value;
            return this;
        }

        /** {@link RemoteReply#at}. */
        public @NotNull Builder at(@NotNull Instant value) {
            at = value;
            return this;
        }

        /** {@link RemoteReply#visibility}. */
        public @NotNull Builder visibility(@NotNull Visibility value) {
            visibility = value;
            return this;
        }

        /** {@link RemoteReply#own}. */
        public @NotNull Builder own(boolean value) {
            own = value;
            return this;
        }

        /** {@link RemoteReply#warning}. */
        public @NotNull Builder warning(@NotNull String value) {
            warning = value;
            return this;
        }

        /** {@link RemoteReply#media}. */
        public @NotNull Builder media(@NotNull List<RemoteMedia> value) {
            media = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull RemoteReply build() {
            return new RemoteReply(
                    Objects.requireNonNull(ref, "ref"),
                    parentId,
                    authorId,
                    authorHandle,
                    authorName,
                    html,
                    Objects.requireNonNull(at, "at"),
                    Objects.requireNonNull(visibility, "visibility"),
                    own,
                    warning,
                    media);
        }
    }
}
