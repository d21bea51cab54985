package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
