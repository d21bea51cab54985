package org.herald.core.variant;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.herald.Profile;
import org.herald.SiteSettings;
import org.herald.core.repo.Article;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;

/**
 * What is proposed for one profile: by the site's template, else as Herald composes it. Pure.
 *
 * @param missing the template's placeholders for which the article has nothing
 */
public record Proposal(String text, List<String> missing) {
    private static final Set<String> NAMES = Set.of(
            "title",
            "description",
            "author",
            "tags",
            "section",
            "excerpt",
            "url",
            "site",
            "network",
            "profile",
            "page");

    /** Refuses a template that cannot be understood. */
    public static void mustBeTemplate(String template) {
        Template.parse(template, NAMES);
    }

    /** The template for a profile, the most particular first; empty where Herald composes. */
    public static Optional<String> template(SiteSettings settings, Profile profile) {
        Map<String, String> templates = settings.templates();
        String own = templates.get("profile:" + profile.id());
        String networks = own == null ? templates.get(profile.network()) : own;
        return Optional.ofNullable(networks == null ? templates.get("") : networks);
    }

    /** The article with the address that this profile's readers get. */
    public static Article addressed(Article article, SiteSettings settings, Profile profile) {
        if (article.url().isEmpty() || settings.parameters().isEmpty()) {
            return article;
        }
        StringBuilder query = new StringBuilder();
        new TreeMap<>(settings.parameters()).forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(
                        value.replace("${network}", profile.network())
                                .replace("${profile}", profile.id())
                                .replace("${page}", name(article)),
                        StandardCharsets.UTF_8)));
        URI url = URI.create(article.url().get() + "?" + query);
        return article.withUrl(url);
    }

    private static String name(Article article) {
        return article.path().substring(article.path().lastIndexOf('/') + 1);
    }

    /** Proposes. */
    public static Proposal of(
            Article article, Optional<String> template, Profile profile, NetworkTraits traits, Limits limits) {
        if (template.isEmpty()) {
            return new Proposal(Composer.compose(article, traits, limits), List.of());
        }
        Template.Filled filled = Template.parse(template.get(), NAMES)
                .fill(name -> value(name, article, profile, traits), article.language());
        return new Proposal(filled.text(), List.copyOf(filled.missing()));
    }

    private static String value(String name, Article article, Profile profile, NetworkTraits traits) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "title" -> article.title();
            case "description" -> article.description();
            case "author" -> article.author();
            case "tags" -> String.join(", ", article.tags());
            case "section" -> article.section();
            case "excerpt" -> article.body();
            case "url" -> article.url().map(URI::toString).orElse("");
            case "site" -> article.siteTitle();
            case "network" -> traits.title();
            case "profile" -> profile.title();
            case "page" -> name(article);
            default -> article.properties().getOrDefault(name.substring("page.".length()), "");
        };
    }
}
