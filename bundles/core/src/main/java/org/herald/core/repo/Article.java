package org.herald.core.repo;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
        return Article.builder()
                .path(path)
                .title(title)
                .description(description)
                .author(author)
                .section(section)
                .body(body)
                .language(language)
                .site(site)
                .siteTitle(siteTitle)
                .url(Optional.of(other))
                .tags(tags)
                .pictures(pictures)
                .properties(properties)
                .build();
    }

    /** The path of the main picture; empty when there is none. */
    public String image() {
        return pictures.isEmpty() ? "" : pictures.get(0).path();
    }

    /** What the main picture shows; empty when nobody said. */
    public String imageAlt() {
        return pictures.isEmpty() ? "" : pictures.get(0).alt();
    }

    /** Begins one: a text that is not given is empty, a number zero, an answer no. */
    public static Builder builder() {
        return new Builder();
    }

    /** Takes its components by their names. */
    public static final class Builder {
        private String path = "";
        private String title = "";
        private String description = "";
        private String author = "";
        private String section = "";
        private String body = "";
        private Locale language;
        private String site = "";
        private String siteTitle = "";
        private Optional<URI> url = Optional.empty();
        private List<String> tags = List.of();
        private List<MediaFile> pictures = List.of();
        private Map<String, String> properties = Map.of();

        private Builder() {}

        /** {@link Article#path}. */
        public Builder path(String value) {
            path = value;
            return this;
        }

        /** {@link Article#title}. */
        public Builder title(String value) {
            title = value;
            return this;
        }

        /** {@link Article#description}. */
        public Builder description(String value) {
            description = value;
            return this;
        }

        /** {@link Article#author}. */
        public Builder author(String value) {
            author = value;
            return this;
        }

        /** {@link Article#section}. */
        public Builder section(String value) {
            section = value;
            return this;
        }

        /** {@link Article#body}. */
        public Builder body(String value) {
            body = value;
            return this;
        }

        /** {@link Article#language}. */
        public Builder language(Locale value) {
            language = value;
            return this;
        }

        /** {@link Article#site}. */
        public Builder site(String value) {
            site = value;
            return this;
        }

        /** {@link Article#siteTitle}. */
        public Builder siteTitle(String value) {
            siteTitle = value;
            return this;
        }

        /** {@link Article#url}. */
        public Builder url(Optional<URI> value) {
            url = value;
            return this;
        }

        /** {@link Article#tags}. */
        public Builder tags(List<String> value) {
            tags = value;
            return this;
        }

        /** {@link Article#pictures}. */
        public Builder pictures(List<MediaFile> value) {
            pictures = value;
            return this;
        }

        /** {@link Article#properties}. */
        public Builder properties(Map<String, String> value) {
            properties = value;
            return this;
        }

        /** Makes it; refuses to where something that has no empty value is missing. */
        public Article build() {
            return new Article(
                    path,
                    title,
                    description,
                    author,
                    section,
                    body,
                    Objects.requireNonNull(language, "language"),
                    site,
                    siteTitle,
                    url,
                    tags,
                    pictures,
                    properties);
        }
    }
}
