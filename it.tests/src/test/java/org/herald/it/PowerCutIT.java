package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The CMS dies while twenty shares are queued for both networks; nothing is lost, nothing is posted twice. */
class PowerCutIT {
    private static final int SHARES = 20;
    private static final Cms ADMIN = Cms.admin();

    @BeforeAll
    static void start() {
        Environment.start();
    }

    @Test
    void nothingIsLostAndNothingIsPostedTwice() {
        Assumptions.assumeFalse(Boolean.getBoolean("herald.it.reuse"), "kills the CMS that others use");
        String mastodon = ADMIN.profile(
                "Lindenhof on Mastodon",
                "mastodon",
                Environment.SNAC,
                "alice",
                Snac.person("alice").token());
        Bluesky.person("lindenhof");
        String bluesky = ADMIN.profile(
                "Lindenhof on Bluesky", "bluesky", Environment.PDS, "lindenhof.test", Bluesky.password("lindenhof"));
        List<String> articles = IntStream.range(0, SHARES)
                .mapToObj(i -> ADMIN.article("cut-" + i, "Power cut number " + (char) ('A' + i) + "."))
                .toList();
        // profiles and articles were there before; what is cut off is the sharing. The CMS's embedded repository
        // writes to disk every five seconds, and loses by itself what is younger.
        await().pollDelay(Duration.ofSeconds(12)).atMost(Duration.ofSeconds(30)).until(() -> true);
        List<String> shares = new ArrayList<>();
        articles.forEach(article -> shares.add(ADMIN.share(article, mastodon, bluesky)));
        Environment.killCms();
        long before = posted();
        Environment.startCms();
        assertThat(before)
                .as("some must have been left to be sent after the cut")
                .isLessThan(2L * SHARES);
        assertThat(shares)
                .allSatisfy(share -> assertThat(ADMIN.get("/shares/" + share).status())
                        .as("a share that was accepted")
                        .isEqualTo(200));
        Set<String> unsettled = new HashSet<>(shares);
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    unsettled.removeIf(share -> !ADMIN.variants(share).isEmpty()
                            && Cms.stream(ADMIN.variants(share))
                                    .allMatch(v -> v.path("state").asText().equals("SENT")));
                    return unsettled.isEmpty();
                });
        List<String> onMastodon = Snac.person("alice").statuses().stream()
                .map(s -> s.path("content").asText())
                .toList();
        List<String> onBluesky = Bluesky.posts(Bluesky.person("lindenhof").did).stream()
                .map(JsonNode::toString)
                .toList();
        for (int i = 0; i < SHARES; i++) {
            String title = "Power cut number " + (char) ('A' + i) + ".";
            assertThat(onMastodon.stream().filter(text -> text.startsWith(title)))
                    .as(title)
                    .hasSize(1);
            assertThat(onBluesky.stream().filter(text -> text.contains(title)))
                    .as(title)
                    .hasSize(1);
        }
    }

    private static long posted() {
        return Snac.person("alice").statuses().stream()
                        .filter(s -> s.path("content").asText().startsWith("Power cut"))
                        .count()
                + Bluesky.posts(Bluesky.person("lindenhof").did).stream()
                        .filter(r -> r.toString().contains("Power cut"))
                        .count();
    }
}
