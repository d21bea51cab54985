package org.herald.core.variant;

import java.util.List;
import java.util.Locale;
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
}
