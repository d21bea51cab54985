package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.herald.simulators.Mood;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stranger's connector, made from docs/connectors.md and the kit alone, comes beside Herald as a bundle of its own. */
class ConnectorIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Console CONSOLE = new Console(Environment.CMS);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TITLE = "Gazette";
    private static Noticeboard board;
    private static String profile;

    @BeforeAll
    static void install() {
        Environment.start();
        board = new Noticeboard();
        CONSOLE.install("herald.example.connector");
        await().atMost(SOON).until(() -> ADMIN.get("/networks").text().contains("\"noticeboard\""));
        profile = ADMIN.profile(TITLE, "noticeboard", board.uri().toString(), "", "board-token");
    }

    @AfterAll
    static void remove() {
        ADMIN.send("DELETE", "/profiles/" + profile, Map.of());
        CONSOLE.uninstall("herald.example.connector");
        board.close();
    }

    @Test
    void anArticleIsSharedAnsweredAndTakenBack() {
        assertThat(ADMIN.get("/profiles").text()).contains("gazette");
        String article = ADMIN.article("noticeboard", "Read all about it");
        String share = ADMIN.share(article, profile);
        JsonNode sent = ADMIN.settled(share).get(profile);
        assertThat(sent.path("state").asText()).isEqualTo("SENT");
        String note = board.notes().keySet().iterator().next();
        assertThat(board.notes().get(note).path("text").asText()).contains("Read all about it");

        List.of("One", "Two", "Three", "Four & <b>five</b>").forEach(text -> board.answer(note, text));
        List<JsonNode> items = ADMIN.collect(profile, article, 4);
        assertThat(items).as("over two pages").hasSize(4);
        assertThat(items.toString()).contains("Four &amp; &lt;b&gt;five&lt;/b&gt;");

        ADMIN.ok(202, "/shares/" + share + "/" + profile, Map.of("act", "WITHDRAW"));
        await().atMost(SOON).untilAsserted(() -> assertThat(board.notes()).isEmpty());
        assertThat(board.violations()).isEmpty();
    }

    @Test
    void whatIsLostOnTheWayBackIsThereOnce() {
        board.mood(Mood.LOST_AFTER, "PUT /notes", 1);
        int before = board.puts();
        String share = ADMIN.share(ADMIN.article("noticeboard-lost", "Lost and found"), profile);
        assertThat(ADMIN.settled(share, Duration.ofMinutes(3))
                        .get(profile)
                        .path("state")
                        .asText())
                .isEqualTo("SENT");
        assertThat(board.puts()).isEqualTo(before + 1);
    }
}
