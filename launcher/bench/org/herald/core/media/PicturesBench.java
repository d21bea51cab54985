package org.herald.core.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.herald.core.variant.LimitsBook;
import org.herald.spi.Limits;

/** A photograph of 12 megapixels becomes the renditions of all networks in the book; run with -Xmx200m. */
public final class PicturesBench {
    private static final int RUNS = 7;

    public static void main(String[] arguments) throws Exception {
        byte[] photograph = photograph();
        refuse("a bomb of 30000 × 30000", bomb());
        refuse("a file cut off", Arrays.copyOf(photograph, photograph.length / 2));
        refuse("an SVG with a script", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes());
        byte[] tiff = new byte[20_000_000];
        System.arraycopy(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}, 0, tiff, 0, 8);
        refuse("a TIFF of 20 MB", tiff);
        double[] decode = new double[RUNS];
        double[] all = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long began = System.nanoTime();
            ImageIO.read(new java.io.ByteArrayInputStream(photograph));
            decode[run] = (System.nanoTime() - began) / 1e9;
            began = System.nanoTime();
            Pictures.Source source = Pictures.open(photograph);
            for (Limits limits : LimitsBook.all().values()) {
                Rendition rendition = source.render("", Focus.MIDDLE, limits.pictures(), limits.pictures().maxBytes());
                if (!(rendition instanceof Rendition.Made)) {
                    throw new IllegalStateException(rendition.toString());
                }
            }
            all[run] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(decode);
        Arrays.sort(all);
        System.out.printf(
                java.util.Locale.ROOT,
                "12 megapixels, %d KB: nine renditions, median of %d runs %.2f s, at most %.2f s (goal 1.5), with a heap of %d MB; decoding it alone %.2f s: RATIO %.1f%n",
                photograph.length / 1024,
                RUNS,
                all[RUNS / 2],
                all[RUNS - 1],
                Runtime.getRuntime().maxMemory() >> 20,
                decode[RUNS / 2],
                all[RUNS / 2] / decode[RUNS / 2]);
    }

    /** How long it takes to refuse what is dangerous. */
    private static void refuse(String name, byte[] bytes) {
        Limits.Pictures limits = LimitsBook.of("mastodon").pictures(); // the book is read once, and not to refuse
        double[] taken = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long began = System.nanoTime();
            Rendition rendition = Pictures.open(bytes).render("", Focus.MIDDLE, limits, limits.maxBytes());
            taken[run] = (System.nanoTime() - began) / 1e6;
            if (!(rendition instanceof Rendition.Unusable)) {
                throw new IllegalStateException(name + " was taken");
            }
        }
        double first = taken[0];
        Arrays.sort(taken);
        System.out.printf(
                java.util.Locale.ROOT,
                "refused %s (%d KB): first %.2f ms, median %.2f ms (goal 100)%n",
                name,
                bytes.length / 1024,
                first,
                taken[RUNS / 2]);
    }

    /** A real PNG whose header claims 30 000 × 30 000. */
    private static byte[] bomb() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", out);
        byte[] png = out.toByteArray();
        java.nio.ByteBuffer.wrap(png).putInt(16, 30_000).putInt(20, 30_000);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }

    private static byte[] photograph() throws Exception {
        BufferedImage image = new BufferedImage(4000, 3000, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 4000, 3000, Color.BLUE));
        graphics.fillRect(0, 0, 4000, 3000);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(random.nextInt(4000), random.nextInt(3000), random.nextInt(40), random.nextInt(40));
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
