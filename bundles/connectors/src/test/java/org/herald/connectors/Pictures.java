package org.herald.connectors;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.herald.spi.Media;

/** Pictures that any decoder reads. */
public final class Pictures {
    private Pictures() {}

    public static Media jpeg(String alt, int width, int height) {
        return of("jpeg", alt, width, height);
    }

    public static Media png(String alt, int width, int height) {
        return of("png", alt, width, height);
    }

    private static Media of(String format, String alt, int width, int height) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
            return new Media(out.toByteArray(), "image/" + format, alt, width, height);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
