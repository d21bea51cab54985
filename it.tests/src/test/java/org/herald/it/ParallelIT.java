package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two people, two tabs, a double click: the same request twice at the same moment has one effect, and nobody reads that
 * something is broken. {@code -Dherald.pairs=100} makes the long form.
 */
class ParallelIT {
    private static final int PAIRS = Integer.getInteger("herald.pairs", 12);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);
    private static final Cms ADMIN = Cms.admin();
    /** Each is sent twice, and one person answers 200 times in ten minutes at most. */
    private static final int ANSWERS_OF_ONE = 45;

    private static final Map<Integer, Cms> MODERATORS = new HashMap<>();
    private static ApprovalSite site;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new ApprovalSite("parallel");
        for (Cms who : List.of(ADMIN, site.anna, site.rita)) {
            who.post("/notices/read", Map.of()); // each has its token
        }
    }

    @AfterAll
    static void stop() {
        TWO.shutdown();
    }

    private static List<Web.Reply> both(Supplier<Web.Reply> one, Supplier<Web.Reply> other) {
        CyclicBarrier together = new CyclicBarrier(2);
        var first = CompletableFuture.supplyAsync(() -> after(together, one), TWO);
        var second = CompletableFuture.supplyAsync(() -> after(together, other), TWO);
        return List.of(first.join(), second.join());
    }

    private static Web.Reply after(CyclicBarrier together, Supplier<Web.Reply> request) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return request.get();
    }

    private static List<Web.Reply> twice(Supplier<Web.Reply> request) {
        List<Web.Reply> replies = both(request, request);
        assertThat(replies)
                .as("nobody reads that something is broken")
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isLessThan(500));
        assertThat(replies)
                .as("one of them at least is done")
                .anySatisfy(reply -> assertThat(reply.status()).as(reply.text()).isLessThan(300));
        return replies;
    }

    private static Web.Reply send(Cms who, String method, String path, Object body) {
        return who.send(method, path, body);
    }

    private static String article(int number) {
        String name = "pair-" + RUN + "-" + number + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        return ADMIN.article(name, name);
    }

    private static List<JsonNode> history(String article, String what) {
        return Cms.stream(site.workflow(article).path("history"))
                .filter(entry -> entry.path("what").asText().equals(what))
                .toList();
    }

    private static String timeline() {
        return Web.get(Environment.CMS + "/bin/herald-rehearsal/timeline", ADMIN.headers())
                .text();
    }

    private static int count(String text, String word) {
        return (text.length() - text.replace(word, "").length()) / word.length();
    }

    @Test
    void oneShare() {
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < PAIRS; i++) {
            String article = article(i);
            String text = "Shared by two " + i + " " + RUN + ".";
            said.put(article, text);
            Map<String, Object> post = Map.of("profile", site.rehearsal, "text", text, "attachment", "NONE");
            twice(() -> send(ADMIN, "POST", "/shares", Map.of("path", article, "variants", List.of(post))));
        }
        said.forEach((article, text) -> {
            await().atMost(PATIENCE).until(() -> site.posts(article).stream()
                    .allMatch(post -> post.path("state").asText().equals("SENT")));
            assertThat(site.posts(article)).as(article).hasSize(1);
        });
    }

    @Test
    void oneStep() {
        for (int i = 0; i < PAIRS; i++) {
            String article = site.article("pair" + i);
            Map<String, Object> plan = Map.of("variants", List.of(site.post("Approved by two " + i + ".")));
            twice(() -> ApprovalSite.act(site.anna, article, "SUBMIT", plan));
            assertThat(history(article, "SUBMIT")).hasSize(1);
            twice(() -> ApprovalSite.act(site.rita, article, "APPROVE", Map.of()));
            assertThat(history(article, "APPROVE")).hasSize(1);
            twice(() -> ApprovalSite.act(site.rita, article, "PUBLISH", Map.of()));
            assertThat(history(article, "PUBLISH")).hasSize(1);
            await().atMost(PATIENCE).until(() -> !site.posts(article).isEmpty());
            assertThat(site.posts(article)).hasSize(1);
        }
    }

    @Test
    void oneOfTwoDecisions() {
        for (int i = 0; i < PAIRS; i++) {
            String article = site.article("against" + i);
            ApprovalSite.done(site.anna, article, "SUBMIT", Map.of("at", "2099-01-01T09:00"));
            List<Web.Reply> replies = both(
                    () -> ApprovalSite.act(site.rita, article, "APPROVE", Map.of()),
                    () -> ApprovalSite.act(site.anna, article, "RECALL", Map.of()));
            assertThat(replies)
                    .allSatisfy(
                            reply -> assertThat(reply.status()).as(reply.text()).isLessThan(500));
            assertThat(site.stage(article)).isIn("SCHEDULED", "DRAFT", "APPROVED");
            assertThat(history(article, "APPROVE").size()
                            + history(article, "RECALL").size())
                    .as("%s %s", replies.get(0).text(), replies.get(1).text())
                    .isEqualTo((int) replies.stream()
                            .filter(reply -> reply.status() < 300)
                            .count());
        }
    }

    @Test
    void oneTimeAndOneWithdrawal() {
        for (int i = 0; i < PAIRS; i++) {
            String article = article(i);
            Map<String, Object> post = site.post("Moved by two " + i, "at", "2099-01-01T09:00", "zone", "UTC");
            String id = ADMIN.ok(202, "/shares", Map.of("path", article, "variants", List.of(post)))
                    .path("id")
                    .asText();
            String address = "/shares/" + id + "/" + site.rehearsal;
            twice(() -> send(ADMIN, "PUT", address, Map.of("at", "2098-01-01T09:00", "zone", "UTC")));
            assertThat(ADMIN.variants(id).at("/0/notBefore").asText()).isEqualTo("2098-01-01T09:00:00Z");
            twice(() -> send(ADMIN, "POST", address, Map.of("act", "WITHDRAW")));
            assertThat(ADMIN.variants(id).at("/0/state").asText()).isEqualTo("WITHDRAWN");
        }
    }

    private static Cms moderator(int number) {
        return MODERATORS.computeIfAbsent(number, n -> {
            Cms who = Cms.user("pair-moderator-" + n, "authors", "herald-editors", "herald-moderators");
            who.post("/notices/read", Map.of()); // has its token
            return who;
        });
    }

    @Test
    void oneVerdictAndOneAnswer() {
        List<JsonNode> replies = new ArrayList<>();
        for (int i = 0; replies.size() < PAIRS; i++) {
            String article = article(i);
            ADMIN.settled(ADMIN.share(article, site.rehearsal));
            String post = Cms.stream(Web.get(Environment.CMS + "/bin/herald-rehearsal/timeline", ADMIN.headers())
                            .json()
                            .path("entries"))
                    .filter(e -> article.endsWith("/" + e.path("cardTitle").asText("-")))
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asText();
            Web.form(
                    Environment.CMS + "/bin/herald-rehearsal/three",
                    Map.of("parent", post, "language", "en"),
                    "Authorization",
                    Web.basic("admin", "admin"),
                    "X-Herald-Rehearsal",
                    "1");
            replies.addAll(ADMIN.collect(site.rehearsal, article, 3));
        }
        List<String> said = new ArrayList<>();
        for (JsonNode reply : replies) {
            String id = reply.path("id").asText();
            Cms who = moderator(said.size() / ANSWERS_OF_ONE);
            twice(() -> send(who, "POST", "/inbox/review", Map.of("ids", List.of(id), "state", "APPROVED")));
            assertThat(ADMIN.get("/inbox/" + id).json().path("state").asText()).isEqualTo("APPROVED");
            String text = "Thank you, says number " + said.size() + " of " + RUN + ".";
            said.add(text);
            twice(() -> send(who, "POST", "/inbox/" + id + "/answer", Map.of("text", text)));
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            String timeline = timeline();
            assertThat(said).allSatisfy(text -> assertThat(timeline).contains(text));
        });
        String timeline = timeline();
        assertThat(said)
                .allSatisfy(text -> assertThat(count(timeline, text)).as(text).isEqualTo(1));
    }

    @Test
    void oneFeedOneSettingOneVoice() {
        for (int i = 0; i < PAIRS; i++) {
            twice(() -> send(ADMIN, "POST", "/calendar/feed", Map.of()));
            twice(() -> send(ADMIN, "DELETE", "/calendar/feed", Map.of()));
            twice(() -> send(ADMIN, "POST", "/notices/read", Map.of()));
            twice(() -> send(
                    ADMIN,
                    "PUT",
                    "/notices/settings",
                    Map.of("mail", "NONE", "language", "en", "zone", "Europe/Zurich")));
        }
    }
}
