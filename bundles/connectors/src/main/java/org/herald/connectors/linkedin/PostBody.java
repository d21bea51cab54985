package org.herald.connectors.linkedin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.Visibility;
import org.herald.spi.Card;
import org.herald.spi.Media;
import org.herald.spi.Post;

/** A post as the Posts API wants it. Pure. */
final class PostBody {
    /** Microsoft Learn, Post API schema. */
    private static final int MOST_TITLE = 400;

    private static final int MOST_WORDS = 4086;

    private PostBody() {}

    /** What is uploaded before a post: its pictures or its video, or the picture of its card. */
    static List<Media> files(Post post) {
        return post.card().map(card -> card.thumbnail().stream().toList()).orElseGet(post::media);
    }

    /** Who may see it, as LinkedIn says it; empty where LinkedIn has no such post. */
    static Optional<String> visibility(String author, Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> Optional.of("PUBLIC");
            case FOLLOWERS -> Urns.isOrganisation(author) ? Optional.empty() : Optional.of("CONNECTIONS");
            case UNLISTED, DIRECT -> Optional.empty();
        };
    }

    /** @param urns of {@link #files}, in their order */
    static Map<String, Object> of(String author, String visibility, Post post, List<String> urns) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("author", author);
        body.put("commentary", LittleText.of(post.text()));
        body.put("visibility", visibility);
        body.put(
                "distribution",
                Map.of(
                        "feedDistribution", "MAIN_FEED",
                        "targetEntities", List.of(),
                        "thirdPartyDistributionChannels", List.of()));
        body.put("lifecycleState", "PUBLISHED");
        body.put("isReshareDisabledByAuthor", false);
        content(post, urns).ifPresent(content -> body.put("content", content));
        return body;
    }

    private static Optional<Map<String, Object>> content(Post post, List<String> urns) {
        if (post.card().isPresent()) {
            return Optional.of(Map.of("article", article(post.card().get(), urns)));
        }
        if (urns.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < urns.size(); i++) {
            all.add(media(urns.get(i), post.media().get(i)));
        }
        return Optional.of(all.size() == 1 ? Map.of("media", all.get(0)) : Map.of("multiImage", Map.of("images", all)));
    }

    private static Map<String, Object> media(String urn, Media media) {
        boolean said = !media.isVideo() && !media.alt().isBlank();
        return said ? Map.of("id", urn, "altText", cut(media.alt(), MOST_WORDS)) : Map.of("id", urn);
    }

    /** LinkedIn wants a title: a card without one is called by its host. */
    private static Map<String, Object> article(Card card, List<String> thumbnail) {
        Map<String, Object> article = new LinkedHashMap<>();
        String link = card.link().toASCIIString();
        String host = card.link().getHost() == null ? link : card.link().getHost();
        article.put("source", link);
        article.put("title", cut(card.title().isBlank() ? host : card.title(), MOST_TITLE));
        if (!card.description().isBlank()) {
            article.put("description", cut(card.description(), MOST_WORDS));
        }
        thumbnail.stream().findFirst().ifPresent(urn -> article.put("thumbnail", urn));
        return article;
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
