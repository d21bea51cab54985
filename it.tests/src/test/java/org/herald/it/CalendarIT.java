package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The calendar: what is on it, for whom, how it is moved, and what a calendar program reads of it. */
class CalendarIT {
    private static final Cms ADMIN = Cms.admin();
    private static final Instant FROM = LocalDate.now(ZoneOffset.UTC)
            .plusMonths(3 + new java.util.Random().nextInt(600)) // where no earlier run was
            .withDayOfMonth(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    private static final Instant TO = FROM.plus(Duration.ofDays(28));
    private static ApprovalSite site;
    private static JsonNode before;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new ApprovalSite("calendar");
        before = profile();
        rhythm(Map.of("zone", "Europe/Zurich", "days", List.of("MONDAY", "WEDNESDAY"), "times", List.of("09:00")));
    }

    @AfterAll
    static void restore() {
        rhythm(Map.of());
    }

    private static JsonNode profile() {
        return Cms.stream(ADMIN.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("id").asText().equals(site.rehearsal))
                .findFirst()
                .orElseThrow();
    }

    private static void rhythm(Map<String, Object> rhythm) {
        Map<String, Object> body = new HashMap<>();
        for (String name : List.of("title", "network", "server", "handle")) {
            body.put(name, before.path(name).asText());
        }
        body.put("secret", "none");
        body.put("collectEvery", before.path("collectEvery").asInt());
        body.put("rhythm", rhythm);
        Web.Reply saved = ADMIN.send("PUT", "/profiles/" + site.rehearsal, body);
        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    }

    private static JsonNode span(Cms who) {
        return who.get("/calendar?from=" + FROM + "&to=" + TO).json();
    }

    private static List<JsonNode> of(Cms who, String article) {
        return Cms.stream(span(who).path("items"))
                .filter(item -> item.path("articlePath").asText().equals(article))
                .toList();
    }

