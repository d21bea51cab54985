package org.herald;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/**
 * What one profile says, and what became of it.
 *
 * @param parts what is posted one below the other: the posts of a thread, and the first comment
 * @param posted how many of them are on the network
 * @param reason a {@link org.herald.spi.Reason} name when refused; BUDGET while it is QUEUED for a place in its
 *     profile's budget; {@link #DECLINED} where a person did not approve it; else empty
 * @param message a sentence naming profile, article and remedy; empty when there is nothing to tell
 * @param word what its link can be recognised by; empty where the site adds none
 * @param url where it can be read on the network
 * @param notBefore when it is sent, while it is PLANNED, or may be, while it is SUBMITTED; when it is tried (again), while it is QUEUED or UNCERTAIN
 * @param version another one after everything that happens to it: to be told with another time, so that it is chosen for
 *     what was seen
 * @param foreseen what is likely to keep it from being sent at its time, while it is PLANNED; see {@link Health#foreseen}
 * @param may what who asks may do about it as its profile; empty where it is read for nobody
 */
public record Variant(
        @NotNull String profileId,
        @NotNull String profileTitle,
        @NotNull String network,
        @NotNull String text,
        @NotNull List<String> parts,
        int posted,
        @NotNull Attachment attachment,
        @NotNull VariantState state,
        @NotNull String reason,
        @NotNull String message,
        @NotNull String word,
        @NotNull Optional<URI> url,
        int attempts,
        @NotNull Instant notBefore,
        @NotNull Optional<Instant> sentAt,
        @NotNull String version,
        @NotNull List<Finding> foreseen,
        @NotNull List<ProfileAction> may) {
    /** The reason of what a person did not approve; its message is what that person said. */
    public static final String DECLINED = "DECLINED";

    /** Copies the lists. */
    public Variant {
        parts = List.copyOf(parts);
        foreseen = List.copyOf(foreseen);
        may = List.copyOf(may);
    }

    /** The same with what is likely to keep it from being sent. */
    public @NotNull Variant foreseeing(@NotNull List<Finding> findings) {
        return copy().foreseen(findings).build();
    }

    /** The same, for somebody who may do this about it. */
    public @NotNull Variant may(@NotNull List<ProfileAction> actions) {
        return copy().may(actions).build();
    }

    private Builder copy() {
        return builder()
                .profileId(profileId)
                .profileTitle(profileTitle)
                .network(network)
                .text(text)
                .parts(parts)
                .posted(posted)
                .attachment(attachment)
                .state(state)
                .reason(reason)
                .message(message)
                .word(word)
                .url(url)
                .attempts(attempts)
                .notBefore(notBefore)
                .sentAt(sentAt)
                .version(version)
                .foreseen(foreseen)
                .may(may);
    }

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static @NotNull Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String profileId = "";
        private String profileTitle = "";
        private String network = "";
        private String text = "";
        private List<String> parts = List.of();
        private int posted;
        private Attachment attachment;
        private VariantState state;
        private String reason = "";
        private String message = "";
        private String word = "";
        private Optional<URI> url = Optional.empty();
        private int attempts;
        private Instant notBefore;
        private Optional<Instant> sentAt = Optional.empty();
        private String version = "";
        private List<Finding> foreseen = List.of();
        private List<ProfileAction> may = List.of();

        private Builder() {}

        /** {@link Variant#profileId}. */
        public @NotNull Builder profileId(@NotNull String value) {
            profileId = value;
            return this;
        }

        /** {@link Variant#profileTitle}. */
        public @NotNull Builder profileTitle(@NotNull String value) {
            profileTitle = value;
            return this;
        }

        /** {@link Variant#network}. */
        public @NotNull Builder network(@NotNull String value) {
            network = value;
            return this;
        }

        /** {@link Variant#text}. */
        public @NotNull Builder text(@NotNull String value) {
            text = value;
            return this;
        }

        /** {@link Variant#parts}. */
        public @NotNull Builder parts(@NotNull List<String> value) {
            parts = value;
            return this;
        }

        /** {@link Variant#posted}. */
        public @NotNull Builder posted(int value) {
            posted = value;
            return this;
        }

        /** {@link Variant#attachment}. */
        public @NotNull Builder attachment(@NotNull Attachment value) {
            attachment = value;
            return this;
        }

        /** {@link Variant#state}. */
        public @NotNull Builder state(@NotNull VariantState value) {
            state = value;
            return this;
        }

        /** {@link Variant#reason}. */
        public @NotNull Builder reason(@NotNull String value) {
            reason = value;
            return this;
        }

        /** {@link Variant#message}. */
        public @NotNull Builder message(@NotNull String value) {
            message = value;
            return this;
        }

        /** {@link Variant#word}. */
        public @NotNull Builder word(@NotNull String value) {
            word = value;
            return this;
        }

        /** {@link Variant#url}. */
        public @NotNull Builder url(@NotNull Optional<URI> value) {
            url = value;
            return this;
        }

        /** {@link Variant#attempts}. */
        public @NotNull Builder attempts(int value) {
            attempts = value;
            return this;
        }

        /** {@link Variant#notBefore}. */
        public @NotNull Builder notBefore(@NotNull Instant value) {
            notBefore = value;
            return this;
        }

        /** {@link Variant#sentAt}. */
        public @NotNull Builder sentAt(@NotNull Optional<Instant> value) {
            sentAt = value;
            return this;
        }

        /** {@link Variant#version}. */
        public @NotNull Builder version(@NotNull String value) {
            version = value;
            return this;
        }

        /** {@link Variant#foreseen}. */
        public @NotNull Builder foreseen(@NotNull List<Finding> value) {
            foreseen = value;
            return this;
        }

        /** {@link Variant#may}. */
        public @NotNull Builder may(@NotNull List<ProfileAction> value) {
            may = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull Variant build() {
            return new Variant(
                    profileId,
                    profileTitle,
                    network,
                    text,
                    parts,
                    posted,
                    Objects.requireNonNull(attachment, "attachment"),
                    Objects.requireNonNull(state, "state"),
                    reason,
                    message,
                    word,
                    url,
                    attempts,
                    Objects.requireNonNull(notBefore, "notBefore"),
                    sentAt,
                    version,
                    foreseen,
                    may);
        }
    }
}
