package org.herald.core.repo;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Herald reads of a page. */
public record Article(
        String path,
        String title,
        String description,
        Locale language,
        String site,
        Optional<URI> url,
        List<String> tags,
        String image,
        String imageAlt) {
    /** Copies the list. */
    public Article {
        tags = List.copyOf(tags);
    }
}
