package org.herald.core.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.spi.Captions;
import org.herald.spi.Limits;
import org.herald.spi.Media;

/** The CMS's files as pictures and videos, with what their metadata tells. */
public final class MediaFiles {
    private static final String METADATA = "jcr:content/metadata";
    /** Where alternative texts are found, the most particular first; the last ones are what cameras and programs write. */
    private static final String[] ALT = {"herald:alt", "alt", "dc:description", "Image Description", "Description"};

    private static final String CAPTIONS = ".vtt";
    /** Bluesky takes no larger file of captions. */
    private static final int MAX_CAPTIONS = 20_000;

    private MediaFiles() {}

    private sealed interface File {
        record Read(Resource file, byte[] bytes) implements File {}

        record Unreadable(String why) implements File {}
    }

    private static File open(ResourceResolver resolver, String path) {
        Resource file = resolver.getResource(path);
        try (InputStream stream = file == null ? null : file.adaptTo(InputStream.class)) {
            if (stream == null) {
                return new File.Unreadable("The file " + path + " is not there any more: choose another.");
            }
            byte[] bytes = stream.readNBytes(Pictures.MAX_FILE_BYTES);
            return bytes.length == Pictures.MAX_FILE_BYTES
                    ? new File.Unreadable("The file is larger than the 40 MB that Herald sends: make it smaller.")
                    : new File.Read(file, bytes);
        } catch (IOException e) {
            return new File.Unreadable("The file cannot be read from the CMS: try again.");
        }
    }

    /**
     * What readers get of some files, as one hash; empty for none: bytes, the part of a picture that is kept (its focus),
     * what the file says that it shows, and the captions beside it. A file that cannot be read counts as none.
     */
    public static String contentHash(ResourceResolver resolver, List<String> paths) {
        if (paths.isEmpty()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String path : paths) {
                digest.update((byte) 0);
                if (open(resolver, path) instanceof File.Read read) {
                    digest.update(read.bytes());
                    digest.update(beside(read.file()).getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String beside(Resource file) {
        StringBuilder beside = new StringBuilder("\0" + focus(file) + "\0" + alt(file));
        captions(file).stream()
                .map(one -> "\0" + one.language().toLanguageTag() + "\0" + one.webVtt())
                .sorted()
                .forEach(beside::append);
        return beside.toString();
    }

    /** Tells what a file is, without decoding it. */
    public static MediaInfo look(ResourceResolver resolver, String path) {
        File opened = open(resolver, path);
        if (opened instanceof File.Unreadable none) {
            return new MediaInfo.Unusable(none.why());
        }
        File.Read read = (File.Read) opened;
        MediaInfo look = Videos.look(read.bytes())
                .orElseGet(() -> Pictures.open(read.bytes()).look());
        return look instanceof MediaInfo.Video video
                ? new MediaInfo.Video(
                        video.type(),
                        video.bytes(),
                        video.width(),
                        video.height(),
                        video.seconds(),
                        captions(read.file()).size())
                : look;
    }

    /** Makes a file fit for a post: a picture is written anew, a video goes as it is, with its captions. */
    public static Rendition render(ResourceResolver resolver, String path, String alt, Limits limits) {
        File opened = open(resolver, path);
        if (opened instanceof File.Unreadable none) {
            return new Rendition.Unusable(none.why());
        }
        File.Read read = (File.Read) opened;
        return Videos.look(read.bytes())
                .map(look -> look instanceof MediaInfo.Video video
                        ? new Rendition.Made(new Media(
                                read.bytes(),
                                video.type(),
                                alt,
                                video.width(),
                                video.height(),
                                limits.videos().captions() ? captions(read.file()) : List.of()))
                        : (Rendition) new Rendition.Unusable(((MediaInfo.Unusable) look).why()))
                .orElseGet(() ->
                        picture(read, alt, limits.pictures(), limits.pictures().maxBytes()));
    }

    /** Makes the picture of a file for a card, or for a page. */
    public static Rendition picture(
            ResourceResolver resolver, String path, String alt, Limits.Pictures limits, long maxBytes) {
        File opened = open(resolver, path);
        return opened instanceof File.Read read
                ? picture(read, alt, limits, maxBytes)
                : new Rendition.Unusable(((File.Unreadable) opened).why());
    }

    /** The picture of a file as what a drawn card stands on; empty where there is none. */
    public static Optional<Media> background(ResourceResolver resolver, String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Rendition rendition = picture(resolver, path, "", CardImage.SHAPE, CardImage.SHAPE.maxBytes());
        return rendition instanceof Rendition.Made made ? Optional.of(made.media()) : Optional.empty();
    }

    private static Rendition picture(File.Read read, String alt, Limits.Pictures limits, long maxBytes) {
        return Pictures.open(read.bytes()).render(alt, focus(read.file()), limits, maxBytes);
    }

    /** Captions lie beside the video: {@code film.en.vtt} and {@code film.fr.vtt} beside {@code film.mp4}. */
    private static List<Captions> captions(Resource video) {
        String stem = video.getName().replaceFirst("\\.[^.]*$", "") + ".";
        List<Captions> captions = new ArrayList<>();
        Resource folder = video.getParent();
        for (Resource file : folder == null ? List.<Resource>of() : folder.getChildren()) {
            String name = file.getName();
            boolean beside = name.startsWith(stem)
                    && name.endsWith(CAPTIONS)
                    && name.length() > stem.length() + CAPTIONS.length();
            if (beside) {
                Locale language =
                        Locale.forLanguageTag(name.substring(stem.length(), name.length() - CAPTIONS.length()));
                webVtt(file).ifPresent(text -> captions.add(new Captions(language, text)));
            }
        }
        return captions;
    }

    private static Optional<String> webVtt(Resource file) {
        try (InputStream stream = file.adaptTo(InputStream.class)) {
            byte[] bytes = stream == null ? new byte[0] : stream.readNBytes(MAX_CAPTIONS + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
            return text.startsWith("WEBVTT") && bytes.length <= MAX_CAPTIONS ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
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
