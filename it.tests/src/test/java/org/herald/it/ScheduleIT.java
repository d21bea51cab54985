package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens by itself: posts at a time or after a publication, ends, and what changed before its time. */
class ScheduleIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static ApprovalSite site;
    private static final Cms ADMIN = Cms.admin();

    @BeforeAll
    static void start() {
        Environment.start();
        site = new ApprovalSite("scheduled");
    }

    private static String stock(String name) {
        String path = ADMIN.article(name + "-" + UUID.randomUUID().toString().substring(0, 8), name);
        publish(path);
        return path;
    }

    private static void publish(String path) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ApprovalSite.form(ADMIN, path, Map.of(":operation", "publish"))
                                .status()
                        == 200);
    }

    private static Web.Reply share(String path, Object... posts) {
        return ADMIN.post("/shares", Map.of("path", path, "again", true, "variants", List.of(posts)));
    }

    private static List<String> states(String article) {
        return site.posts(article).stream().map(v -> v.path("state").asText()).toList();
    }

    @Test
    void aPostWaitsForItsTimeAndAReminderFollows() {
        String article = stock("series");
        Instant at = Instant.now().plusSeconds(10);
        Web.Reply same = share(article, site.post("Once"), site.post("Once", "after", "P7D"));
        assertThat(same.json().path("code").asText()).isEqualTo("sameText");
        Web.Reply past = share(article, site.post("Late", "at", "2020-01-01T09:00", "zone", "UTC"));
        assertThat(past.json().path("code").asText()).isEqualTo("timePast");
        Web.Reply gap = share(article, site.post("Gap", "at", "2027-03-28T02:30", "zone", "Europe/Zurich"));
        assertThat(gap.json().path("code").asText()).isEqualTo("timeGap");
        assertThat(site.posts(article)).isEmpty();

        Web.Reply planned = share(
                article,
                site.post("At its time", "at", ApprovalSite.local(at), "zone", "UTC"),
                site.post("In other words", "after", "P7D"));
        assertThat(planned.status()).as(planned.text()).isEqualTo(202);
        assertThat(states(article)).containsExactly("PLANNED", "PLANNED");
        await().atMost(SOON).until(() -> states(article).contains("SENT"));
        JsonNode sent = site.posts(article).stream()
                .filter(v -> v.path("state").asText().equals("SENT"))
                .findFirst()
                .orElseThrow();
        assertThat(Instant.parse(sent.path("sentAt").asText()))
                .as("not before, and within five seconds and a bit")
                .isBetween(at.minusSeconds(1), at.plusSeconds(8));
        assertThat(states(article)).containsExactlyInAnyOrder("SENT", "PLANNED");
    }

    @Test
    void whatIsPlannedIsMovedSentNowOrNotAtAll() {
        String article = stock("changed-mind");
        String id = share(article, site.post("Some day", "at", "2099-01-01T09:00", "zone", "UTC"))
                .json()
                .path("id")
                .asText();
        String address = "/shares/" + id + "/" + site.rehearsal;
        Web.Reply moved = ADMIN.send("PUT", address, Map.of("at", "2098-01-01T09:00", "zone", "Europe/Zurich"));
        assertThat(moved.json().at("/variants/0/notBefore").asText()).isEqualTo("2098-01-01T08:00:00Z");
        ADMIN.ok(202, address, Map.of("act", "RETRY"));
        await().atMost(SOON).until(() -> states(article).equals(List.of("SENT")));
        assertThat(ADMIN.send("PUT", address, Map.of("at", "2097-01-01T09:00", "zone", "UTC"))
                        .status())
                .as("it is out")
                .isEqualTo(409);
        String other = share(article, site.post("Never", "at", "2099-01-01T09:00", "zone", "UTC"))
                .json()
                .path("id")
                .asText();
        ADMIN.ok(202, "/shares/" + other + "/" + site.rehearsal, Map.of("act", "WITHDRAW"));
        assertThat(states(article)).containsExactlyInAnyOrder("SENT", "WITHDRAWN");
    }

    @Test
    void aPostIsHeldWhereReadersCannotReadItsArticle() {
        String hidden = ADMIN.article("hidden-" + UUID.randomUUID().toString().substring(0, 8), "Hidden");
        share(
                hidden,
                site.post("To nowhere", "at", ApprovalSite.local(Instant.now().plusSeconds(4)), "zone", "UTC"));
        await().atMost(SOON).until(() -> states(hidden).equals(List.of("REFUSED")));
        JsonNode held = site.posts(hidden).get(0);
        assertThat(held.path("reason").asText()).isEqualTo("HELD");
        assertThat(held.path("message").asText()).contains("not public");
    }

    @Test
    void aDeletedArticleGivesUpWhatIsPlanned() {
        String article = stock("deleted");
        String id = share(article, site.post("Gone", "at", "2099-01-01T09:00", "zone", "UTC"))
                .json()
                .path("id")
                .asText();
        ApprovalSite.form(ADMIN, article, Map.of(":operation", "delete"));
        await().atMost(SOON)
                .until(() -> ADMIN.variants(id).at("/0/state").asText().equals("WITHDRAWN"));
        assertThat(ADMIN.variants(id).at("/0/message").asText()).contains("deleted");
    }

    @Test
    void postsFollowThePublicationAndTheArticleEnds() {
        String article = site.article("story");
        Instant at = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS); // as it is asked for
        Instant until = at.plusSeconds(16);
        site.approve(
                article,
                Map.of(
                        "at", ApprovalSite.local(at),
                        "until", ApprovalSite.local(until),
                        "variants", List.of(site.post("With it"), site.post("After it", "after", "PT6S"))));
        assertThat(site.stage(article)).isEqualTo("SCHEDULED");
        await().atMost(SOON).until(() -> site.isPublic(article));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(states(article)).containsExactlyInAnyOrder("SENT", "PLANNED"));
        await().atMost(SOON).untilAsserted(() -> assertThat(states(article)).containsExactlyInAnyOrder("SENT", "SENT"));
        await().atMost(SOON).until(() -> !site.isPublic(article));
        assertThat(Instant.now()).isAfter(until);
        assertThat(site.stage(article)).isEqualTo("EXPIRED");
        assertThat(site.workflow(article).at("/history/0/what").asText()).isEqualTo("EXPIRE");
        ApprovalSite.done(site.anna, article, "SUBMIT");
        assertThat(ApprovalSite.refused(
                        site.anna,
                        article,
                        "SUBMIT",
                        Map.of("at", ApprovalSite.local(at), "until", ApprovalSite.local(until))))
                .isEqualTo("notNow");
    }

    @Test
    void onlyWhatChangedIsReviewedAgain() {
        String article = site.article("amended");
        site.approve(
                article,
                Map.of(
                        "at",
                        "2099-01-01T09:00",
                        "variants",
                        List.of(site.post("First"), site.post("Second", "after", "P1D"))));
        assertThat(ApprovalSite.refused(
                        site.anna,
                        article,
                        "AMEND",
                        Map.of("variants", List.of(site.post("Too soon", "at", "2098-01-01T09:00", "zone", "UTC")))))
                .isEqualTo("beforePublication");
        ApprovalSite.done(
                site.anna,
                article,
                "AMEND",
                Map.of("variants", List.of(site.post("First"), site.post("Second, corrected", "after", "P1D"))));
        JsonNode flow = site.workflow(article);
        assertThat(flow.path("stage").asText()).as("the article goes its way").isEqualTo("SCHEDULED");
        assertThat(flow.at("/planned/0/approved").asBoolean()).isTrue();
        assertThat(flow.at("/planned/1/approved").asBoolean()).isFalse();
        assertThat(Cms.stream(flow.path("changes")).map(c -> c.path("where").asText()))
                .containsExactly("post:" + site.rehearsal);
        assertThat(Cms.stream(flow.path("possible")).map(JsonNode::asText)).contains("APPROVE_POSTS");
        assertThat(ApprovalSite.refused(site.anna, article, "APPROVE_POSTS", Map.of()))
                .isEqualTo("notReviewer");
        ApprovalSite.done(site.rita, article, "PUBLISH");
        await().atMost(SOON).untilAsserted(() -> assertThat(states(article)).containsExactly("SENT"));
        assertThat(site.workflow(article).at("/planned/0/approved").asBoolean()).isFalse();
        ApprovalSite.done(site.rita, article, "APPROVE_POSTS");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(states(article)).containsExactlyInAnyOrder("SENT", "PLANNED"));
        assertThat(site.workflow(article).path("planned")).isEmpty();
    }

    @Test
    void aDecisionIsAboutWhatItsMakerSaw() {
        String article = site.article("seen");
        ApprovalSite.done(site.anna, article, "SUBMIT", Map.of("variants", List.of(site.post("Harmless"))));
        long seen = site.workflow(article).path("moves").asLong();
        ApprovalSite.done(site.anna, article, "RECALL");
        ApprovalSite.done(site.anna, article, "SUBMIT", Map.of("variants", List.of(site.post("Something else"))));
        assertThat(ApprovalSite.refused(site.rita, article, "APPROVE", Map.of("moves", seen)))
                .isEqualTo("movedOn");
        assertThat(site.stage(article)).isEqualTo("IN_REVIEW");
        long now = site.workflow(article).path("moves").asLong();
        ApprovalSite.done(site.rita, article, "APPROVE", Map.of("moves", now));
    }

    @Test
    void anotherTimeIsReviewedAndTheArticleIsNot() {
        String article = site.article("retimed");
        site.approve(article, Map.of("at", "2099-01-01T09:00", "variants", List.of(site.post("Kept"))));
        ApprovalSite.done(site.rita, article, "RETIME", Map.of("at", "2099-02-01T09:00"));
        assertThat(site.stage(article)).as("who may approve decides").isEqualTo("SCHEDULED");
        ApprovalSite.done(site.anna, article, "RETIME", Map.of("at", "2099-03-01T09:00"));
        JsonNode flow = site.workflow(article);
        assertThat(flow.path("stage").asText()).isEqualTo("IN_REVIEW");
        assertThat(flow.path("bound").asBoolean())
                .as("the article was approved as it is")
                .isTrue();
        assertThat(Cms.stream(flow.path("changes")).map(c -> c.path("where").asText()))
                .containsExactly("publishAt");
        assertThat(flow.at("/planned/0/approved").asBoolean()).isTrue();
        ApprovalSite.done(site.rita, article, "APPROVE");
        assertThat(site.stage(article)).isEqualTo("SCHEDULED");
        assertThat(ApprovalSite.refused(
                        site.rita, article, "RETIME", Map.of("at", "2099-03-01T09:00", "until", "2099-02-01T09:00")))
                .isEqualTo("untilBefore");
    }

    @Test
    void aPictureThatChangedAfterTheApprovalIsNotSent() {
        String folder =
                "/content/herald-demo/files-" + UUID.randomUUID().toString().substring(0, 8);
        ApprovalSite.form(ADMIN, folder, Map.of("jcr:primaryType", "sling:OrderedFolder"));
        Web.upload(Environment.CMS + folder, "bee.png", "image/png", png(40, 30), ADMIN.headers());
        String article = site.article("sealed");
        Map<String, Object> post = site.post("With a picture");
        post.put("attachment", "MEDIA");
        post.put("media", List.of(Map.of("path", folder + "/bee.png", "alt", "A bee")));
        site.approve(article, Map.of("at", "2099-01-01T09:00", "variants", List.of(post)));
        assertThat(site.workflow(article).at("/planned/0/approved").asBoolean()).isTrue();
        Web.upload(Environment.CMS + folder, "bee.png", "image/png", png(30, 40), ADMIN.headers());
        assertThat(site.workflow(article).at("/planned/0/approved").asBoolean()).isFalse();
        ApprovalSite.done(site.rita, article, "PUBLISH");
        assertThat(site.isPublic(article)).isTrue();
        assertThat(Cms.stream(site.workflow(article).path("history"))
                        .map(e -> e.path("what").asText()))
                .contains("POSTS_HELD");
        assertThat(states(article)).isEmpty();
    }

    private static byte[] png(int width, int height) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSiteWithoutApprovalsHasTimesToo() {
        String article = ADMIN.article("times-" + UUID.randomUUID().toString().substring(0, 8), "Times");
        Instant at = Instant.now().plusSeconds(5);
        ApprovalSite.done(
                ADMIN,
                article,
                "RETIME",
                Map.of("at", ApprovalSite.local(at), "until", ApprovalSite.local(at.plusSeconds(8))));
        await().atMost(SOON).until(() -> site.isPublic(article));
        await().atMost(SOON).until(() -> !site.isPublic(article));
        assertThat(site.stage(article)).isEqualTo("EXPIRED");
    }
}
