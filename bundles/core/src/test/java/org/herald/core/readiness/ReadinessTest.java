package org.herald.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.herald.core.repo.Article;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Document TELLS = Jsoup.parse("<head><meta property='og:title' content='T'>"
            + "<meta property='og:description' content='D'><meta property='og:url' content='https://example.org/x.html'>"
            + "<meta property='og:image' content='https://example.org/x.jpg'>"
            + "<meta name='twitter:card' content='summary_large_image'></head>");

    private static Article article(String title, String description, String image, String alt, List<String> tags) {
        return new Article(
                "/content/x",
                title,
                description,
                "",
                "",
                "",
                Locale.ENGLISH,
                "/content",
                "Site",
                Optional.of(URI.create("https://example.org/x.html")),
                tags,
                image.isEmpty() ? List.of() : List.of(new org.herald.MediaFile(image, alt)),
                Map.of());
    }

    @Test
    void whatHasEverythingIsReady() {
        assertThat(Readiness.of(article("T", "D", "/i.jpg", "A", List.of("tag")), TELLS))
                .allMatch(Readiness.Point::good);
    }

    @Test
    void saysWhatToDoAboutEachThingThatIsMissing() {
        assertThat(Readiness.of(article("T".repeat(91), "", "", "", List.of()), Jsoup.parse("<head></head>")))
                .filteredOn(point -> !point.good())
                .extracting(Readiness.Point::text)
                .hasSize(10)
                .anyMatch(text -> text.contains("at most 90"))
                .anyMatch(text -> text.contains("og:image"))
                .anyMatch(text -> text.contains("what the picture shows"));
    }

    @Test
    void tagsThatLeadElsewhereAreTold() {
        Document wrong = Jsoup.parse(TELLS.outerHtml()
                .replace("https://example.org/x.html", "https://example.org/other.html")
                .replace("https://example.org/x.jpg", "/x.jpg"));
        assertThat(Readiness.of(article("T", "D", "/i.jpg", "A", List.of("tag")), wrong))
                .filteredOn(point -> !point.good())
                .extracting(Readiness.Point::text)
                .hasSize(2)
                .anyMatch(text -> text.contains("another page's"))
                .anyMatch(text -> text.contains("no host"));
    }
}
