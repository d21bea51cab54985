package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
 * @param may what who asks may do about it: {@link ProfileAction#REVIEW} and {@link ProfileAction#ANSWER}; empty where it
 *     is read for nobody
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
        long version,
        @NotNull List<ProfileAction> may) {
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
        may = List.copyOf(may);
    }

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String id = "";
        private String profileId = "";
        private String profileTitle = "";
        private String network = "";
        private String articlePath = "";
        private String articleTitle = "";
        private String authorHandle = "";
        private String authorName = "";
        private String text = "";
        private String warning = "";
        private List<Medium> media = List.of();
        private Optional<URI> url = Optional.empty();
        private Optional<URI> threadUrl = Optional.empty();
        private Instant at;
        private Instant collectedAt;
        private Visibility visibility;
        private ReviewState state;
        private boolean own;
        private String parentId = "";
        private List<Share> answers = List.of();
        private long version;
        private List<ProfileAction> may = List.of();

        private Builder() {}

        /** {@link InboxItem#id}. */
        public @NotNull Builder id(@NotNull String value) {
            id = value;
            return this;
        }

        /** {@link InboxItem#profileId}. */
        public @NotNull Builder profileId(@NotNull String value) {
            profileId = value;
            return this;
        }

        /** {@link InboxItem#profileTitle}. */
        public @NotNull Builder profileTitle(@NotNull String value) {
            profileTitle = value;
            return this;
        }

        /** {@link InboxItem#network}. */
        public @NotNull Builder network(@NotNull String value) {
            network = value;
            return this;
        }

        /** {@link InboxItem#articlePath}. */
        public @NotNull Builder articlePath(@NotNull String value) {
            articlePath = value;
            return this;
        }

        /** {@link InboxItem#articleTitle}. */
        public @NotNull Builder articleTitle(@NotNull String value) {
            articleTitle = value;
            return this;
        }

        /** {@link InboxItem#authorHandle}. */
        public @NotNull Builder authorHandle(@NotNull String value) {
            authorHandle = value;
            return this;
        }

        /** {@link InboxItem#authorName}. */
        public @NotNull Builder authorName(@NotNull String value) {
            authorName = value;
            return this;
        }

        /** {@link InboxItem#text}. */
        public @NotNull Builder text(@NotNull String value) {
            text = value;
            return this;
        }

        /** {@link InboxItem#warning}. */
        public @NotNull Builder warning(@NotNull String value) {
            warning = value;
            return this;
        }

        /** {@link InboxItem#media}. */
        public @NotNull Builder media(@NotNull List<Medium> value) {
            media = value;
            return this;
        }

        /** {@link InboxItem#url}. */
        public @NotNull Builder url(@NotNull Optional<URI> value) {
            url = value;
            return this;
        }

        /** {@link InboxItem#threadUrl}. */
        public @NotNull Builder threadUrl(@NotNull Optional<URI> value) {
            threadUrl = value;
            return this;
        }

        /** {@link InboxItem#at}. */
        public @NotNull Builder at(@NotNull Instant value) {
            at = value;
            return this;
        }

        /** {@link InboxItem#collectedAt}. */
        public @NotNull Builder collectedAt(@NotNull Instant value) {
            collectedAt = value;
            return this;
        }

        /** {@link InboxItem#visibility}. */
        public @NotNull Builder visibility(@NotNull Visibility value) {
            visibility = value;
            return this;
        }

        /** {@link InboxItem#state}. */
        public @NotNull Builder state(@NotNull ReviewState value) {
            state = value;
            return this;
        }

        /** {@link InboxItem#own}. */
        public @NotNull Builder own(boolean value) {
            own = value;
            return this;
        }

        /** {@link InboxItem#parentId}. */
        public @NotNull Builder parentId(@NotNull String value) {
            parentId = value;
            return this;
        }

        /** {@link InboxItem#answers}. */
        public @NotNull Builder answers(@NotNull List<Share> value) {
            answers = value;
            return this;
        }

        /** {@link InboxItem#version}. */
        public @NotNull Builder version(long value) {
            version = value;
            return this;
        }

        /** {@link InboxItem#may}. */
        public @NotNull Builder may(@NotNull List<ProfileAction> value) {
            may = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull InboxItem build() {
            return new InboxItem(
                    id,
                    profileId,
                    profileTitle,
                    network,
                    articlePath,
                    articleTitle,
                    authorHandle,
                    authorName,
                    text,
                    warning,
                    media,
                    url,
                    threadUrl,
                    Objects.requireNonNull(at, "at"),
                    Objects.requireNonNull(collectedAt, "collectedAt"),
                    Objects.requireNonNull(visibility, "visibility"),
                    Objects.requireNonNull(state, "state"),
                    own,
                    parentId,
                    answers,
                    version,
                    may);
        }
    }
}
