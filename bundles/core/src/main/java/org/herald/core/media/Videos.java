package org.herald.core.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mov.media.QuickTimeVideoDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.mp4.media.Mp4VideoDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells what a video file says of itself; nothing of it is decoded. Pure. */
final class Videos {
    private static final int BRAND_END = 12;

    private Videos() {}

    /** Looks; empty where the file is no MP4 or QuickTime film. */
    static Optional<MediaInfo> look(byte[] bytes) {
        if (bytes.length < BRAND_END || !"ftyp".equals(new String(bytes, 4, 4, StandardCharsets.ISO_8859_1))) {
            return Optional.empty();
        }
        String type =
                "qt  ".equals(new String(bytes, 8, 4, StandardCharsets.ISO_8859_1)) ? "video/quicktime" : "video/mp4";
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes));
            int width = number(metadata, Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_WIDTH)
                    .or(() -> number(metadata, QuickTimeVideoDirectory.class, QuickTimeVideoDirectory.TAG_WIDTH))
                    .orElse(0.0)
                    .intValue();
            int height = number(metadata, Mp4VideoDirectory.class, Mp4VideoDirectory.TAG_HEIGHT)
                    .or(() -> number(metadata, QuickTimeVideoDirectory.class, QuickTimeVideoDirectory.TAG_HEIGHT))
                    .orElse(0.0)
                    .intValue();
            if (width == 0 || height == 0) {
                return Optional.of(broken());
            }
            double seconds = number(metadata, Mp4Directory.class, Mp4Directory.TAG_DURATION_SECONDS)
                    .or(() -> number(metadata, QuickTimeDirectory.class, QuickTimeDirectory.TAG_DURATION_SECONDS))
                    .orElse(0.0);
            return Optional.of(new MediaInfo.Video(type, bytes.length, width, height, seconds, 0));
        } catch (ImageProcessingException | IOException | RuntimeException e) { // a broken film may do anything
            return Optional.of(broken());
        }
    }

    private static MediaInfo broken() {
        return new MediaInfo.Unusable("The video tells no width and height: save it anew as MP4 with another program.");
    }

    private static Optional<Double> number(Metadata metadata, Class<? extends Directory> kind, int tag) {
        return metadata.getDirectoriesOfType(kind).stream()
                .map(directory -> directory.getDoubleObject(tag))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }
}
