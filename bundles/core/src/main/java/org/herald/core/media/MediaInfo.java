package org.herald.core.media;

/** What a file of the CMS is, by its first bytes. */
public sealed interface MediaInfo {

    /** A picture that can be made fit. */
    record Picture() implements MediaInfo {}

    /**
     * A video; it is passed on as it is.
     *
     * @param seconds 0 when the file does not tell
     * @param captions how many languages of captions lie beside it
     */
    record Video(String type, long bytes, int width, int height, double seconds, int captions) implements MediaInfo {}

    /**
     * It cannot be used.
     *
     * @param why a sentence for a person, with the remedy
     */
    record Unusable(String why) implements MediaInfo {}
}
