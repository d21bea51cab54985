package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A site that asks for approvals, and one that does not; by Herald's own door and by every other one. */
class WorkflowIT {
    private static final String SITE = "/content/herald-demo/approved";
    private static final String RUN = "-" + UUID.randomUUID().toString().substring(0, 8);
    private static final Cms ADMIN = Cms.admin();
    private static final String[] EVERY_PAGE = {
        "jcr:primaryType", "sling:Page", "jcr:content/jcr:primaryType", "nt:unstructured"
    };
    private static Cms anna;
    private static Cms rita;
    private static String rehearsal;

    @BeforeAll
    static void start() {
        Environment.start();
        anna = Cms.user("anna", "authors", "herald-editors", "herald-authors");
        rita = Cms.user("rita", "authors", "herald-editors", "herald-authors", "herald-reviewers");
        Web.form(
                Environment.CMS + SITE,
                Map.of(
                        "jcr:primaryType", "sling:Site",
                        "jcr:title", "Approved",
                        "jcr:language", "en",
                        "sling:url", Environment.CMS + SITE),
                ADMIN.headers());
        rehearsal = Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("network").asText().equals("rehearsal"))
                .map(p -> p.path("id").asText())
                .findFirst()
                .orElseThrow();
        policy(true, List.of("herald-reviewers"));
    }

    private static void policy(boolean required, List<String> reviewers) {
        Web.Reply saved = ADMIN.send(
                "PUT",
                "/settings",
                Map.of(
                        "site",
                        SITE,
                        "approval",
                        Map.of(
                                "required",
                                required,
                                "authors",
                                List.of("herald-authors"),
                                "reviewers",
                                reviewers,
                                "days",
                                10)));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static String article(String name) {
        String path = SITE + "/" + name + RUN;
        Map<String, String> fields = new HashMap<>(Map.of(
                "jcr:content/jcr:title",
                name,
                "jcr:content/jcr:description",
                "About " + name,
                "jcr:content/sling:resourceType",
                "herald-demo/components/page"));
        for (int i = 0; i < EVERY_PAGE.length; i += 2) {
            fields.put(EVERY_PAGE[i], EVERY_PAGE[i + 1]);
        }
        Web.Reply made = Web.form(Environment.CMS + path, fields, anna.headers());
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        return path;
    }

    private static Web.Reply step(Cms who, String article, String step, String comment) {
        return who.post("/workflow", Map.of("path", article, "step", step, "comment", comment));
    }

    private static void done(Cms who, String article, String step) {
        Web.Reply reply = step(who, article, step, "As said.");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static String refused(Cms who, String article, String step) {
        Web.Reply reply = step(who, article, step, "");
        assertThat(reply.status()).as(reply.text()).isIn(400, 403, 409);
        return reply.json().path("code").asText();
    }

    private static JsonNode workflow(Cms who, String article) {
        return who.get("/workflow?path=" + article).json();
    }

    private static List<String> kinds(Cms who, String article) {
        return Cms.stream(who.get("/work").json().path("items"))
                .filter(item -> item.path("articlePath").asText().equals(article))
                .map(item -> item.path("kind").asText())
                .toList();
    }

    private static boolean isPublic(String article) {
        return Web.get(Environment.CMS + article + "/jcr:content.json", ADMIN.headers())
                .json()
                .path("sling:published")
                .asBoolean();
    }

    private static Web.Reply post(Cms who, String path, Map<String, String> fields) {
        return Web.form(Environment.CMS + path, fields, who.headers());
    }

    @Test
    void noDoorPublishesWhatWasNotApproved() {
        String article = article("doors");
        Web.Reply button = post(ADMIN, article, Map.of(":operation", "publish"));
        assertThat(button.status()).isBetween(400, 499);
        assertThat(button.text()).contains("only what was approved");
        assertThat(isPublic(article)).isFalse();
        Web.Reply plain = post(
                ADMIN,
                article + "/jcr:content",
                Map.of("sling:published", "true", "sling:published@TypeHint", "Boolean"));
        assertThat(plain.status()).isGreaterThanOrEqualTo(400);
        assertThat(isPublic(article)).isFalse();
        Web.Reply whole = post(
                ADMIN,
                SITE + "/smuggled" + RUN,
                Map.of(
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/sling:published", "true",
                        "jcr:content/sling:published@TypeHint", "Boolean"));
        assertThat(whole.status()).isGreaterThanOrEqualTo(400);
        Cms stranger = Cms.user("norbert", "authors");
        assertThat(refused(stranger, article, "SUBMIT")).isEqualTo("notAuthor");
        assertThat(refused(stranger, article, "PUBLISH")).isEqualTo("notNow");
        Web.Reply share = anna.post(
                "/shares",
                Map.of(
                        "path",
                        article,
                        "variants",
                        List.of(Map.of("profile", rehearsal, "text", "x", "attachment", "NONE"))));
        assertThat(share.json().path("code").asText()).isEqualTo("approvalRequired");
    }

    @Test
    void theCmssBulkPublicationLeavesOutWhatWasNotApproved() {
        String article = article("bulk");
        String other = ADMIN.article("bulk-stock" + RUN, "Bulk");
        for (String path : List.of(article, other)) {
            Web.Reply started = post(
                    ADMIN,
                    "/bin/cms/startjob",
                    Map.of(
                            "job.topics",
                            "cmsjob/org/apache/sling/cms/publication/Bulk",
                            "paths",
                            path,
                            "type",
                            "ADD",
                            "deep",
                            "false"));
            assertThat(started.status()).as(started.text()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> isPublic(other));
        assertThat(isPublic(article)).isFalse();
    }

    @Test
    void aSiteThatAsksForNothingPublishesAsTheCmsDoes() {
        String article = ADMIN.article("stock" + RUN, "Stock");
        assertThat(post(ADMIN, article, Map.of(":operation", "publish")).status())
                .isEqualTo(200);
        assertThat(isPublic(article)).isTrue();
        await().atMost(Duration.ofSeconds(10)) // the CMS notes a publication a moment later, on the same node
                .until(() -> post(ADMIN, article + "/jcr:content", Map.of("jcr:title", "Changed"))
                                .status()
                        == 200);
        assertThat(post(ADMIN, article, Map.of(":operation", "unpublish")).status())
                .isEqualTo(200);
        assertThat(isPublic(article)).isFalse();
        assertThat(Cms.stream(workflow(anna, article).path("possible")).map(JsonNode::asText))
                .containsExactly("RETIME");
    }

    @Test
    void whatIsApprovedIsPublishedAndNothingElse() {
        String article = article("bound");
        Web.Reply submitted = anna.post(
                "/workflow",
                Map.of(
                        "path",
                        article,
                        "step",
                        "SUBMIT",
                        "variants",
                        List.of(Map.of(
                                "profile", rehearsal, "text", "Bound to its text" + RUN, "attachment", "NONE"))));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
        assertThat(refused(anna, article, "APPROVE")).isEqualTo("notReviewer");
        assertThat(refused(rita, article, "REQUEST_CHANGES")).isEqualTo("comment");
        done(rita, article, "REQUEST_CHANGES");
        assertThat(kinds(anna, article)).containsExactly("CORRECT");
        assertThat(kinds(rita, article)).isEmpty();
        assertThat(refused(rita, article, "APPROVE")).isEqualTo("notNow");
        done(rita, article, "SUBMIT");
        assertThat(refused(rita, article, "APPROVE")).isEqualTo("fourEyes");
        done(rita, article, "RECALL");
        assertThat(anna.post(
                                "/workflow",
                                Map.of(
                                        "path",
                                        article,
                                        "step",
                                        "SUBMIT",
                                        "variants",
                                        List.of(Map.of(
                                                "profile",
                                                rehearsal,
                                                "text",
                                                "Bound to its text" + RUN,
                                                "attachment",
                                                "NONE"))))
                        .status())
                .isEqualTo(200);
        done(rita, article, "APPROVE");
        assertThat(post(anna, article + "/jcr:content", Map.of("jcr:title", "Changed meanwhile"))
                        .status())
                .isEqualTo(200);
        assertThat(refused(anna, article, "PUBLISH")).isEqualTo("changed");
        Web.Reply button = post(anna, article, Map.of(":operation", "publish"));
        assertThat(button.text()).contains("changed since it was submitted");
        assertThat(isPublic(article)).isFalse();
        assertThat(post(anna, article + "/jcr:content", Map.of("jcr:title", "bound"))
                        .status())
                .isEqualTo(200);
        assertThat(post(anna, article, Map.of(":operation", "publish")).status())
                .as("the CMS's own button, now that it is again what was approved")
                .isEqualTo(200);
        assertThat(isPublic(article)).isTrue();
        JsonNode shares = ADMIN.get("/shares?path=" + article).json().path("shares");
        assertThat(shares).hasSize(1);
        assertThat(shares.at("/0/by").asText()).isEqualTo("anna");
        assertThat(ADMIN.settled(shares.at("/0/id").asText())
                        .get(rehearsal)
                        .path("state")
                        .asText())
                .isEqualTo("SENT");

        Web.Reply edit = post(anna, article + "/jcr:content", Map.of("jcr:title", "Changed live"));
        assertThat(edit.status()).isGreaterThanOrEqualTo(400);
        done(anna, article, "REVISE");
        assertThat(isPublic(article)).isFalse();
        assertThat(post(anna, article + "/jcr:content", Map.of("jcr:title", "Changed"))
                        .status())
                .isEqualTo(200);
        assertThat(Cms.stream(workflow(anna, article).path("history"))
                        .map(entry -> entry.path("what").asText()))
                .startsWith("REVISE", "PUBLISH", "APPROVE", "SUBMIT");
        assertThat(ADMIN.get("/audit?site=" + SITE).json().path("entries").size())
                .isGreaterThan(7);
    }

    @Test
    void aScheduledArticleIsPublishedAtItsTimeAndAChangedOneIsHeld() {
        String article = article("later");
        String changed = article("later-changed");
        Instant at = Instant.now().plusSeconds(12);
        for (String one : List.of(article, changed)) {
            Web.Reply submitted = anna.post(
                    "/workflow",
                    Map.of(
                            "path",
                            one,
                            "step",
                            "SUBMIT",
                            "at",
                            LocalDateTime.ofInstant(at, ZoneOffset.UTC).toString(),
                            "zone",
                            "UTC",
                            "variants",
                            List.of(Map.of("profile", rehearsal, "text", "At its time " + one, "attachment", "NONE"))));
            assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
            done(rita, one, "APPROVE");
            assertThat(workflow(rita, one).path("stage").asText()).isEqualTo("SCHEDULED");
        }
        assertThat(post(anna, changed + "/jcr:content", Map.of("jcr:title", "Changed"))
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> isPublic(article));
        assertThat(Instant.now())
                .as("not before, and within five seconds and a bit")
                .isBetween(at, at.plusSeconds(8));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ADMIN.get("/shares?path=" + article)
                                .json()
                                .path("shares")
                                .size()
                        == 1);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> workflow(rita, changed).path("stage").asText().equals("CHANGES_REQUESTED"));
        assertThat(isPublic(changed)).isFalse();
        assertThat(workflow(rita, changed).at("/history/0/what").asText()).isEqualTo("HELD");
        assertThat(ADMIN.get("/shares?path=" + changed).json().path("shares")).isEmpty();
        Web.Reply gap = anna.post(
                "/workflow",
                Map.of("path", changed, "step", "SUBMIT", "at", "2027-03-28T02:30", "zone", "Europe/Zurich"));
        assertThat(gap.json().path("code").asText()).isEqualTo("timeGap");
    }

    @Test
    void aDeletedArticleTakesWhatWasPendingWithIt() {
        String article = article("deleted");
        Web.Reply submitted = anna.post(
                "/workflow",
                Map.of("path", article, "step", "SUBMIT", "at", "2099-01-01T09:00", "zone", "Europe/Zurich"));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
        done(rita, article, "APPROVE");
        assertThat(post(ADMIN, article, Map.of(":operation", "delete")).status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String audit = Web.get(Environment.CMS + "/bin/herald/audit?format=csv&site=" + SITE, ADMIN.headers())
                    .text();
            assertThat(audit).contains(article + ",deleted,herald,DELETED,SCHEDULED");
        });
    }

    @Test
    void withoutReviewersNobodyApprovesAndTheScreenSaysWhy() {
        String article = article("nobody");
        policy(true, List.of());
        try {
            done(anna, article, "SUBMIT");
            assertThat(refused(rita, article, "APPROVE")).isEqualTo("noReviewers");
            assertThat(refused(ADMIN, article, "APPROVE")).isEqualTo("noReviewers");
            assertThat(workflow(rita, article).path("why").asText()).contains("name a group of reviewers");
        } finally {
            policy(true, List.of("herald-reviewers"));
        }
    }

    @Test
    void aMovedArticleKeepsItsWorkflowAndACopyHasNone() {
        String article = article("moved");
        done(anna, article, "SUBMIT");
        String there = article + "-there";
        assertThat(post(ADMIN, article, Map.of(":operation", "move", ":dest", there))
                        .status())
                .isIn(200, 201);
        assertThat(workflow(anna, there).path("stage").asText()).isEqualTo("IN_REVIEW");
        String copy = article + "-copy";
        assertThat(post(ADMIN, there, Map.of(":operation", "copy", ":dest", copy))
                        .status())
                .isIn(200, 201);
        assertThat(workflow(anna, copy).path("stage").asText()).isEqualTo("DRAFT");
    }

    @Test
    void aPublicArticleMovesWithItsWorkflowAndItsShares() {
        String article = article("public-moved");
        Web.Reply submitted = anna.post(
                "/workflow",
                Map.of(
                        "path",
                        article,
                        "step",
                        "SUBMIT",
                        "variants",
                        List.of(Map.of("profile", rehearsal, "text", "Moves along" + RUN, "attachment", "NONE"))));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(200);
        done(rita, article, "APPROVE");
        done(rita, article, "PUBLISH");
        String there = article + "-there";
        await().atMost(Duration.ofSeconds(10)) // the CMS notes a publication a moment later, on the same node
                .until(() -> List.of(200, 201)
                        .contains(post(ADMIN, article, Map.of(":operation", "move", ":dest", there))
                                .status()));
        assertThat(isPublic(there)).isTrue();
        assertThat(workflow(anna, there).path("stage").asText()).isEqualTo("PUBLISHED");
        assertThat(ADMIN.get("/shares?path=" + there).json().path("shares")).hasSize(1);
        String copy = article + "-copy";
        assertThat(post(ADMIN, there, Map.of(":operation", "copy", ":dest", copy))
                        .status())
                .as("a copy was approved by nobody")
                .isGreaterThanOrEqualTo(400);
        String outside = ADMIN.article("public-outside" + RUN, "Outside");
        assertThat(post(ADMIN, outside, Map.of(":operation", "publish")).status())
                .isEqualTo(200);
        assertThat(post(ADMIN, outside, Map.of(":operation", "move", ":dest", SITE + "/smuggled-in" + RUN))
                        .status())
                .as("nor what comes from a site without approvals")
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    void anAuthorSubmitsAndAReviewerApprovesOnScreen() {
        String article = article("screen");
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("anna", Cms.password("anna"), "en-US");
            page.navigate(Environment.CMS + "/cms/herald/share.html" + article);
            Locator submit = page.locator(".herald-share__send");
            assertThat(submit).hasText("Submit for review", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
            page.locator(".herald-variant__head input").first().check();
            assertThat(submit).containsText("Submit for review, as ");
            Browser.pictures(page, "composer-review");
            submit.click();
            assertThat(page.locator(".herald-review__stage")).containsText("in review");
            assertThat(page.locator("[data-step=APPROVE]")).hasCount(0);
            page.context().close();

            Page work = browser.signedIn("rita", Cms.password("rita"), "en-US");
            work.navigate(Environment.CMS + "/cms/herald/work.html");
            assertThat(work.locator(".herald-work[data-kind=REVIEW]")
                            .filter(new Locator.FilterOptions().setHasText("screen"))
                            .last())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            Browser.pictures(work, "work");
            Browser.accessible(work, ".herald");
            work.context().close();

            done(rita, article, "REQUEST_CHANGES");
            assertThat(post(anna, article + "/jcr:content", Map.of("jcr:title", "screen, corrected"))
                            .status())
                    .isEqualTo(200);
            done(anna, article, "SUBMIT");
            Page reviewer = browser.signedIn("rita", Cms.password("rita"), "fr-FR");
            reviewer.navigate(Environment.CMS + "/cms/herald/share.html" + article);
            reviewer.locator("#herald-tab-review").click();
            assertThat(reviewer.locator(".herald-change[data-where^='post:'] del")
                            .first())
                    .containsText("screen");
            Locator change = reviewer.locator(".herald-change[data-where='jcr:title']");
            assertThat(change.locator(".herald-change__before")).hasText("screen");
            assertThat(change.locator(".herald-change__after")).hasText("screen, corrected");
            reviewer.fill("#herald-comment", "Très bien, merci !");
            Browser.pictures(reviewer, "review-fr");
            Browser.accessible(reviewer, ".herald");
            reviewer.locator("[data-step=APPROVE]").click();
            assertThat(reviewer.locator(".herald-review__stage")).containsText("approuvé");
            reviewer.locator("[data-step=PUBLISH]").click();
            assertThat(reviewer.locator(".herald-review__stage")).containsText("publié");
            Browser.pictures(reviewer, "review-published-fr");
            reviewer.context().close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> isPublic(article));
        assertThat(Web.get(Environment.CMS + article + ".html").status())
                .as("for everybody")
                .isEqualTo(200);
    }
}
