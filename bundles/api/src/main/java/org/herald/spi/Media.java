package org.herald.spi;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jetbrains.annotations.NotNull;

/** A picture or a video to be uploaded. */
public final class Media {
    private final byte[] bytes;
    private final String type;
    private final String alt;
    private final int width;
    private final int height;
    private final List<Captions> captions;
    private final URI address;

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
        this(bytes, type, alt, width, height, List.of());
    }

    /** Describes a video with its captions. */
    public Media(
            byte[] bytes,
            @NotNull String type,
            @NotNull String alt,
            int width,
            int height,
            @NotNull List<Captions> captions) {
        this(bytes, type, alt, width, height, captions, null);
    }

    private Media(byte[] bytes, String type, String alt, int width, int height, List<Captions> captions, URI address) {
        this.bytes = Arrays.copyOf(bytes, bytes.length);
        this.type = type;
        this.alt = alt;
        this.width = width;
        this.height = height;
        this.captions = List.copyOf(captions);
        this.address = address;
    }

    /** Tells whether it moves. */
    public boolean isVideo() {
        return type.startsWith("video/");
    }

    /** The same with the address that a network can fetch it from. */
    public @NotNull Media at(@NotNull URI publicAddress) {
        return new Media(bytes, type, alt, width, height, captions, publicAddress);
    }

    /** Where a network can fetch it that takes no uploads; empty where the site has no public address. */
    public @NotNull Optional<URI> address() {
        return Optional.ofNullable(address);
    }

    /** The captions of a video; empty for a picture. */
    public @NotNull List<Captions> captions() {
        return captions;
    }

    /** The encoded picture or video, a copy. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    /** The encoded picture or video, to be read once. */
    public @NotNull InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** How long it is, in bytes. */
    public long size() {
        return bytes.length;
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
