package org.herald.simulators.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.herald.simulators.Json;
import org.herald.simulators.Part;
import org.herald.simulators.Violation;

/** Looks at uploaded photos and videos, and remembers them by the ids that it gives them. */
final class Files {
    /** https://core.telegram.org/bots/api#sendphoto */
    private static final int MAX_PHOTO = 10 << 20;

    private static final int MAX_EDGES = 10_000;
    private static final int MAX_RATIO = 20;
    /** https://core.telegram.org/bots/api#sendvideo */
    private static final int MAX_VIDEO = 50 << 20;

    private static final int MP4_MARK = 4;

    private final Map<String, ObjectNode> known = new HashMap<>();

    /** What a message holds of a photo that is uploaded, or was before. */
    ObjectNode photo(Arguments arguments, String value, String field) throws Violation {
        if (known.containsKey(value)) {
            return known.get(value);
        }
        Part part = uploaded(arguments, value, field);
        if (part.content().length > MAX_PHOTO) {
            throw Refusals.broken("a photo of " + part.content().length + " bytes", "file is too big");
        }
        int[] size = size(part.content());
        int width = size[0];
        int height = size[1];
        boolean narrow = Math.max(width, height) > MAX_RATIO * Math.min(width, height);
        if (width + height > MAX_EDGES || narrow) {
            throw Refusals.broken("a photo of " + width + " by " + height, "PHOTO_INVALID_DIMENSIONS");
        }
        ObjectNode media = Json.MAPPER.createObjectNode();
        ObjectNode photo = media.putArray("photo").addObject();
        String id = identify(photo, part);
        photo.put("width", width).put("height", height);
        known.put(id, media);
        return media;
    }

    /** The same for a video: an MP4 file, of which no more is looked at. */
    ObjectNode video(Arguments arguments, String value, String field) throws Violation {
        if (known.containsKey(value)) {
            return known.get(value);
        }
        Part part = uploaded(arguments, value, field);
        byte[] content = part.content();
        if (content.length > MAX_VIDEO) {
            throw new Violation(
                    "a video of " + content.length + " bytes", Refusals.error(413, "Request Entity Too Large"));
        }
        boolean mp4 = content.length > 2 * MP4_MARK
                && new String(content, MP4_MARK, MP4_MARK, java.nio.charset.StandardCharsets.US_ASCII).equals("ftyp");
        if (!mp4) {
            throw Refusals.broken("a video that is no MP4", "VIDEO_CONTENT_TYPE_INVALID");
        }
        ObjectNode media = Json.MAPPER.createObjectNode();
        String id = identify(media.putObject("video"), part);
        known.put(id, media);
        return media;
    }

    private String identify(ObjectNode file, Part part) {
        String id = "file-" + (known.size() + 1);
        file.put("file_id", id).put("file_unique_id", "u" + id).put("file_size", part.content().length);
        return id;
    }

    private static Part uploaded(Arguments arguments, String value, String field) throws Violation {
        String name = value.startsWith("attach://") ? value.substring("attach://".length()) : field;
        boolean elsewhere = !value.isEmpty() && !value.startsWith("attach://");
        if (elsewhere) {
            throw Refusals.broken(
                    "“" + field + "” is no file that was uploaded", "wrong remote file identifier specified");
        }
        Part part = arguments
                .file(name)
                .orElseThrow(() -> Refusals.broken("the file “" + name + "” is missing", "there is no " + field));
        if (part.content().length == 0) {
            throw Refusals.broken("the file “" + name + "” is empty", "file must be non-empty");
        }
        return part;
    }

    private static int[] size(byte[] content) throws Violation {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw Refusals.broken("a photo that is no picture", "IMAGE_PROCESS_FAILED");
            }
            ImageReader reader = readers.next();
            reader.setInput(stream);
            return new int[] {reader.getWidth(0), reader.getHeight(0)};
        } catch (IOException e) {
            throw Refusals.broken("a photo with a broken header", "IMAGE_PROCESS_FAILED");
        }
    }
}
