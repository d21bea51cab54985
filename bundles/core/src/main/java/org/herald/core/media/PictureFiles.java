package org.herald.core.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.spi.Limits;

/** The CMS's files as pictures, with what their metadata tells. */
public final class PictureFiles {
    private static final String METADATA = "jcr:content/metadata";
    /** Where alternative texts are found, the most particular first; the last ones are what cameras and programs write. */
    private static final String[] ALT = {"herald:alt", "alt", "dc:description", "Image Description", "Description"};

    private PictureFiles() {}

    /** Makes the rendition of a file for a network. */
    public static Rendition render(
            ResourceResolver resolver, String path, String alt, Limits.Pictures limits, long maxBytes) {
        Resource file = resolver.getResource(path);
        try (InputStream stream = file == null ? null : file.adaptTo(InputStream.class)) {
            if (stream == null) {
                return new Rendition.Unusable("The picture " + path + " is not there any more: choose another.");
            }
            byte[] bytes = stream.readNBytes(Pictures.MAX_FILE_BYTES);
            return bytes.length == Pictures.MAX_FILE_BYTES
                    ? new Rendition.Unusable("The picture's file is larger than 40 MB: make it smaller.")
                    : Pictures.open(bytes).render(alt, focus(file), limits, maxBytes);
        } catch (IOException e) {
            return new Rendition.Unusable("The picture cannot be read from the CMS: try again.");
        }
    }

    private static Focus focus(Resource file) {
        return metadata(file)
                .map(values -> Focus.parse(values.get("herald:focus", "")))
                .orElse(Focus.MIDDLE);
    }

    /** What the file's metadata say that it shows; empty when they do not. */
    public static String alt(Resource file) {
        return metadata(file).stream()
                .flatMap(values -> Stream.of(ALT).map(name -> values.get(name, "")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Optional<ValueMap> metadata(Resource file) {
        return Optional.ofNullable(file.getChild(METADATA)).map(Resource::getValueMap);
    }
}