    private static JsonNode kind(List<JsonNode> items, String kind) {
        return items.stream()
                .filter(item -> item.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Web.Reply move(Cms who, JsonNode item, Instant at) {
        return who.post(
                "/calendar/move", Map.of("id", item.path("id").asText(), "at", ApprovalSite.local(at), "zone", "UTC"));
    }

    private static Instant day(int day, int hour) {
        return FROM.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
    }

    private static String planned(String name, Instant at, Instant until, Object... posts) {
        String article = site.article(name);
        Map<String, Object> plan = new HashMap<>(Map.of("at", ApprovalSite.local(at), "variants", List.of(posts)));
        if (until != null) {
            plan.put("until", ApprovalSite.local(until));
        }
        site.approve(article, plan);
        return article;
    }

    @Test
    void showsArticlesPostsAndEndsAndWhatClashes() {
        String article = planned(
                "shown", day(1, 8), day(20, 8), site.post("The first"), site.post("And another", "after", "PT2H"));
        List<JsonNode> items = of(site.anna, article);
        assertThat(items)
                .extracting(i -> i.path("kind").asText())
                .containsExactly("PUBLICATION", "POST", "POST", "END");
        assertThat(items)
                .extracting(i -> i.path("at").asText())
                .containsExactly(
                        day(1, 8).toString(),
                        day(1, 8).toString(),
                        day(1, 10).toString(),
                        day(20, 8).toString());
        assertThat(items.get(1).path("clashes")).isEmpty();
        String other = planned("clashing", day(1, 8), null, site.post("Half an hour later", "after", "PT30M"));
        JsonNode post = kind(of(site.anna, other), "POST");
        assertThat(Cms.stream(post.path("clashes")).map(JsonNode::asText)).containsExactly("SAME_HOUR");
        String twice = planned("twice", day(9, 8), null, site.post("The first"));
        assertThat(Cms.stream(kind(of(site.anna, twice), "POST").path("clashes"))
                        .map(JsonNode::asText))
                .containsExactly("SAME_TEXT");
        assertThat(Cms.stream(span(site.anna).path("slots"))
                        .map(s -> s.path("at").asText()))
                .as("Mondays and Wednesdays at nine in Zurich, where nothing is")
                .hasSizeBetween(6, 8)
                .allSatisfy(at -> assertThat(Instant.parse(at)
                                .atZone(java.time.ZoneId.of("Europe/Zurich"))
                                .getHour())
                        .isEqualTo(9));
    }

    /** From then on only authors read it. */
    private static void close(String article) {
        for (String who : List.of("everyone", "authors")) {
            Web.Reply done = ApprovalSite.form(
                    ADMIN,
                    article + ".modifyAce.json",
                    Map.of("principalId", who, "privilege@jcr:read", who.equals("everyone") ? "denied" : "granted"));
            assertThat(done.status()).as(done.text()).isEqualTo(200);
        }
    }

    /** As calendar programs read it: long lines are folded. */
    private static String unfolded(Web.Reply feed) {
        return feed.text().replace("\r\n ", "");
    }

    @Test
    void isSeenByThoseWhoMaySeeIt() {
        String article = planned("secret", day(2, 8), null);
        close(article);
        Cms stranger = Cms.user("norbert", "authors");
        assertThat(stranger.get("/calendar?from=" + FROM + "&to=" + TO).status())
                .isEqualTo(403);
        Cms editor = Cms.user("edgar", "herald-editors");
        assertThat(of(editor, article))
                .as("an editor who may not read the site")
                .isEmpty();
        assertThat(of(site.anna, article)).isNotEmpty();
        assertThat(ADMIN.get("/calendar?from=" + FROM + "&to=" + FROM.plus(Duration.ofDays(200)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsMovedIsApprovedAgainWhereTheCallerMayNotDecide() {
        String article = planned("moved", day(3, 8), day(25, 8), site.post("Moves too", "after", "PT1H"));
        assertThat(move(site.rita, kind(of(site.rita, article), "PUBLICATION"), day(4, 9))
                        .status())
                .isEqualTo(204);
        assertThat(site.stage(article)).isEqualTo("SCHEDULED");
        JsonNode post = kind(of(site.rita, article), "POST");
        assertThat(post.path("at").asText())
                .as("it follows")
                .isEqualTo(day(4, 10).toString());
        assertThat(move(site.anna, post, day(5, 10)).status()).isEqualTo(204);
        JsonNode open = kind(of(site.anna, article), "POST");
        assertThat(open.path("at").asText()).isEqualTo(day(5, 10).toString());
        assertThat(site.workflow(article).at("/planned/0/approved").asBoolean()).isFalse();
        assertThat(move(site.anna, post, day(6, 10)).json().path("code").asText())
                .as("an item that moved on")
                .isEqualTo("movedOn");
        assertThat(move(site.anna, kind(of(site.anna, article), "END"), day(26, 8))
                        .status())
                .isEqualTo(204);
        assertThat(site.stage(article)).isEqualTo("IN_REVIEW");
        assertThat(move(site.anna, kind(of(site.anna, article), "PUBLICATION"), day(7, 8))
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("notNow");
    }

    @Test
    void aPlannedPostOfAPublishedArticleIsAskedForAgain() {
        String article = site.article("out");
        site.approve(
                article,
                Map.of("variants", List.of(site.post("Later", "at", ApprovalSite.local(day(8, 8)), "zone", "UTC"))));
        ApprovalSite.done(site.rita, article, "PUBLISH");
        await().atMost(Duration.ofSeconds(20)).until(() -> site.posts(article).size() == 1);
        JsonNode post = kind(of(site.anna, article), "POST");
        assertThat(post.path("state").asText()).isEqualTo("PLANNED");
        assertThat(move(site.rita, post, day(8, 9)).status()).isEqualTo(204);
        assertThat(site.posts(article).get(0).path("notBefore").asText())
                .isEqualTo(day(8, 9).toString());
        Web.Reply late = move(site.anna, post, day(8, 11));
        assertThat(late.status()).as("it moved on since she saw it").isEqualTo(409);
        assertThat(late.json().at("/changes/0/where").asText()).isEqualTo("at");
        assertThat(late.json().at("/changes/0/before").asText())
                .isEqualTo(day(8, 8).toString());
        assertThat(late.json().at("/changes/0/after").asText())
                .isEqualTo(day(8, 9).toString());
        assertThat(site.posts(article)).as("nothing happened").hasSize(1);
        assertThat(site.posts(article).get(0).path("notBefore").asText())
                .isEqualTo(day(8, 9).toString());
        assertThat(site.workflow(article).path("planned")).isEmpty();
        JsonNode now = kind(of(site.anna, article), "POST");
        assertThat(move(site.anna, now, day(8, 11)).status()).isEqualTo(204);
        assertThat(site.posts(article).get(0).path("state").asText()).isEqualTo("WITHDRAWN");
        JsonNode asked = site.workflow(article).at("/planned/0");
        assertThat(asked.path("approved").asBoolean()).isFalse();
        assertThat(asked.path("at").asText()).isEqualTo(day(8, 11).toString());
        ApprovalSite.done(site.rita, article, "APPROVE_POSTS");
        await().atMost(Duration.ofSeconds(20)).until(() -> site.posts(article).stream()
                .anyMatch(v -> v.path("state").asText().equals("PLANNED")));
    }

    @Test
    void aFeedIsReadWithoutASignInUntilItIsEnded() {
        String article = planned("fed", Instant.now().plus(Duration.ofDays(9)), null, site.post("Fed too"));
        close(article);
        Cms editor = Cms.user("edgar", "herald-editors");
        editor.send("DELETE", "/calendar/feed", Map.of());
        assertThat(editor.get("/calendar/feed").json().path("open").asBoolean()).isFalse();
        String address =
                site.anna.ok(201, "/calendar/feed", Map.of()).path("address").asText();
        Web.Reply feed = Web.get(Environment.CMS + address);
        assertThat(feed.status()).isEqualTo(200);
        assertThat(unfolded(feed)).contains("BEGIN:VCALENDAR", article, "SUMMARY:fed (published)");
        assertThat(unfolded(Web.get(Environment.CMS + address + "?lang=fr"))).contains("SUMMARY:fed (publication)");
        String others =
                editor.ok(201, "/calendar/feed", Map.of()).path("address").asText();
        assertThat(unfolded(Web.get(Environment.CMS + others)))
                .as("what its owner may not see is not in it")
                .contains("BEGIN:VCALENDAR")
                .doesNotContain(article);
        String anew =
                site.anna.ok(201, "/calendar/feed", Map.of()).path("address").asText();
        assertThat(Web.get(Environment.CMS + address).status())
                .as("the one before ended")
                .isEqualTo(404);
        assertThat(Web.get(Environment.CMS + anew).status()).isEqualTo(200);
        assertThat(site.anna.send("DELETE", "/calendar/feed", Map.of()).status())
                .isEqualTo(204);
        assertThat(Web.get(Environment.CMS + anew).status()).isEqualTo(404);
        String guess = UUID.randomUUID().toString().replace("-", "") + "01234567890";
        assertThat(Web.get(Environment.CMS + "/herald/calendar/" + guess + ".ics")
                        .status())
                .isEqualTo(404);
        assertThat(Web.get(Environment.CMS + "/herald/calendar/../profiles.ics").status())
                .isNotEqualTo(200);
        String kept = Web.get(Environment.CMS + "/var/herald/feeds.2.json", ADMIN.headers())
                .text();
        assertThat(others).as("kept as a hash only").isNotBlank();
        assertThat(kept)
                .doesNotContain(others.substring(others.lastIndexOf('/') + 1).replace(".ics", ""));
    }

    @Test
    void isUsedWithMouseAndKeyboardInTwoLanguages() {
        Instant today = Instant.now().plus(Duration.ofHours(3));
        String article = planned("on-screen", today, today.plus(Duration.ofDays(1)), site.post("Seen on screen"));
        planned("on-screen-too", today.plusSeconds(600), null, site.post("Seen at the same time"));
        ApprovalSite.done(site.anna, site.article("undecided"), "SUBMIT", Map.of("at", ApprovalSite.local(today)));
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("rita", Cms.password("rita"), "en-US");
            page.navigate(Environment.CMS + "/cms/herald/calendar.html");
            assertThat(page.locator("#herald-filter-site option[value='" + site.path + "']"))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
            page.selectOption("#herald-filter-site", site.path);
            Locator entry = page.locator(".herald-event--publication")
                    .filter(new Locator.FilterOptions().setHasText("on-screen"))
                    .first();
            assertThat(entry).isVisible();
            Browser.pictures(page, "calendar");
            Browser.accessible(page, ".herald");
            page.locator(".fc-timeGridWeek-button").click();
            assertThat(page.locator(".herald-event--clash").first()).isVisible();
            Browser.picture(page, "calendar-week");
            page.locator(".fc-listMonth-button").click();
            assertThat(page.locator(".fc-list-event").first()).isVisible();
            Browser.picture(page, "calendar-list");
            aFilterShowsWhatIsInForce(page);
        }
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("rita", Cms.password("rita"), "fr-FR");
            page.navigate(Environment.CMS + "/cms/herald/calendar.html");
            page.locator(".fc-listMonth-button").click(new Locator.ClickOptions().setTimeout(30_000));
            assertThat(page.locator("#herald-filter-site option[value='" + site.path + "']"))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
            page.selectOption("#herald-filter-site", site.path);
            page.selectOption("#herald-filter-profile", "Rehearsal");
            assertThat(page.locator(".fc-list-event.herald-event--post").first())
                    .isVisible();
            assertThat(page.locator(".fc-list-event.herald-event--publication")).hasCount(0);
            page.selectOption("#herald-filter-profile", "");
            page.selectOption("#herald-filter-state", "planifié");
            Locator line = page.locator(".fc-list-event.herald-event--publication")
                    .filter(new Locator.FilterOptions().setHasText("on-screen"))
                    .first();
            assertThat(line).isVisible();
            Browser.picture(page, "calendar-fr");
            line.locator("button").first().focus();
            page.keyboard().press("Enter");
            Locator moment = page.locator("#herald-item-at");
            assertThat(moment).isVisible();
            Browser.picture(page, "calendar-item-fr");
            Browser.accessible(page, ".herald-dialog");
            String there = ApprovalSite.local(today.plus(Duration.ofHours(1)));
            moment.fill(there.substring(0, 16));
            page.locator(".herald-item__save").click();
            assertThat(page.locator(".notification.is-success")).containsText("Déplacé");
            page.context().close();
        }
        assertThat(site.stage(article)).isEqualTo("SCHEDULED");
        assertThat(Instant.parse(site.workflow(article).path("publishAt").asText()))
                .isAfter(today.plus(Duration.ofMinutes(50)));
    }

    /** In a month without anything of the kind, the list of states said "All" while one of them was in force. */
    private static void aFilterShowsWhatIsInForce(Page page) {
        Locator states = page.locator("#herald-filter-state");
        states.selectOption("in review");
        states.selectOption("scheduled");
        for (int i = 0; i < 2; i++) {
            page.locator(".fc-next-button").click();
        }
        assertThat(states.locator("option[value='in review']")).hasCount(0);
        assertThat(states).hasValue("scheduled");
        assertThat(page.url()).contains("state=scheduled");
    }

    @Test
    void isMovedByDragging() {
        Instant at = LocalDate.now(ZoneOffset.UTC).plusDays(1).atTime(10, 0).toInstant(ZoneOffset.UTC);
        String article = planned("dragged", at, null);
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("rita", Cms.password("rita"), "en-US");
            page.navigate(Environment.CMS + "/cms/herald/calendar.html");
            page.locator(".fc-timeGridDay-button").click(new Locator.ClickOptions().setTimeout(30_000));
            page.locator(".fc-next-button").click();
            assertThat(page.locator("#herald-filter-site option[value='" + site.path + "']"))
                    .hasCount(1);
            page.selectOption("#herald-filter-site", site.path);
            page.setViewportSize(1400, 2400);
            Locator entry = page.locator(".herald-event--publication")
                    .filter(new Locator.FilterOptions().setHasText("dragged"));
            assertThat(entry).isVisible();
            BoundingBox from = entry.boundingBox();
            BoundingBox to = page.locator("td.fc-timegrid-slot-lane[data-time='14:00:00']")
                    .boundingBox();
            page.mouse().move(from.x + 20, from.y + 5);
            page.mouse().down();
            page.mouse().move(to.x + 60, to.y - 10, new Mouse.MoveOptions().setSteps(8));
            page.mouse().move(to.x + 60, to.y + 5, new Mouse.MoveOptions().setSteps(4));
            page.mouse().up();
            assertThat(page.locator(".notification.is-success")).containsText("Moved");
            page.context().close();
        }
        assertThat(Instant.parse(site.workflow(article).path("publishAt").asText()))
                .isAfter(at.plus(Duration.ofHours(1)));
    }
}
