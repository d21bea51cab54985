package org.herald.core.repo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.sling.api.resource.Resource;
import org.apache.sling.api.resource.ResourceResolver;
import org.apache.sling.api.resource.ValueMap;
import org.herald.MediaFile;
import org.herald.core.media.MediaFiles;
import org.jsoup.Jsoup;

/** The pictures of an article. */
final class ArticlePictures {
    private static final List<String> IMAGE_PROPERTIES =
            List.of("herald:image", "sling:thumbnail", "image", "thumbnail");
    private static final int MAX_PICTURES = 20;
    private static final Pattern PICTURE_PATH =
            Pattern.compile("/[^<>\\s]{1,500}\\.(?:jpe?g|png|gif|webp)", Pattern.CASE_INSENSITIVE);

    private ArticlePictures() {}

    /** The picture that the page names, then those of its components and texts. */
    static List<MediaFile> of(Resource content, ValueMap values) {
        ResourceResolver resolver = content.getResourceResolver();
        Map<String, MediaFile> pictures = new LinkedHashMap<>();
        String named = named(content, values);
        Resource main = named.isEmpty() ? null : resolver.getResource(named);
        if (main != null) {
            String own = values.get("herald:imageAlt", "");
            pictures.put(named, new MediaFile(named, own.isEmpty() ? MediaFiles.alt(main) : own));
        }
        collectPictures(content, pictures);
        return List.copyOf(pictures.values());
    }

    private static void collectPictures(Resource resource, Map<String, MediaFile> pictures) {
        for (Resource child : resource.getChildren()) {
            if (pictures.size() >= MAX_PICTURES) {
                return;
            }
            if (Articles.isComments(child)) {
                continue;
            }
            child.getValueMap().forEach((name, value) -> {
                if (value instanceof String text) {
                    addPictures(resource.getResourceResolver(), text, pictures);
                }
            });
            collectPictures(child, pictures);
        }
    }

    private static void addPictures(ResourceResolver resolver, String text, Map<String, MediaFile> pictures) {
        if (PICTURE_PATH.matcher(text).matches()) {
            addPicture(resolver, text, "", pictures);
        } else if (text.contains("<img")) {
            Jsoup.parseBodyFragment(text)
                    .select("img[src^=/]")
                    .forEach(img -> addPicture(resolver, img.attr("src"), img.attr("alt"), pictures));
        }
    }

    private static void addPicture(
            ResourceResolver resolver, String path, String alt, Map<String, MediaFile> pictures) {
        Resource file = resolver.getResource(path);
        if (file != null && !pictures.containsKey(path)) {
            pictures.put(path, new MediaFile(path, alt.isBlank() ? MediaFiles.alt(file) : alt));
        }
    }

    /** The picture that a page, or a site, names; empty for none. */
    static String named(Resource content, ValueMap values) {
        return IMAGE_PROPERTIES.stream()
                .map(name -> values.get(name, ""))
                .filter(path -> path.startsWith("/"))
                .filter(path -> content.getResourceResolver().getResource(path) != null)
                .findFirst()
                .orElse("");
    }
}
