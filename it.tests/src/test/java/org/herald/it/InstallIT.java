package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A CMS that one already has: Herald is added as bundles alone, upgraded in place, and taken away again. */
class InstallIT {
    private static final int PORT = 8282;
    private static final String CMS = "http://127.0.0.1:" + PORT;
    private static final Console CONSOLE = new Console(CMS);
    private static final String[] ADMIN = {"Authorization", Web.basic("admin", "admin")};
    private static final List<String> BUNDLES = List.of(
            "icu4j", "herald.api", "herald.core", "herald.kit", "herald.connectors", "herald.rest", "herald.ui.apps");
    private static final List<String> SCREENS = List.of(
            "/cms/start.html",
            "/cms/site/content.html/content/apache/sling-apache-org",
            "/cms/page/edit.html/content/apache/sling-apache-org/index");
    private static Process cms;

    @BeforeAll
    static void startStockCms() throws IOException {
        cms = Stock.start(PORT, "stock", Stock.FEATURE, ".cache");
        awaitQuiet();
    }

    /** The CMS answers long before it has settled: until then its console and its screens come and go. */
    private static void awaitQuiet() {
        int[] quiet = {0};
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> {
                    var counts = Web.get(CMS + "/system/console/bundles.json", ADMIN)
                            .json()
                            .path("s");
                    boolean settled = counts.get(3).asInt() == 0
                            && counts.get(4).asInt() == 0
                            && screens().stream().noneMatch(String::isBlank)
                            && screens().equals(screens());
                    quiet[0] = settled ? quiet[0] + 1 : 0;
                    return quiet[0] >= 5;
                });
    }

    @AfterAll
    static void stop() throws InterruptedException {
        Stock.stop(cms);
    }

    @Test
    void heraldComesAndGoesWithoutATrace() throws Exception {
        List<String> before = screens();
        BUNDLES.forEach(CONSOLE::install);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> Web.get(CMS + "/bin/herald/session", ADMIN).status() == 200);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Web.get(CMS + "/cms/herald/inbox.html", ADMIN).status() == 200);
        assertThat(screens()).isNotEqualTo(before);
        assertThat(Web.get(CMS + "/bin/herald/networks", ADMIN).text())
                .contains("mastodon", "bluesky")
                .doesNotContain("\"id\":\"rehearsal\"");
        assertThat(Web.get(CMS + "/cms/herald-rehearsal/timeline.html", ADMIN).status())
                .isEqualTo(404);

        CONSOLE.install("herald.core"); // an upgrade is the same step once more
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> Web.get(CMS + "/bin/herald/inbox", ADMIN).status() == 200);

        Stream.of("herald.ui.apps", "herald.rest", "herald.connectors", "herald.kit", "herald.core", "herald.api")
                .forEach(CONSOLE::uninstall);
        remove();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(screens()).isEqualTo(before));
        assertThat(Web.get(CMS + "/bin/herald/session", ADMIN).status()).isEqualTo(404);
        String page = "/content/apache/sling-apache-org/index";
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(Web.form(CMS + page, Map.of(":operation", "publish"), ADMIN)
                                .status())
                        .as("the CMS publishes by itself again")
                        .isEqualTo(200));
        assertThat(Web.get(CMS + "/apps/herald.1.json", ADMIN).text()).doesNotContain("conversation.html");
    }

    /** The README's second step: the content loader of this CMS leaves the initial content of a bundle that goes. */
    private static void remove() throws IOException {
        String readme = Files.readString(Environment.root().resolve("README.md"));
        List<String> paths = readme.lines()
                .filter(line -> line.startsWith("    /apps/") || line.startsWith("    /static/"))
                .map(String::strip)
                .toList();
        assertThat(paths).hasSize(13);
        for (String path : paths) {
            Web.Reply reply = Web.form(CMS + path, Map.of(":operation", "delete"), ADMIN);
            assertThat(reply.status()).as(path).isEqualTo(200);
        }
    }

    /** What people see of the host, without what changes from one request to the next. */
    private static List<String> screens() {
        return SCREENS.stream()
                .map(path -> Jsoup.parse(Web.get(CMS + path, ADMIN).text()).body())
                .peek(body -> body.select("time, small").remove())
                .map(body -> body.html().replaceAll("\\s+", " "))
                .toList();
    }
}
