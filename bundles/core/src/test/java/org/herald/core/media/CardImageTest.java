package org.herald.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.herald.core.variant.LimitsBook;
import org.herald.spi.Limits;
import org.herald.spi.Media;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardImageTest {
    private static final Limits.Pictures LIMITS = LimitsBook.of("bluesky").pictures();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bees",
                "Été : la saison des courges commence — « venez ! »",
                "Сезон тыкв",
                "A title of many words that goes on and on and says everything that one might want to know of the "
                        + "garden, its beds, its bees, and the people who care for them all the year round"
            })
    void drawsTitleAndSite(String title) throws IOException {
        Rendition rendition = CardImage.draw(title, "Le jardin", Optional.empty(), LIMITS, LIMITS.maxThumbnailBytes());
        assertThat(rendition).isInstanceOf(Rendition.Made.class);
        Media media = ((Rendition.Made) rendition).media();
        assertThat(media.alt()).isEqualTo(title);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(media.bytes()));
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(630);
        assertThat(white(image, 0, 400)).as("letters of the title").isGreaterThan(1000);
        assertThat(white(image, 480, 630)).as("letters of the site").isGreaterThan(300);
        assertThat(white(image, 0, 20)).as("nothing runs over the edge").isZero();
    }

    private static int white(BufferedImage image, int from, int to) {
        int count = 0;
        for (int y = from; y < to; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFF) > 235 ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "かぼちゃの季節", "موسم القرع", "Bees 🐝"})
    void lettersThatItHasNotAreNotDrawnAsBoxes(String title) {
        assertThat(CardImage.draw(title, "Site", Optional.empty(), LIMITS, 1_000_000))
                .isInstanceOf(Rendition.Unusable.class);
    }

    @Test
    void staysWithinWhatANetworkTakes() {
        Rendition small = CardImage.draw("Bees", "Site", Optional.empty(), LIMITS, 12_000);
        assertThat(((Rendition.Made) small).media().bytes()).hasSizeLessThanOrEqualTo(12_000);
    }

    @Test
    void theSitesPictureStandsBehindTheLetters() throws IOException {
        BufferedImage orange = new BufferedImage(1200, 630, BufferedImage.TYPE_INT_RGB);
        var graphics = orange.createGraphics();
        graphics.setColor(java.awt.Color.ORANGE);
        graphics.fillRect(0, 0, 1200, 630);
        graphics.dispose();
        Rendition background = Pictures.encode(orange, "", CardImage.SHAPE, CardImage.SHAPE.maxBytes());
        Rendition drawn = CardImage.draw(
                "Bees", "Site", Optional.of(((Rendition.Made) background).media()), LIMITS, LIMITS.maxBytes());
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(((Rendition.Made) drawn).media().bytes()));
        java.awt.Color corner = new java.awt.Color(image.getRGB(1190, 10));
        assertThat(corner.getRed()).as("something of the orange shines through").isGreaterThan(70);
        assertThat(white(image, 0, 400)).isGreaterThan(1000);
    }
}
