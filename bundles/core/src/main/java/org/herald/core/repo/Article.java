package org.herald.core.repo;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herald.MediaFile;

/**
 * What Herald reads of a page.
 *
 * @param section the title of the page above; empty directly below the site
 * @param body the text of the page without its markup
 * @param pictures those on the page, its main one first
 * @param properties the page's own properties as text, several values separated by commas
 */
public record Article(
        String path,
        String title,
        String description,
        String author,
        String section,
        String body,
        Locale language,
        String site,
        String siteTitle,
        Optional<URI> url,
        List<String> tags,
        List<MediaFile> pictures,
        Map<String, String> properties) {
    /** Copies lists and map. */
    public Article {
        tags = List.copyOf(tags);
        pictures = List.copyOf(pictures);
        properties = Map.copyOf(properties);
    }

    /** The same with another public address. */
    public Article withUrl(URI other) {
        return new Article(
                path,
                title,
                description,
                author,
                section,
                body,
                language,
                site,
                siteTitle,
                Optional.of(other),
                tags,
                pictures,
                properties);
    }

    /** The path of the main picture; empty when there is none. */
    public String image() {
        return pictures.isEmpty() ? "" : pictures.get(0).path();
    }

    /** What the main picture shows; empty when nobody said. */
    public String imageAlt() {
        return pictures.isEmpty() ? "" : pictures.get(0).alt();
    }
}
