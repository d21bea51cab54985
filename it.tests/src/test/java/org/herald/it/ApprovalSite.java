package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A site that asks for approvals, with somebody who writes and somebody who reviews. */
final class ApprovalSite {
    private static final String RUN = "-" + UUID.randomUUID().toString().substring(0, 8);

    final String path;
    final Cms admin = Cms.admin();
    final Cms anna = Cms.user("anna", "authors", "herald-editors", "herald-authors");
    final Cms rita = Cms.user("rita", "authors", "herald-editors", "herald-authors", "herald-reviewers");
    final String rehearsal;

    ApprovalSite(String name) {
        path = "/content/herald-demo/" + name + RUN;
        Web.form(
                Environment.CMS + path,
                Map.of(
                        "jcr:primaryType",
                        "sling:Site",
                        "jcr:title",
                        name,
                        "jcr:language",
                        "en",
                        "sling:url",
                        Environment.CMS + path),
                admin.headers());
        rehearsal = await().atMost(Duration.ofSeconds(60)) // the demo connects it a moment after the CMS is ready
                .until(this::rehearsals, found -> !found.isEmpty())
                .get(0);
        policy(true, List.of("herald-reviewers"));
    }

    private List<String> rehearsals() {
        return Cms.stream(admin.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("network").asText().equals("rehearsal"))
                .map(p -> p.path("id").asText())
                .toList();
    }

    void policy(boolean required, List<String> reviewers) {
        policy(required, reviewers, 10);
    }

    void policy(boolean required, List<String> reviewers, int days) {
        Web.Reply saved = admin.send(
                "PUT",
                "/settings",
                Map.of(
                        "site",
                        path,
                        "approval",
                        Map.of(
                                "required",
                                required,
                                "authors",
                                List.of("herald-authors"),
                                "reviewers",
                                reviewers,
                                "days",
                                days)));
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    String article(String name) {
        String page = path + "/" + name + RUN;
        Web.Reply made = form(
                anna,
                page,
                new HashMap<>(Map.of(
                        "jcr:primaryType", "sling:Page",
                        "jcr:content/jcr:primaryType", "nt:unstructured",
                        "jcr:content/jcr:title", name,
                        "jcr:content/jcr:description", "About " + name,
                        "jcr:content/sling:resourceType", "herald-demo/components/page")));
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        return page;
    }

    static Web.Reply form(Cms who, String path, Map<String, String> fields) {
        return Web.form(Environment.CMS + path, fields, who.headers());
    }

    /** What the rehearsal network shall say, with more fields: a time, say. */
    Map<String, Object> post(String text, Object... more) {
        Map<String, Object> post =
                new HashMap<>(Map.of("profile", rehearsal, "text", text + RUN, "attachment", "NONE"));
        for (int i = 0; i < more.length; i += 2) {
            post.put(more[i].toString(), more[i + 1]);
        }
        return post;
    }

    static String local(Instant at) {
        return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC)
                .toString();
    }

    static Web.Reply act(Cms who, String article, String step, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("path", article, "step", step, "comment", "As said."));
        body.put("zone", "UTC");
        body.putAll(more);
        return who.post("/workflow", body);
    }

    static void done(Cms who, String article, String step, Map<String, Object> more) {
        Web.Reply reply = act(who, article, step, more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    static void done(Cms who, String article, String step) {
        done(who, article, step, Map.of());
    }

    static String refused(Cms who, String article, String step, Map<String, Object> more) {
        Web.Reply reply = act(who, article, step, more);
        assertThat(reply.status()).as(reply.text()).isIn(400, 403, 409);
        return reply.json().path("code").asText();
    }

    /** Submitted by Anna, approved by Rita. */
    void approve(String article, Map<String, Object> plan) {
        done(anna, article, "SUBMIT", plan);
        done(rita, article, "APPROVE");
    }

    JsonNode workflow(String article) {
        return rita.get("/workflow?path=" + article).json();
    }

    String stage(String article) {
        return workflow(article).path("stage").asText();
    }

    /** The posts of an article, all of them. */
    List<JsonNode> posts(String article) {
        return Cms.stream(admin.get("/shares?path=" + article).json().path("shares"))
                .flatMap(share -> Cms.stream(share.path("variants")))
                .toList();
    }

    boolean isPublic(String article) {
        return Web.get(Environment.CMS + article + "/jcr:content.json", admin.headers())
                .json()
                .path("sling:published")
                .asBoolean();
    }
}
