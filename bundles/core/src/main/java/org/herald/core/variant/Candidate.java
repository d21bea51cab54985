package org.herald.core.variant;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.Voice.Tone;
import org.herald.core.media.MediaInfo;

/**
 * What is to be sent.
 *
 * @param pieces the posts that the text becomes
 * @param link the article's public address; empty when the site has none
 * @param linkOnCard whether a card carries the link
 * @param comment the first comment; empty for none
 * @param signature what the text must end with; empty where nobody signs
 * @param language what the readers speak
 */
record Candidate(
        ParsedText text,
        List<Split.Piece> pieces,
        Attachment attachment,
        String link,
        boolean linkOnCard,
        List<Medium> media,
        String comment,
        String signature,
        Locale language,
        Tone tone) {
    /** Copies the lists. */
    Candidate {
        pieces = List.copyOf(pieces);
        media = List.copyOf(media);
    }

    /** A file with what it is. */
    record Medium(MediaFile file, MediaInfo look) {}

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    static Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    static final class Builder {
        private ParsedText text;
        private List<Split.Piece> pieces = List.of();
        private Attachment attachment;
        private String link = "";
        private boolean linkOnCard;
        private List<Medium> media = List.of();
        private String comment = "";
        private String signature = "";
        private Locale language;
        private Tone tone;

        private Builder() {}

        /** {@link Candidate#text}. */
        Builder text(ParsedText value) {
            text = value;
            return this;
        }

        /** {@link Candidate#pieces}. */
        Builder pieces(List<Split.Piece> value) {
            pieces = value;
            return this;
        }

        /** {@link Candidate#attachment}. */
        Builder attachment(Attachment value) {
            attachment = value;
            return this;
        }

        /** {@link Candidate#link}. */
        Builder link(String value) {
            link = value;
            return this;
        }

        /** {@link Candidate#linkOnCard}. */
        Builder linkOnCard(boolean value) {
            linkOnCard = value;
            return this;
        }

        /** {@link Candidate#media}. */
        Builder media(List<Medium> value) {
            media = value;
            return this;
        }

        /** {@link Candidate#comment}. */
        Builder comment(String value) {
            comment = value;
            return this;
        }

        /** {@link Candidate#signature}. */
        Builder signature(String value) {
            signature = value;
            return this;
        }

        /** {@link Candidate#language}. */
        Builder language(Locale value) {
            language = value;
            return this;
        }

        /** {@link Candidate#tone}. */
        Builder tone(Tone value) {
            tone = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        Candidate build() {
            return new Candidate(
                    Objects.requireNonNull(text, "text"),
                    pieces,
                    Objects.requireNonNull(attachment, "attachment"),
                    link,
                    linkOnCard,
                    media,
                    comment,
                    signature,
                    Objects.requireNonNull(language, "language"),
                    Objects.requireNonNull(tone, "tone"));
        }
    }
}
