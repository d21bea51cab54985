package org.herald.simulators.meta;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture, as its own header tells it.
 *
 * @param format in lower case: jpeg, png
 */
public record Picture(String format, int width, int height, int bytes) {
    /** Reads the header; empty for what is no picture. */
    public static Optional<Picture> of(byte[] content) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            Picture picture = new Picture(
                    reader.getFormatName().toLowerCase(Locale.ROOT),
                    reader.getWidth(0),
                    reader.getHeight(0),
                    content.length);
            reader.dispose();
            return Optional.of(picture);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
