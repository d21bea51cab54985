package org.herald.core.variant;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.herald.spi.Media;

/** Reads a picture of the CMS, made smaller where a network wants it smaller. */
public final class MediaReader {
    /** Larger files are not opened: a picture for a post is never this big. */
    private static final int MAX_FILE_BYTES = 40_000_000;
    /** Larger pictures are not decoded: 100 megapixels take 400 MB. */
    private static final long MAX_PIXELS = 100_000_000L;

    private static final String JPEG = "image/jpeg";

    private MediaReader() {}

    /** Reads a picture; empty when it is none, or cannot be made to fit. */
    public static Optional<Media> read(
            ResourceResolver resolver, String path, String alt, long maxBytes, Set<String> types) {
        Resource file = path.isEmpty() ? null : resolver.getResource(path);
        try (InputStream stream = file == null ? null : file.adaptTo(InputStream.class)) {
            if (stream == null) {
                return Optional.empty();
            }
            byte[] bytes = stream.readNBytes(MAX_FILE_BYTES);
            return bytes.length == MAX_FILE_BYTES ? Optional.empty() : fit(bytes, alt, maxBytes, types);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<Media> fit(byte[] bytes, String alt, long maxBytes, Set<String> types) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                String type = "image/"
                        + reader.getFormatName()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace("jpg", "jpeg");
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (bytes.length <= maxBytes && (types.isEmpty() || types.contains(type))) {
                    return Optional.of(new Media(bytes, type, alt, width, height));
                }
                return (long) width * height > MAX_PIXELS ? Optional.empty() : shrink(reader.read(0), alt, maxBytes);
            } finally {
                reader.dispose();
            }
        }
    }

    private static Optional<Media> shrink(BufferedImage image, String alt, long maxBytes) throws IOException {
        for (int edge = 2048; edge >= 256; edge /= 2) {
            BufferedImage small = scale(image, edge);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(small, "jpeg", out);
            if (out.size() <= maxBytes) {
                return Optional.of(new Media(out.toByteArray(), JPEG, alt, small.getWidth(), small.getHeight()));
            }
        }
        return Optional.empty();
    }

    private static BufferedImage scale(BufferedImage image, int edge) {
        double factor = Math.min(1.0, (double) edge / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, width, height, java.awt.Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }
}
