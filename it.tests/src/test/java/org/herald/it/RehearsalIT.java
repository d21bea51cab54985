package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first five minutes, without an account anywhere. */
class RehearsalIT {
    private final Cms admin = Cms.admin();

    @BeforeAll
    static void start() {
        Environment.start();
    }

    @Test
    void aPostAppearsOnTheTimelineAndThreeReadersAnswer() {
        String profile = rehearsal();
        String article = "/content/herald-demo/fr/seeds";
        String share = admin.share(article, profile);
        assertThat(admin.settled(share).get(profile).path("state").asText()).isEqualTo("SENT");
        JsonNode post = Cms.stream(timeline().path("entries"))
                .filter(e -> e.path("cardTitle").asText().equals("Une bibliothèque qui prête des graines"))
                .findFirst()
                .orElseThrow();
        Web.Reply three = Web.form(
                Environment.CMS + "/bin/herald-rehearsal/three",
                Map.of("parent", post.path("id").asText(), "language", "fr"),
                "Authorization",
                Web.basic("admin", "admin"),
                "X-Herald-Rehearsal",
                "1");
        assertThat(three.status()).isEqualTo(201);
        List<JsonNode> replies = admin.collect(profile, article, 3);
        assertThat(replies).hasSize(3);
        assertThat(replies.stream().filter(r -> !r.path("parentId").asText().isEmpty()))
                .hasSize(1);
    }

    @Test
    void theTimelineShowsPostsAndAnswers() {
        String article = "/content/herald-demo/en/seeds";
        String profile = rehearsal();
        admin.settled(admin.share(article, profile));
        try (Browser browser = new Browser()) {
            for (String language : java.util.List.of("en-US", "fr-FR")) {
                Page page = browser.signedIn("admin", "admin", language);
                page.navigate(Environment.CMS + "/cms/herald-rehearsal/timeline.html");
                Locator post =
                        page.locator(".rehearsal__timeline > .rehearsal__post").first();
                int before = post.locator(".rehearsal__post").count();
                post.locator(".rehearsal__three").first().click();
                assertThat(page.locator(".rehearsal__timeline > .rehearsal__post")
                                .first()
                                .locator(".rehearsal__post"))
                        .hasCount(before + 3);
                Browser.picture(page, "rehearsal" + (language.startsWith("fr") ? "-fr" : ""));
                Browser.accessible(page, ".herald");
                page.context().close();
            }
        }
    }

    @Test
    void aForeignSiteCannotMakeReadersAnswer() {
        Web.Reply reply = Web.form(
                Environment.CMS + "/bin/herald-rehearsal/three",
                Map.of("parent", "x"),
                "Authorization",
                Web.basic("admin", "admin"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(Web.get(Environment.CMS + "/bin/herald-rehearsal/timeline").status())
                .isEqualTo(401);
    }

    private String rehearsal() {
        return Cms.stream(admin.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("network").asText().equals("rehearsal"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private JsonNode timeline() {
        return Web.get(Environment.CMS + "/bin/herald-rehearsal/timeline", admin.headers())
                .json();
    }
}
