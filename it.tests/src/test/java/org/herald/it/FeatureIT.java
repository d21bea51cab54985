package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's first way to add Herald to a CMS: its feature file, on a launcher that is not Herald's. */
class FeatureIT {
    private static final int PORT = 8283;
    private static final String CMS = "http://127.0.0.1:" + PORT;
    private static final String[] ADMIN = {"Authorization", Web.basic("admin", "admin")};

    @Test
    void theFeatureFileAndTheFolderOfArtefactsAreAllItTakes() throws Exception {
        String feature = Environment.root()
                .resolve("launcher/target/features/herald.json")
                .toString();
        Process cms = Stock.start(PORT, "feature", Stock.FEATURE + "," + feature, ".cache", "target/artifacts");
        try {
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        assertThat(Web.get(CMS + "/bin/herald/session", ADMIN).status())
                                .isEqualTo(200);
                        assertThat(Web.get(CMS + "/cms/herald/inbox.html", ADMIN)
                                        .status())
                                .isEqualTo(200);
                        assertThat(Web.get(CMS + "/bin/herald/networks", ADMIN).text())
                                .contains("mastodon", "bluesky");
                    });
        } finally {
            Stock.stop(cms);
        }
    }
}
