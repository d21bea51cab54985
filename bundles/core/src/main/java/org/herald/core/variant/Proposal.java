package org.herald.core.variant;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
            "page",
            "initials");

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
            Article article,
            Optional<String> template,
            Profile profile,
            NetworkTraits traits,
            Limits limits,
            String speaker) {
        if (template.isEmpty()) {
            return new Proposal(Composer.compose(article, traits, limits), List.of());
        }
        Template.Filled filled = Template.parse(template.get(), NAMES)
                .fill(name -> value(name, article, profile, traits, speaker), article.language());
        return new Proposal(filled.text(), List.copyOf(filled.missing()));
    }

    /** How a person signs, from the name the person signs in by: {@code edith.bauer} is EB, {@code edith} is ED. */
    static String initials(String speaker) {
        String[] words = speaker.split("[^\\p{L}]+");
        String letters = words.length > 1
                ? Arrays.stream(words)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1))
                        .collect(Collectors.joining())
                : speaker.substring(0, Math.min(2, speaker.length()));
        return letters.toUpperCase(Locale.ROOT);
    }

    private static String value(String name, Article article, Profile profile, NetworkTraits traits, String speaker) {
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
            case "initials" -> initials(speaker);
            default -> article.properties().getOrDefault(name.substring("page.".length()), "");
        };
    }
}
