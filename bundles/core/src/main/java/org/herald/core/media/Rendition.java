package org.herald.core.media;

import org.herald.spi.Media;

/** What became of a picture. */
public sealed interface Rendition {

    /** It fits. */
    record Made(Media media) implements Rendition {}

    /**
     * It cannot be used.
     *
     * @param why a sentence for a person, with the remedy
     */
    record Unusable(String why) implements Rendition {}
}
