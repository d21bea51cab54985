package org.herald.simulators.threads;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Fetches pictures and videos from their public addresses, as Meta does, and looks what they are. */
final class Fetching {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_PICTURE = 8 * 1024 * 1024;
    private static final double WIDEST = 10;
    private static final Set<String> FORMATS = Set.of("jpeg", "png");
    private static final int BRAND_AT = 4;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** What came of it: empty when it is well. */
    String picture(String address) {
        byte[] bytes = bytes(address);
        if (bytes.length == 0) {
            return "the picture could not be fetched";
        }
        if (bytes.length > MAX_PICTURE) {
            return "a picture has at most 8 MB";
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? judged(readers.next(), in) : "this is no picture";
        } catch (IOException e) {
            return "the picture is broken";
        }
    }

    private static String judged(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.setInput(in);
            if (!FORMATS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
                return "a picture is a JPEG or a PNG";
            }
            double ratio = (double) reader.getWidth(0) / reader.getHeight(0);
            return ratio > WIDEST || ratio < 1 / WIDEST ? "a picture is at most ten times as wide as high" : "";
        } finally {
            reader.dispose();
        }
    }

    /** What the status of the container says of it: empty when it is well. */
    String video(String address) {
        byte[] bytes = bytes(address);
        if (bytes.length == 0) {
            return "FAILED_DOWNLOADING_VIDEO";
        }
        String head = new String(bytes, 0, Math.min(bytes.length, 2 * BRAND_AT), StandardCharsets.ISO_8859_1);
        return head.endsWith("ftyp") ? "" : "FAILED_PROCESSING_VIDEO";
    }

    private byte[] bytes(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .header("User-Agent", "facebookexternalhit/1.1")
                    .build();
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? answer.body() : new byte[0];
        } catch (IOException | IllegalArgumentException e) {
            return new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }
}
