package org.herald.core.insight;

import java.util.List;
import java.util.stream.Stream;
import org.herald.core.repo.Article;
import org.jsoup.nodes.Document;

/** Whether a page is ready to be shared: what it has, and what it tells the networks. Pure. */
final class Readiness {
    /** Longer titles are cut on most cards. */
    private static final int LONG_TITLE = 90;

    private Readiness() {}

    /**
     * One thing that was looked at.
     *
     * @param text what is good, or what to do
     */
    record Point(boolean good, String text) {}

    static List<Point> of(Article article, Document page) {
        return Stream.of(
                        point(
                                !article.title().isBlank() && article.title().length() <= LONG_TITLE,
                                "The title fits on a card.",
                                "Give it a title of at most " + LONG_TITLE + " characters: cards cut longer ones."),
                        point(
                                !article.description().isBlank(),
                                "It has a description.",
                                "Write a description: it is what posts and cards say."),
                        point(
                                !article.image().isEmpty(),
                                "It has a picture.",
                                "Choose a picture: posts without one are overlooked."),
                        point(
                                !article.image().isEmpty()
                                        && !article.imageAlt().isBlank(),
                                "Its picture has an alternative text.",
                                "Say what the picture shows, for those who do not see it."),
                        point(
                                !article.tags().isEmpty(),
                                "It has tags for hashtags.",
                                "Give it a tag or two: they become hashtags."),
                        point(
                                article.url().isPresent(),
                                "Its site has a public address.",
                                "Set the URL of the site: without it readers find no article."),
                        tag(page, "og:title"),
                        tag(page, "og:url"),
                        tag(page, "og:image"))
                .toList();
    }

    private static Point tag(Document page, String property) {
        boolean there = page.head().select("meta[property=" + property + "]").stream()
                .anyMatch(meta -> !meta.attr("content").isBlank());
        return point(
                there,
                "The page tells networks its " + property + ".",
                "The page does not tell networks its " + property
                        + ": include Herald's social card in the head of its template.");
    }

    private static Point point(boolean good, String praise, String advice) {
        return new Point(good, good ? praise : advice);
    }
}
