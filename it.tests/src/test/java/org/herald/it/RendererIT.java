package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An author that publishes to a renderer: readers see there what was approved, and nothing else. */
class RendererIT {
    private static final Node RENDERER = new Node(8192, Environment.WORK.resolve("renderer"));
    private static final Node AUTHOR = new Node(8191, Environment.WORK.resolve("author"));
    private static final String SITE = "/content/herald-demo/rendered";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static Cms admin;
    private static Cms rita;

    @BeforeAll
    static void start() throws InterruptedException {
        Environment.start(); // what has to be built is built once, not by both
        Thread other = new Thread(() -> RENDERER.start(Map.of(), "--clean", "--renderer"));
        other.start();
        AUTHOR.start(Map.of(), "--clean", "--author", RENDERER.url());
        other.join();
        admin = Cms.admin(AUTHOR.url());
        rita = Cms.userAt(AUTHOR.url(), "rita", "authors", "herald-editors", "herald-authors", "herald-reviewers");
        for (Node node : List.of(AUTHOR, RENDERER)) { // sites are set up on both, as their administrators do
            Web.form(
                    node.url() + SITE,
                    Map.of(
                            "jcr:primaryType", "sling:Site",
                            "jcr:title", "Rendered",
                            "jcr:language", "en",
                            "sling:url", RENDERER.url() + SITE),
                    admin.headers());
        }
        Web.Reply saved = admin.send(
                "PUT",
                "/settings",
                Map.of(
                        "site",
                        SITE,
                        "approval",
                        Map.of("required", true, "reviewers", List.of("herald-reviewers"), "days", 10)));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        List.of(AUTHOR, RENDERER).forEach(node -> {
            if (node.isRunning()) {
                node.stop();
            }
        });
    }

    private static void step(Cms who, String article, String step) {
        Web.Reply reply = who.post("/workflow", Map.of("path", article, "step", step, "comment", "As said."));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static Web.Reply edit(String path, String title) {
        return Web.form(AUTHOR.url() + path + "/jcr:content", Map.of("jcr:title", title), admin.headers());
    }

    /** What a reader finds, who signed in nowhere. */
    private static String read(String article) {
        Web.Reply page = Web.get(RENDERER.url() + article + ".html");
        return page.status() == 200 ? page.text() : "";
    }

    @Test
    void readersSeeOnTheRendererWhatWasApproved() {
        String article = SITE + "/story";
        Web.Reply made = Web.form(
                AUTHOR.url() + article,
                Map.of(
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/jcr:title", "A story for readers",
                        "jcr:content/sling:resourceType", "herald-demo/components/page"),
                admin.headers());
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        Web.Reply button = Web.form(AUTHOR.url() + article, Map.of(":operation", "publish"), admin.headers());
        assertThat(button.status()).as("the CMS's own button").isGreaterThanOrEqualTo(400);
        assertThat(read(article)).isEmpty();

        step(admin, article, "SUBMIT");
        step(rita, article, "APPROVE");
        Web.Reply published = Web.form(AUTHOR.url() + article, Map.of(":operation", "publish"), rita.headers());
        assertThat(published.status()).as(published.text()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(read(article)).contains("A story for readers"));

        assertThat(edit(article, "Changed by its author").status())
                .as("an author writes on while readers see what was approved")
                .isEqualTo(200);
        assertThat(read(article)).contains("A story for readers").doesNotContain("Changed by its author");
        step(admin, article, "REVISE");
        step(admin, article, "SUBMIT");
        step(rita, article, "APPROVE");
        assertThat(read(article)).as("approved is not published").doesNotContain("Changed by its author");
        step(rita, article, "PUBLISH");
        await().atMost(SOON).untilAsserted(() -> assertThat(read(article)).contains("Changed by its author"));
        step(rita, article, "UNPUBLISH");
        await().atMost(SOON).until(() -> read(article).isEmpty());
    }
}
