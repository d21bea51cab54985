package org.herald.core.share;

import org.herald.Attachment;
import org.herald.spi.RemoteRef;

/**
 * What one variant is to send, frozen when it was decided.
 *
 * @param link the article's public address; empty when it has none
 * @param image the path of the picture; empty for none
 * @param reply what it answers; null for a share
 */
public record Dispatch(
        String profileId,
        String network,
        String key,
        String text,
        String language,
        Attachment attachment,
        String link,
        String cardTitle,
        String cardDescription,
        String image,
        String imageAlt,
        String visibility,
        Reply reply) {

    /** Where an answer goes. */
    public record Reply(RemoteRef root, RemoteRef parent, String to) {}
}
