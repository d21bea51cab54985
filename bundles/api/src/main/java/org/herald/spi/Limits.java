package org.herald.spi;

import java.net.URI;
import java.time.LocalDate;
import java.util.Set;
import org.jetbrains.annotations.NotNull;

/**
 * What fits into one post.
 *
 * @param maxLength in units of {@code counting}
 * @param maxBytes of the text in UTF-8; 0 when there is no such limit
 * @param urlLength what any http(s) link counts; 0 when it counts as written
 * @param maxMedia pictures per post
 * @param maxMediaBytes per picture
 * @param maxThumbnailBytes for the picture of a link card
 * @param maxAltLength in code points
 * @param mediaTypes what may be uploaded
 * @param source where these figures come from
 * @param asOf when they were read there
 */
public record Limits(
        @NotNull Counting counting,
        int maxLength,
        int maxBytes,
        int urlLength,
        int maxMedia,
        long maxMediaBytes,
        long maxThumbnailBytes,
        int maxAltLength,
        @NotNull Set<String> mediaTypes,
        @NotNull URI source,
        @NotNull LocalDate asOf) {

    /** How a network counts a text. */
    public enum Counting {
        /** Extended grapheme clusters, and UTF-8 bytes beside. */
        GRAPHEMES_AND_BYTES,
        /** Code points; links count a fixed length, remote mentions without their domain. */
        CODE_POINTS_URL23
    }

    /** Copies the set. */
    public Limits {
        mediaTypes = Set.copyOf(mediaTypes);
    }
}
