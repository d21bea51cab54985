package org.herald.core.repo;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Herald reads of a page.
 *
 * @param section the title of the page above; empty directly below the site
 * @param body the text of the page without its markup
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
        String image,
        String imageAlt,
        Map<String, String> properties) {
    /** Copies list and map. */
    public Article {
        tags = List.copyOf(tags);
        properties = Map.copyOf(properties);
    }

    /** The same with another public address. */
    public Article withUrl(URI other) {
        return with(Optional.of(other), imageAlt);
    }

    /** The same with another alternative text of its picture. */
    public Article withImageAlt(String other) {
        return with(url, other);
    }

    private Article with(Optional<URI> otherUrl, String otherAlt) {
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
                otherUrl,
                tags,
                image,
                otherAlt,
                properties);
    }
}
