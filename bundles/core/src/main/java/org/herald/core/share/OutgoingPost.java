package org.herald.core.share;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.herald.Attachment;
import org.herald.MediaFile;
import org.herald.core.budget.Prices;
import org.herald.spi.RemoteRef;

/**
 * What one variant is to send, frozen when it was decided.
 *
 * @param keys the idempotency key of each part
 * @param text the whole text, as it was approved
 * @param parts what is posted, each below the one before: the posts of a thread, then the first comment
 * @param link the article's public address; empty when it has none
 * @param trackingToken what the link can be recognised by; empty where the site adds none
 * @param site the site's title, for a card that is drawn
 * @param background the path of the picture behind its letters; empty for none
 * @param image the path of the card's picture; empty for none
 * @param media what goes with the first part instead of a card
 * @param contentHash what the files were when they were approved, as one hash; empty where there are none
 * @param asked what a person wanted, as {@link Plans} keep it; empty for an answer
 * @param reply what it answers; null for a share
 * @param awaits for whose approval it waits before it is sent
 */
public record OutgoingPost(
        String profileId,
        String network,
        List<String> keys,
        String text,
        List<String> parts,
        String language,
        Attachment attachment,
        String link,
        String trackingToken,
        String cardTitle,
        String cardDescription,
        String site,
        String background,
        String image,
        List<MediaFile> media,
        String visibility,
        String contentHash,
        String asked,
        Reply reply,
        Awaits awaits) {
    /** Copies the lists; each part has its key. */
    public OutgoingPost {
        keys = List.copyOf(keys);
        parts = List.copyOf(parts);
        media = List.copyOf(media);
        if (keys.size() != parts.size() || parts.isEmpty()) {
            throw new IllegalArgumentException("each part has its key");
        }
    }

    /** The paths of the files that go with it. */
    public List<String> files() {
        return files(media, image);
    }

    /** The paths of files and of a card's picture. */
    static List<String> files(List<MediaFile> media, String image) {
        return Stream.concat(media.stream().map(MediaFile::path), Stream.of(image))
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /** What its price and its kind depend on. */
    public Prices prices() {
        int descriptions =
                (int) media.stream().filter(file -> !file.alt().isBlank()).count();
        return new Prices(parts, reply != null, descriptions);
    }

    /** For whose approval a post waits. */
    public enum Awaits {
        /** For nobody's. */
        NOBODY,
        /** For that of somebody who publishes as its profile. */
        PUBLISHER,
        /** The same; who reviews on its site approved it already. */
        PUBLISHER_AFTER_REVIEW
    }

    /** Tells whether it waits for an approval. */
    public boolean waits() {
        return awaits != Awaits.NOBODY;
    }

    /** The same, waiting for an approval. */
    public OutgoingPost awaiting(Awaits whose) {
        return builder()
                .profileId(profileId)
                .network(network)
                .keys(keys)
                .text(text)
                .parts(parts)
                .language(language)
                .attachment(attachment)
                .link(link)
                .trackingToken(trackingToken)
                .cardTitle(cardTitle)
                .cardDescription(cardDescription)
                .site(site)
                .background(background)
                .image(image)
                .media(media)
                .visibility(visibility)
                .contentHash(contentHash)
                .asked(asked)
                .reply(reply)
                .awaits(whose)
                .build();
    }

    /** Where an answer goes. */
    public record Reply(RemoteRef root, RemoteRef parent, String to) {}

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String profileId = "";
        private String network = "";
        private List<String> keys = List.of();
        private String text = "";
        private List<String> parts = List.of();
        private String language = "";
        private Attachment attachment;
        private String link = "";
        private String trackingToken = "";
        private String cardTitle = "";
        private String cardDescription = "";
        private String site = "";
        private String background = "";
        private String image = "";
        private List<MediaFile> media = List.of();
        private String visibility = "";
        private String contentHash = "";
        private String asked = "";
        private Reply reply;
        private Awaits awaits = Awaits.NOBODY;

        private Builder() {}

        /** {@link OutgoingPost#profileId}. */
        public Builder profileId(String value) {
            profileId = value;
            return this;
        }

        /** {@link OutgoingPost#network}. */
        public Builder network(String value) {
            network = value;
            return this;
        }

        /** {@link OutgoingPost#keys}. */
        public Builder keys(List<String> value) {
            keys = value;
            return this;
        }

        /** {@link OutgoingPost#text}. */
        public Builder text(String value) {
            text = value;
            return this;
        }

        /** {@link OutgoingPost#parts}. */
        public Builder parts(List<String> value) {
            parts = value;
            return this;
        }

        /** {@link OutgoingPost#language}. */
        public Builder language(String value) {
            language = value;
            return this;
        }

        /** {@link OutgoingPost#attachment}. */
        public Builder attachment(Attachment value) {
            attachment = value;
            return this;
        }

        /** {@link OutgoingPost#link}. */
        public Builder link(String value) {
            link = value;
            return this;
        }

        /** {@link OutgoingPost#trackingToken}. */
        public Builder trackingToken(String value) {
            trackingToken = value;
            return this;
        }

        /** {@link OutgoingPost#cardTitle}. */
        public Builder cardTitle(String value) {
            cardTitle = value;
            return this;
        }

        /** {@link OutgoingPost#cardDescription}. */
        public Builder cardDescription(String value) {
            cardDescription = value;
            return this;
        }

        /** {@link OutgoingPost#site}. */
        public Builder site(String value) {
            site = value;
            return this;
        }

        /** {@link OutgoingPost#background}. */
        public Builder background(String value) {
            background = value;
            return this;
        }

        /** {@link OutgoingPost#image}. */
        public Builder image(String value) {
            image = value;
            return this;
        }

        /** {@link OutgoingPost#media}. */
        public Builder media(List<MediaFile> value) {
            media = value;
            return this;
        }

        /** {@link OutgoingPost#visibility}. */
        public Builder visibility(String value) {
            visibility = value;
            return this;
        }

        /** {@link OutgoingPost#contentHash}. */
        public Builder contentHash(String value) {
            contentHash = value;
            return this;
        }

        /** {@link OutgoingPost#asked}. */
        public Builder asked(String value) {
            asked = value;
            return this;
        }

        /** {@link OutgoingPost#reply}. */
        public Builder reply(Reply value) {
            reply = value;
            return this;
        }

        /** {@link OutgoingPost#awaits}. */
        public Builder awaits(Awaits value) {
            awaits = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public OutgoingPost build() {
            return new OutgoingPost(
                    profileId,
                    network,
                    keys,
                    text,
                    parts,
                    language,
                    Objects.requireNonNull(attachment, "attachment"),
                    link,
                    trackingToken,
                    cardTitle,
                    cardDescription,
                    site,
                    background,
                    image,
                    media,
                    visibility,
                    contentHash,
                    asked,
                    reply,
                    awaits);
        }
    }
}
