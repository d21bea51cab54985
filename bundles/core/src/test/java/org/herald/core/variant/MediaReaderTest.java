package org.herald.core.variant;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.herald.spi.Media;
import org.junit.jupiter.api.Test;

class MediaReaderTest {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg");

    @Test
    void passesAPictureThatFits() throws IOException {
        byte[] png = noise(40, 30);
        Media media = MediaReader.fit(png, "alt", 1_000_000, TYPES).orElseThrow();
        assertThat(media.bytes()).isEqualTo(png);
        assertThat(media.type()).isEqualTo("image/png");
        assertThat(media.width()).isEqualTo(40);
        assertThat(media.height()).isEqualTo(30);
        assertThat(media.alt()).isEqualTo("alt");
    }

    @Test
    void makesALargePictureSmaller() throws IOException {
        byte[] png = noise(1500, 1000);
        Media media = MediaReader.fit(png, "", 300_000, TYPES).orElseThrow();
        assertThat(media.bytes().length).isLessThanOrEqualTo(300_000);
        assertThat(media.type()).isEqualTo("image/jpeg");
        assertThat(media.width() / (double) media.height()).isCloseTo(1.5, org.assertj.core.data.Offset.offset(0.02));
    }

    @Test
    void refusesWhatIsNoPicture() throws IOException {
        Optional<Media> none = MediaReader.fit("<svg onload=alert(1)>".getBytes(), "", 1000, TYPES);
        assertThat(none).isEmpty();
    }

    private static byte[] noise(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
