package org.herald.core.share;

import java.util.List;
import java.util.stream.Stream;
import org.herald.Attachment;
import org.herald.MediaFile;
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
        Reply reply) {
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

    /** Where an answer goes. */
    public record Reply(RemoteRef root, RemoteRef parent, String to) {}
}
