package org.herald.core.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.filters.ImageFilter;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.herald.spi.Limits;
import org.herald.spi.Media;

/**
 * Makes a picture fit for a network: turned as its camera meant it, cropped around what matters, never enlarged, and
 * written anew, so that neither place nor camera travels with it. What is dangerous is refused by its first bytes.
 */
public final class Pictures {
    /** Larger files are not opened: no picture for a post is this big. */
    public static final int MAX_FILE_BYTES = 40_000_000;
    /** Larger pictures are not decoded: 60 megapixels take 240 MB whole; read in steps they take far less. */
    private static final long MAX_PIXELS = 60_000_000L;

    private static final String BROKEN = "The picture cannot be read: save it anew with another program.";
    private static final int SMALLEST_EDGE = 320;
    private static final int USUAL_EDGE = 2048;
    private static final float[] QUALITIES = {0.88f, 0.75f, 0.6f};

    private Pictures() {}

    /** A picture, decoded at most once however many networks ask. Not for several threads. */
    public static final class Source {
        private final byte[] bytes;
        private final Format format;
        private final String unusable;
        private final int width;
        private final int height;
        private BufferedImage upright;

        private Source(byte[] bytes, Format format, String unusable, int width, int height) {
            this.bytes = bytes;
            this.format = format;
            this.unusable = unusable;
            this.width = width;
            this.height = height;
        }

        /**
         * Makes the rendition for a network.
         *
         * @param maxBytes what it may take: that of a picture or that of a card's thumbnail
         */
        public Rendition render(String alt, Focus focus, Limits.Pictures limits, long maxBytes) {
            if (!unusable.isEmpty()) {
                return new Rendition.Unusable(unusable);
            }
            try {
                boolean asItIs =
                        format == Format.GIF && limits.types().contains(format.type) && bytes.length <= maxBytes;
                if (asItIs && isMoving(bytes)) {
                    return new Rendition.Made(new Media(bytes, format.type, alt, width, height)); // it tells no place
                }
                int edge = limits.maxEdge() > 0 ? Math.min(limits.maxEdge(), USUAL_EDGE) : USUAL_EDGE;
                return write(crop(upright(), focus, limits), alt, edge, limits.types(), maxBytes);
            } catch (IOException | RuntimeException e) { // decoders meet broken files with any exception there is
                return new Rendition.Unusable(BROKEN);
            }
        }

        /** What it is. */
        public MediaInfo look() {
            return unusable.isEmpty() ? new MediaInfo.Picture() : new MediaInfo.Unusable(unusable);
        }

        private BufferedImage upright() throws IOException {
            if (upright == null) {
                upright = turned(decode(bytes, format, width, height), bytes, format);
            }
            return upright;
        }
    }

    /** Writes a picture that was drawn here as a network takes it. */
    static Rendition encode(BufferedImage image, String alt, Limits.Pictures limits, long maxBytes) throws IOException {
        return write(image, alt, Math.max(image.getWidth(), image.getHeight()), limits.types(), maxBytes);
    }

