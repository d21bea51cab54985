package org.herald.spi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.herald.Visibility;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

/** Exactly what is to appear on the network. */
public final class Post {
    private final String key;
    private final String text;
    private final Instant createdAt;
    private final Locale language;
    private final Visibility visibility;
    private final List<Media> media;
    private final Card card;
    private final Attempt attempt;

    private Post(Builder builder) {
        this.key = Objects.requireNonNull(builder.key);
        this.text = Objects.requireNonNull(builder.text);
        this.createdAt = Objects.requireNonNull(builder.createdAt);
        this.language = builder.language;
        this.visibility = builder.visibility;
        this.media = List.copyOf(builder.media);
        this.card = builder.card;
        this.attempt = builder.attempt == null ? Attempt.since(createdAt) : builder.attempt;
    }

    /** Starts a post with the three things each has. */
    public static @NotNull Builder of(@NotNull String key, @NotNull String text, @NotNull Instant createdAt) {
        return new Builder(key, text, createdAt);
    }

    /** The idempotency key, from {@link Publisher#newKey}, stored before the first call and the same at every try. */
    public @NotNull String key() {
        return key;
    }

    /** The text, as the editor approved it. */
    public @NotNull String text() {
        return text;
    }

    /** When it was first handed to the network; the same at every try. */
    public @NotNull Instant createdAt() {
        return createdAt;
    }

    /** The language of the text. */
    public @NotNull Locale language() {
        return language;
    }

    /** Who may see it. */
    public @NotNull Visibility visibility() {
        return visibility;
    }

    /** The pictures, or the video; empty when there is a card. */
    public @NotNull List<Media> media() {
        return media;
    }

    /** The link card; empty on networks that build their own. */
    public @NotNull Optional<Card> card() {
        return Optional.ofNullable(card);
    }

    /** What is known of the tries before; that they began when it was first handed over, when nothing was told. */
    public @NotNull Attempt attempt() {
        return attempt;
    }

    /** Collects what a post may have. */
    public static final class Builder {
        private final String key;
        private final String text;
        private final Instant createdAt;
        private Locale language = Locale.ENGLISH;
        private Visibility visibility = Visibility.PUBLIC;
        private List<Media> media = List.of();
        private Card card;
        private Attempt attempt;

        private Builder(String key, String text, Instant createdAt) {
            this.key = key;
            this.text = text;
            this.createdAt = createdAt;
        }

        /** Sets the language; English when not set. */
        public @NotNull Builder language(@NotNull Locale language) {
            this.language = language;
            return this;
        }

        /** Sets who may see it; everybody when not set. */
        public @NotNull Builder visibility(@NotNull Visibility visibility) {
            this.visibility = visibility;
            return this;
        }

        /** Sets the pictures. */
        public @NotNull Builder media(@NotNull List<Media> media) {
            this.media = media;
            return this;
        }

        /** Sets the link card; null for none. */
        public @NotNull Builder card(@Nullable Card card) {
            this.card = card;
            return this;
        }

        /** Sets what is known of the tries before. */
        public @NotNull Builder attempt(@NotNull Attempt attempt) {
            this.attempt = attempt;
            return this;
        }

        /** Makes the post. */
        public @NotNull Post build() {
            return new Post(this);
        }
    }
}
