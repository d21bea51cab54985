package org.herald.core.readiness;

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
                        tag(page, "property", "og:title"),
                        tag(page, "property", "og:description"),
                        tag(page, "property", "og:url"),
                        tag(page, "property", "og:image"),
                        tag(page, "name", "twitter:card"),
                        address(article, page),
                        whole(page))
                .toList();
    }

    private static Stream<String> contents(Document page, String kind, String tag) {
        return page.head().select("meta[" + kind + "=" + tag + "]").stream()
                .map(meta -> meta.attr("content"))
                .filter(content -> !content.isBlank());
    }

    private static Point tag(Document page, String kind, String tag) {
        return point(
                contents(page, kind, tag).count() == 1,
                "The page tells networks its " + tag + ".",
                "The page does not tell networks its " + tag
                        + " (once): include Herald's social card in the head of its template.");
    }

    /** A template that sends readers elsewhere spoils every link to the page. */
    private static Point address(Article article, Document page) {
        String own = article.url().map(Object::toString).orElse("");
        boolean elsewhere = contents(page, "property", "og:url").anyMatch(told -> !own.isEmpty() && !told.equals(own));
        return point(
                !elsewhere,
                "Its og:url is its own address.",
                "Its og:url is another page's: networks will link there. Correct the template.");
    }

    private static Point whole(Document page) {
        boolean cut = contents(page, "property", "og:image").anyMatch(image -> !image.matches("https?://.+"));
        return point(
                !cut,
                "Its og:image can be fetched from anywhere.",
                "Its og:image has no host: networks cannot fetch it. Set the URL of the site.");
    }

    private static Point point(boolean good, String praise, String advice) {
        return new Point(good, good ? praise : advice);
    }
}
