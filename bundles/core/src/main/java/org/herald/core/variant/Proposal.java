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
import java.util.stream.Stream;
import org.herald.Profile;
import org.herald.SiteSettings;
import org.herald.core.repo.Article;
import org.herald.core.repo.Nodes;
import org.herald.spi.Limits;
import org.herald.spi.NetworkTraits;

/**
 * What is proposed for one profile: by the site's template, else as Herald composes it. Pure.
 *
 * @param comment the first comment; empty for none
 * @param missing the template's placeholders for which the article has nothing
 */
public record Proposal(String text, String comment, List<String> missing) {
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

    private static final int TOKEN_LENGTH = 10;

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

    /** The template of the first comment on a network; null where there is none. */
    public static String commentTemplate(SiteSettings settings, Profile profile) {
        return settings.templates().get("comment:" + profile.network());
    }

    /** The article with the address that this profile's readers get. */
    public static Article addressed(Article article, SiteSettings settings, Profile profile, String trackingToken) {
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
                                .replace("${page}", name(article))
                                .replace("${share}", trackingToken),
                        StandardCharsets.UTF_8)));
        URI url = URI.create(article.url().get() + "?" + query);
        return article.withUrl(url);
    }

    /** Tells whether the links of a site can be recognised. */
    public static boolean isNamed(SiteSettings settings) {
        return settings.parameters().values().stream().anyMatch(value -> value.contains("${share}"));
    }

    /**
     * The token that stands for {@code ${share}}: the same as long as nothing more is shared, so that a link that
     * somebody looks at stays what it is; another one for the next share.
     *
     * @param earlier how many posts of the article the profile has, whatever became of them
     */
    public static String trackingToken(Article article, Profile profile, int earlier) {
        String created = article.properties().getOrDefault("jcr:created", "");
        return Nodes.nameOf(article.path(), created, profile.id(), earlier + "").substring(0, TOKEN_LENGTH);
    }

    private static String name(Article article) {
        return article.path().substring(article.path().lastIndexOf('/') + 1);
    }

    /**
     * Proposes.
     *
     * @param comments the template of the first comment; null for none
     */
    public static Proposal of(
            Article article,
            Optional<String> template,
            String comments,
            Profile profile,
            NetworkTraits traits,
            Limits limits,
            PersonalVoice speaker) {
        Filled comment = filled(Optional.ofNullable(comments), article, profile, traits, speaker);
        if (template.isEmpty()) {
            boolean linked = article.url()
                    .map(URI::toString)
                    .filter(comment.text()::contains)
                    .isPresent();
            String text = Composer.compose(article, traits, limits, speaker.signature(), linked);
            return new Proposal(text, comment.text(), comment.missing());
        }
        Filled filled = filled(template, article, profile, traits, speaker);
        List<String> missing = Stream.concat(filled.missing().stream(), comment.missing().stream())
                .distinct()
                .toList();
        return new Proposal(Composer.signed(filled.text(), speaker.signature()), comment.text(), missing);
    }

    private record Filled(String text, List<String> missing) {}

    private static Filled filled(
            Optional<String> template, Article article, Profile profile, NetworkTraits traits, PersonalVoice speaker) {
        if (template.isEmpty()) {
            return new Filled("", List.of());
        }
        Template.Filled filled = Template.parse(template.get(), NAMES)
                .fill(name -> value(name, article, profile, traits, speaker), article.language());
        return new Filled(filled.text(), List.copyOf(filled.missing()));
    }

    private static String value(
            String name, Article article, Profile profile, NetworkTraits traits, PersonalVoice speaker) {
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
            case "initials" -> speaker.initials();
            default -> article.properties().getOrDefault(name.substring("page.".length()), "");
        };
    }
}
