package org.herald.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.herald.core.variant.LimitsBook;
import org.herald.spi.Limits;
import org.herald.spi.Media;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final Limits.Pictures LIMITS = LimitsBook.of("mastodon").pictures();
    private static final Limits.Pictures INSTAGRAM = LimitsBook.of("instagram").pictures();

    private static Media made(byte[] source, Limits.Pictures limits) {
        Rendition rendition = Pictures.open(source).render("alt", Focus.MIDDLE, limits, limits.maxBytes());
        assertThat(rendition).isInstanceOf(Rendition.Made.class);
        return ((Rendition.Made) rendition).media();
    }

    private static String refused(byte[] source) {
        Rendition rendition = Pictures.open(source).render("alt", Focus.MIDDLE, LIMITS, LIMITS.maxBytes());
        assertThat(rendition).isInstanceOf(Rendition.Unusable.class);
        return ((Rendition.Unusable) rendition).why();
    }

    @Test
    void isNeverEnlarged() throws IOException {
        Media media = made(encoded(noise(40, 30, BufferedImage.TYPE_INT_RGB), "png"), LIMITS);
        assertThat(media.width()).isEqualTo(40);
        assertThat(media.height()).isEqualTo(30);
        assertThat(media.alt()).isEqualTo("alt");
    }

    @Test
    void fitsEachNetworkInBytesEdgeRatioAndType() throws IOException {
        byte[] wide = encoded(noise(3000, 900, BufferedImage.TYPE_INT_RGB), "jpeg");
        LimitsBook.all().forEach((network, limits) -> {
            Limits.Pictures rules = limits.pictures();
            Media media = made(wide, rules);
            assertThat((long) media.bytes().length).as(network).isLessThanOrEqualTo(rules.maxBytes());
            assertThat(Math.max(media.width(), media.height())).as(network).isLessThanOrEqualTo(rules.maxEdge());
            assertThat(rules.types()).as(network).contains(media.type());
            double ratio = (double) media.width() / media.height();
            if (rules.ratios().max() > 0) {
                assertThat(ratio)
                        .as(network)
                        .isBetween(rules.ratios().min() - 0.01, rules.ratios().max() + 0.01);
            }
        });
    }

    @Test
    void keepsWhatIsClearWhereTheNetworkTakesIt() throws IOException {
        BufferedImage clear = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(10, 10, Color.RED.getRGB());
        byte[] png = encoded(clear, "png");
        assertThat(made(png, LIMITS).type()).isEqualTo("image/png");
        assertThat(made(png, INSTAGRAM).type()).isEqualTo("image/jpeg");
    }

    @Test
    void turnsThePictureAsTheCameraMeantAndForgetsThePlace() throws Exception {
        byte[] jpeg = withExif(encoded(halves(), "jpeg"));
        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(jpeg))
                        .getFirstDirectoryOfType(GpsDirectory.class))
                .as("the test's own picture tells its place")
                .isNotNull();
        Media media = made(jpeg, LIMITS);
        assertThat(media.width()).isEqualTo(40);
        assertThat(media.height()).isEqualTo(80);
        BufferedImage upright = ImageIO.read(new ByteArrayInputStream(media.bytes()));
        assertThat(new Color(upright.getRGB(20, 10)).getRed())
                .as("red is above")
                .isGreaterThan(200);
        assertThat(new Color(upright.getRGB(20, 70)).getBlue())
                .as("blue is below")
                .isGreaterThan(200);
        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(media.bytes()))
                        .getFirstDirectoryOfType(GpsDirectory.class))
                .isNull();
    }

    @Test
    void readsWebp() {
        byte[] webp = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        assertThat(made(webp, LIMITS).width()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsDangerous() throws IOException {
        assertThat(refused("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes()))
                .contains("SVG");
        assertThat(refused(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0})).contains("TIFF");
        assertThat(refused(bomb())).contains("30000 × 30000");
        byte[] jpeg = encoded(noise(200, 200, BufferedImage.TYPE_INT_RGB), "jpeg");
        assertThat(refused(java.util.Arrays.copyOf(jpeg, jpeg.length / 2))).contains("cut off");
        byte[] png = encoded(noise(200, 200, BufferedImage.TYPE_INT_RGB), "png");
        java.util.Arrays.fill(png, 60, png.length - 40, (byte) 7);
        assertThat(refused(png)).contains("cannot be read");
        assertThat(refused(new byte[0])).contains("no JPEG");
    }

    @Property(tries = 500)
    void theCropIsWithinThePictureHasItsRatioAndKeepsTheFocus(
            @ForAll @IntRange(min = 1, max = 5000) int width,
            @ForAll @IntRange(min = 1, max = 5000) int height,
            @ForAll @DoubleRange(min = 0, max = 1) double x,
            @ForAll @DoubleRange(min = 0, max = 1) double y) {
        Rectangle part = Pictures.part(width, height, new Focus(x, y), 0.8, 1.91);
        assertThat(new Rectangle(0, 0, width, height).contains(part)).isTrue();
        assertThat(part.contains(Math.min(width - 1, (int) (x * width)), Math.min(height - 1, (int) (y * height))))
                .isTrue();
    }

    @Test
    void aFocusIsTwoPartsAndAnythingElseIsTheMiddle() {
        assertThat(Focus.parse("0.25,1")).isEqualTo(new Focus(0.25, 1));
        assertThat(Set.of("", "x", "2,3", "0.5", "0.1,0.2,0.3"))
                .allMatch(text -> Focus.parse(text).equals(Focus.MIDDLE));
    }

    private static BufferedImage halves() {
        BufferedImage image = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 80; x++) {
            for (int y = 0; y < 40; y++) {
                image.setRGB(x, y, (x < 40 ? Color.RED : Color.BLUE).getRGB());
            }
        }
        return image;
    }

    /** Adds what a camera notes: held on its side (6), and a place. */
    private static byte[] withExif(byte[] jpeg) throws IOException {
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(tiff);
        out.writeBytes("MM");
        out.writeShort(42);
        out.writeInt(8);
        out.writeShort(2);
        entry(out, 0x0112, 3, 1, 6 << 16);
        entry(out, 0x8825, 4, 1, 38);
        out.writeInt(0);
        out.writeShort(1);
        entry(out, 0x0001, 2, 2, 'N' << 24);
        out.writeInt(0);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(whole);
        file.write(jpeg, 0, 2);
        file.writeShort(0xFFE1);
        file.writeShort(2 + 6 + tiff.size());
        file.writeBytes("Exif\0\0");
        file.write(tiff.toByteArray());
        file.write(jpeg, 2, jpeg.length - 2);
        return whole.toByteArray();
    }

    private static void entry(DataOutputStream out, int tag, int type, int count, int value) throws IOException {
        out.writeShort(tag);
        out.writeShort(type);
        out.writeInt(count);
        out.writeInt(value);
    }

    /** A PNG of 30 000 × 30 000 pixels in a hundred bytes. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(head);
        fields.writeInt(30_000);
        fields.writeInt(30_000);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", head.toByteArray());
        chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9C, 0x03, 0, 0, 0, 0, 1});
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes());
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    private static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(1);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
