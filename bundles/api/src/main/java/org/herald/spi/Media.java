package org.herald.spi;

import java.util.Arrays;
import org.jetbrains.annotations.NotNull;

/** A picture to be uploaded. */
public final class Media {
    private final byte[] bytes;
    private final String type;
    private final String alt;
    private final int width;
    private final int height;

    /**
     * Describes a picture.
     *
     * @param bytes the encoded picture
     * @param type its media type
     * @param alt what it shows, for those who do not see it; may be empty
     * @param width in pixels
     * @param height in pixels
     */
    public Media(byte[] bytes, @NotNull String type, @NotNull String alt, int width, int height) {
        this.bytes = Arrays.copyOf(bytes, bytes.length);
        this.type = type;
        this.alt = alt;
        this.width = width;
        this.height = height;
    }

    /** The encoded picture, a copy. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    /** The media type. */
    public @NotNull String type() {
        return type;
    }

    /** The alternative text; may be empty. */
    public @NotNull String alt() {
        return alt;
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }
}
