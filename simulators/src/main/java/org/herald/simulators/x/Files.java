package org.herald.simulators.x;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.herald.simulators.Violation;

/** Which pictures and videos X takes (docs.x.com, media upload, "Best practices"). */
final class Files {
    private static final long MEGABYTE = 1024L * 1024;
    private static final long MAX_PICTURE = 5 * MEGABYTE;
    private static final Map<String, Long> LARGEST =
            Map.of("tweet_image", MAX_PICTURE, "tweet_gif", 15 * MEGABYTE, "tweet_video", 512 * MEGABYTE);
    private static final int MOVIE_MARK = 4;

    private Files() {}

    static void requirePicture(byte[] content) throws Violation {
        if (content.length > MAX_PICTURE) {
            throw Problems.invalid("a picture has at most " + MAX_PICTURE + " bytes, not " + content.length);
        }
        if (!isWebp(content) && !isDecoded(content)) {
            throw Problems.invalid("what was uploaded is no JPG, PNG, GIF or WEBP");
        }
    }

    static void requireFit(String category, String type, long size) throws Violation {
        Long largest = LARGEST.get(category);
        boolean fits =
                switch (category) {
                    case "tweet_image" -> type.matches("image/(jpeg|png|webp)");
                    case "tweet_gif" -> type.equals("image/gif");
                    case "tweet_video" -> type.matches("video/(mp4|quicktime|webm|mp2t)");
                    default -> false;
                };
        if (largest == null || !fits || size <= 0 || size > largest) {
            throw Problems.invalid("no file of “" + type + "” with " + size + " bytes is taken as “" + category + "”");
        }
    }

    static void requireType(String type, byte[] content) throws Violation {
        boolean movie = content.length > MOVIE_MARK + 4
                && new String(content, MOVIE_MARK, 4, StandardCharsets.US_ASCII).equals("ftyp");
        boolean good = type.startsWith("image/") ? isWebp(content) || isDecoded(content) : movie;
        if (!good && !type.equals("video/webm") && !type.equals("video/mp2t")) {
            throw Problems.invalid("what was uploaded is not " + type);
        }
    }

    private static boolean isWebp(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, 12), StandardCharsets.US_ASCII);
        return head.startsWith("RIFF") && head.endsWith("WEBP");
    }

    private static boolean isDecoded(byte[] content) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader reader = readers.next();
            reader.setInput(stream);
            return reader.getWidth(0) > 0 && reader.getFormatName().matches("(?i)jpeg|png|gif");
        } catch (IOException e) {
            return false;
        }
    }
}