    /** Looks at the first bytes only; what is refused is told by the renditions. */
    public static Source open(byte[] bytes) {
        Optional<Format> format = Format.of(bytes);
        if (format.isEmpty()) {
            return unusable(
                    "The file is no JPEG, PNG, GIF or WebP picture: drawings (SVG), TIFF and others are not sent.");
        }
        if (!format.get().isWhole(bytes)) {
            return unusable("The picture is cut off: upload it again.");
        }
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(format.get());
            try {
                reader.setInput(input, false, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                return (long) width * height > MAX_PIXELS
                        ? unusable("The picture has " + width + " × " + height
                                + " pixels: make it smaller, 60 megapixels at most.")
                        : new Source(bytes, format.get(), "", width, height);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // as above
            return unusable(BROKEN);
        }
    }

    private static Source unusable(String why) {
        return new Source(new byte[0], null, why, 0, 0);
    }

    private static ImageReader reader(Format format) throws IOException {
        return format == Format.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByMIMEType(format.type).next();
    }

    private static boolean isMoving(byte[] gif) throws IOException {
        ImageReader reader = reader(Format.GIF);
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(gif))) {
            reader.setInput(input, false, true);
            return reader.getNumImages(true) > 1;
        } finally {
            reader.dispose();
        }
    }

    /** Reads every n-th pixel where the picture is far larger than any network wants it. */
    private static BufferedImage decode(byte[] bytes, Format format, int width, int height) throws IOException {
        ImageReader reader = reader(format);
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            ImageReadParam wish = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * USUAL_EDGE));
            wish.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, wish);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage turned(BufferedImage image, byte[] source, Format format) {
        if (format != Format.JPEG && format != Format.WEBP) {
            return image;
        }
        ImageFilter turn = ExifFilterUtils.getFilterForOrientation(Orientation.typeOf(orientation(source)));
        return turn.apply(image);
    }

    private static int orientation(byte[] source) {
        try {
            ExifIFD0Directory exif = ImageMetadataReader.readMetadata(new ByteArrayInputStream(source))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer told = exif == null ? null : exif.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return told == null || told < 1 || told > 8 ? 1 : told;
        } catch (ImageProcessingException | IOException e) {
            return 1; // broken notes of a camera are no reason not to show its picture
        }
    }

    private static BufferedImage crop(BufferedImage image, Focus focus, Limits.Pictures limits) {
        Rectangle part = part(image.getWidth(), image.getHeight(), focus, limits.minRatio(), limits.maxRatio());
        return part.width == image.getWidth() && part.height == image.getHeight()
                ? image
                : image.getSubimage(part.x, part.y, part.width, part.height);
    }

    /** The largest part with a ratio that the network takes, as near to the focus as it goes. Pure. */
    static Rectangle part(int width, int height, Focus focus, double minRatio, double maxRatio) {
        double ratio = (double) width / height;
        int wide = width;
        int high = height;
        if (maxRatio > 0 && ratio > maxRatio) {
            wide = Math.max(1, (int) Math.floor(height * maxRatio));
        } else if (minRatio > 0 && ratio < minRatio) {
            high = Math.max(1, (int) Math.floor(width / minRatio));
        }
        int x = (int) Math.round(focus.x() * width - wide / 2.0);
        int y = (int) Math.round(focus.y() * height - high / 2.0);
        return new Rectangle(
                Math.min(Math.max(0, x), width - wide), Math.min(Math.max(0, y), height - high), wide, high);
    }

    private static Rendition write(BufferedImage image, String alt, int edge, Set<String> types, long maxBytes)
            throws IOException {
        int largest = Math.min(edge, Math.max(image.getWidth(), image.getHeight()));
        boolean clear = image.getColorModel().hasAlpha() && types.contains(Format.PNG.type);
        for (int side = largest; side >= Math.min(SMALLEST_EDGE, largest); side = side * 3 / 4) {
            BufferedImage small = scaled(image, side, clear);
            for (float quality : clear ? new float[] {1} : QUALITIES) {
                byte[] bytes = clear ? png(small) : jpeg(small, quality);
                if (bytes.length <= maxBytes) {
                    String type = clear ? Format.PNG.type : Format.JPEG.type;
                    return new Rendition.Made(new Media(bytes, type, alt, small.getWidth(), small.getHeight()));
                }
            }
        }
        return clear
                ? write(scaled(image, largest, false), alt, edge, Set.of(Format.JPEG.type), maxBytes)
                : new Rendition.Unusable("The picture cannot be made small enough for this network: choose another.");
    }

    private static BufferedImage scaled(BufferedImage image, int edge, boolean clear) throws IOException {
        boolean smaller = Math.max(image.getWidth(), image.getHeight()) > edge;
        BufferedImage small = smaller
                ? Thumbnails.of(image)
                        .size(edge, edge)
                        .imageType(BufferedImage.TYPE_INT_ARGB)
                        .asBufferedImage()
                : image;
        if (clear) {
            return small;
        }
        BufferedImage flat = new BufferedImage(small.getWidth(), small.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = flat.createGraphics();
        try {
            graphics.drawImage(small, 0, 0, Color.WHITE, null);
        } finally {
            graphics.dispose();
        }
        return flat;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(Format.JPEG.type).next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam wish = writer.getDefaultWriteParam();
            wish.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            wish.setCompressionQuality(quality);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), wish);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
