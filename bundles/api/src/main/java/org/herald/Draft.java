package org.herald;

import java.util.List;
import java.util.Objects;
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
 * @param awaits whether what this person shares with it waits until somebody approves it
 * @param remembered whether this person chose the profile when sharing on this site the last time
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
        boolean awaits,
        boolean remembered,
        @NotNull TextCheck check) {
    /** Copies the lists. */
    public Draft {
        missing = List.copyOf(missing);
        choices = List.copyOf(choices);
        media = List.copyOf(media);
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
        private String networkTitle = "";
        private String account = "";
        private boolean rehearsal;
        private String text = "";
        private Attachment attachment;
        private List<Attachment> choices = List.of();
        private String link = "";
        private String cardTitle = "";
        private String cardDescription = "";
        private String cardImage = "";
        private List<MediaFile> media = List.of();
        private int maxMedia;
        private String comment = "";
        private boolean comments;
        private boolean threads;
        private List<String> missing = List.of();
        private String cost = "";
        private int earlier;
        private boolean awaits;
        private boolean remembered;
        private TextCheck check;

        private Builder() {}

        /** {@link Draft#profileId}. */
        public @NotNull Builder profileId(@NotNull String value) {
            profileId = value;
            return this;
        }

        /** {@link Draft#profileTitle}. */
        public @NotNull Builder profileTitle(@NotNull String value) {
            profileTitle = value;
            return this;
        }

        /** {@link Draft#network}. */
        public @NotNull Builder network(@NotNull String value) {
            network = value;
            return this;
        }

        /** {@link Draft#networkTitle}. */
        public @NotNull Builder networkTitle(@NotNull String value) {
            networkTitle = value;
            return this;
        }

        /** {@link Draft#account}. */
        public @NotNull Builder account(@NotNull String value) {
            account = value;
            return this;
        }

        /** {@link Draft#rehearsal}. */
        public @NotNull Builder rehearsal(boolean value) {
            rehearsal = value;
            return this;
        }

        /** {@link Draft#text}. */
        public @NotNull Builder text(@NotNull String value) {
            text = value;
            return this;
        }

        /** {@link Draft#attachment}. */
        public @NotNull Builder attachment(@NotNull Attachment value) {
            attachment = value;
            return this;
        }

        /** {@link Draft#choices}. */
        public @NotNull Builder choices(@NotNull List<Attachment> value) {
            choices = value;
            return this;
        }

        /** {@link Draft#link}. */
        public @NotNull Builder link(@NotNull String value) {
            link = value;
            return this;
        }

        /** {@link Draft#cardTitle}. */
        public @NotNull Builder cardTitle(@NotNull String value) {
            cardTitle = value;
            return this;
        }

        /** {@link Draft#cardDescription}. */
        public @NotNull Builder cardDescription(@NotNull String value) {
            cardDescription = value;
            return this;
        }

        /** {@link Draft#cardImage}. */
        public @NotNull Builder cardImage(@NotNull String value) {
            cardImage = value;
            return this;
        }

        /** {@link Draft#media}. */
        public @NotNull Builder media(@NotNull List<MediaFile> value) {
            media = value;
            return this;
        }

        /** {@link Draft#maxMedia}. */
        public @NotNull Builder maxMedia(int value) {
            maxMedia = value;
            return this;
        }

        /** {@link Draft#comment}. */
        public @NotNull Builder comment(@NotNull String value) {
            comment = value;
            return this;
        }

        /** {@link Draft#comments}. */
        public @NotNull Builder comments(boolean value) {
            comments = value;
            return this;
        }

        /** {@link Draft#threads}. */
        public @NotNull Builder threads(boolean value) {
            threads = value;
            return this;
        }

        /** {@link Draft#missing}. */
        public @NotNull Builder missing(@NotNull List<String> value) {
            missing = value;
            return this;
        }

        /** {@link Draft#cost}. */
        public @NotNull Builder cost(@NotNull String value) {
            cost = value;
            return this;
        }

        /** {@link Draft#earlier}. */
        public @NotNull Builder earlier(int value) {
            earlier = value;
            return this;
        }

        /** {@link Draft#awaits}. */
        public @NotNull Builder awaits(boolean value) {
            awaits = value;
            return this;
        }

        /** {@link Draft#remembered}. */
        public @NotNull Builder remembered(boolean value) {
            remembered = value;
            return this;
        }

        /** {@link Draft#check}. */
        public @NotNull Builder check(@NotNull TextCheck value) {
            check = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public @NotNull Draft build() {
            return new Draft(
                    profileId,
                    profileTitle,
                    network,
                    networkTitle,
                    account,
                    rehearsal,
                    text,
                    Objects.requireNonNull(attachment, "attachment"),
                    choices,
                    link,
                    cardTitle,
                    cardDescription,
                    cardImage,
                    media,
                    maxMedia,
                    comment,
                    comments,
                    threads,
                    missing,
                    cost,
                    earlier,
                    awaits,
                    remembered,
                    Objects.requireNonNull(check, "check"));
        }
    }
}
