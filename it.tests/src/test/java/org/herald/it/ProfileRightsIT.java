package org.herald.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what to one profile, and as it: each cell of the table, on a site of its own and on another. */
class ProfileRightsIT {
    private static final List<String> ROLES = List.of("PUBLISH", "SUBMIT", "MODERATE", "LOOK", "ADMINISTER");
    private static final String NOBODY = "NOBODY";
    /** The table as it was decided; a star stands for what is bound to the profile's sites. */
    private static final Map<String, String> TABLE = table(
            //                publish submit moderate look administer
            "SEE_PROFILE  x x x x x",
            "SEE_POSTS    x x x x x",
            "SEE_INBOX    x x x x x",
            "WRITE*       x x - - x",
            "SHARE*       x - - - x",
            "APPROVE*     x - - - x",
            "MOVE*        x - - - x",
            "RESEND*      x - - - x",
            "WITHDRAW     x - - - x",
            "REVIEW       - - x - x",
            "ANSWER*      - - x - x",
            "COLLECT      - - x - x",
            "CONFIGURE    - - - - x");

    private static StorySite own;
    private static StorySite other;
    private static Cms admin;
    private static final Map<String, Cms> PEOPLE = new LinkedHashMap<>();
    private static final Map<StorySite, Seed> SEEDS = new LinkedHashMap<>();
    private static String profile;

    /** What there is to do something with, on one site. */
    private record Seed(String article, String submitted, String planned, String over, String item) {}

    private static Map<String, String> table(String... lines) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : lines) {
            String[] cells = line.split(" +", 2);
            table.put(cells[0], cells[1]);
        }
        return table;
    }

    private static boolean expected(String role, String action, boolean elsewhere) {
        String line = TABLE.entrySet().stream()
                .filter(one -> one.getKey().replace("*", "").equals(action))
                .findFirst()
                .orElseThrow()
                .getValue();
        boolean bound = TABLE.containsKey(action + "*");
        return ROLES.contains(role) && line.split(" ")[ROLES.indexOf(role)].equals("x") && !(bound && elsewhere);
    }

    private static Map<String, Object> profile(Map<String, List<String>> rights, List<String> sites) {
        return Map.of(
                "title",
                "Cells",
                "network",
                "rehearsal",
                "server",
                "http://localhost",
                "handle",
                "cells",
                "secret",
                "x",
                "collectEvery",
                0,
                "rights",
                rights,
                "sites",
                sites);
    }

    @BeforeAll
    static void start() {
        if (profile != null) {
            return;
        }
        Environment.start();
        admin = Cms.admin();
        own = new StorySite();
        other = new StorySite();
        Map<String, List<String>> rights = new LinkedHashMap<>();
        for (String role : ROLES) {
            String group = role.equals("ADMINISTER") ? "herald-admins" : "cells-" + role.toLowerCase(Locale.ROOT);
            if (!role.equals("ADMINISTER")) {
                Web.form(
                        Environment.CMS + "/system/userManager/group.create.json",
                        Map.of(":name", group),
                        admin.headers());
                rights.put(role.toLowerCase(Locale.ROOT), List.of(group));
            }
            PEOPLE.put(
                    role,
                    Cms.user(
                            "role-" + role.toLowerCase(Locale.ROOT),
                            "authors",
                            "herald-editors",
                            "herald-moderators",
                            group));
        }
        PEOPLE.put(NOBODY, Cms.user("role-nobody", "authors", "herald-editors", "herald-moderators"));
        profile = admin.ok(201, "/profiles", profile(rights, List.of()))
                .at("/profile/id")
                .asText();
        List.of(own, other).forEach(site -> SEEDS.put(site, seed(site)));
        assertThat(admin.send("PUT", "/profiles/" + profile, profile(rights, List.of(own.path)))
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void leave() {
        admin.send("DELETE", "/profiles/" + profile, Map.of());
        own.close();
        other.close();
    }

    private static Seed seed(StorySite site) {
        String article = site.page("cells");
        String sent = admin.share(article, profile);
        String submitted =
                share(PEOPLE.get("SUBMIT"), article, "Waits", "").path("id").asText();
        String planned =
                share(admin, article, "Planned", "2099-01-01T09:00").path("id").asText();
        String over =
                share(admin, article, "Over", "2099-02-01T09:00").path("id").asText();
        admin.ok(202, "/shares/" + over + "/" + profile, Map.of("act", "WITHDRAW"));
        String post = admin.settled(sent).get(profile).path("url").asText().replaceAll(".*#", "");
        Web.form(
                Environment.CMS + "/bin/herald-rehearsal/answer",
                Map.of("parent", post, "author", "Reader", "text", "Hello"),
                "Authorization",
                Web.basic("admin", "admin"),
                "X-Herald-Rehearsal",
                "1");
        String item = admin.collect(profile, article, 1).get(0).path("id").asText();
        return new Seed(article, submitted, planned, over, item);
    }

    private static Map<String, Object> wanted(String article, String text, String at) {
        return Map.of(
                "path",
                article,
                "again",
                true,
                "variants",
                List.of(
                        at.isEmpty()
                                ? Map.of("profile", profile, "text", text)
                                : Map.of("profile", profile, "text", text, "at", at, "zone", "UTC")));
    }

    private static JsonNode share(Cms who, String article, String text, String at) {
        return who.ok(202, "/shares", wanted(article, text, at));
    }

    private static String at(Seed seed, String share) {
        return "/shares/" + share + "/" + profile;
    }

    private static boolean may(Web.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isIn(200, 202, 403, 404, 409);
        return reply.status() < 300 || reply.status() == 409; // what is allowed is out of date: nothing changes
    }

    private static boolean lists(Web.Reply reply) {
        return may(reply) && reply.text().contains(profile);
    }

    /** Whether somebody may do something, as it shows over HTTP, through every door that there is to it. */
    private static Set<Boolean> tried(Cms who, String action, Seed seed, String text) {
        String version = "x.0";
        return switch (action) {
            case "SEE_PROFILE" -> all(
                    lists(who.get("/profiles")), who.get("/health").text().contains("\"" + profile + "\""));
            case "SEE_POSTS" -> all(
                    lists(who.get("/shares?path=" + seed.article())),
                    may(who.get("/shares/" + seed.planned())),
                    lists(who.get("/calendar?from=2098-12-31T00:00:00Z&to=2099-03-01T00:00:00Z")),
                    who.get("/workflow?path=" + seed.article()).text().contains("POST_SUBMITTED"));
            case "SEE_INBOX" -> all(
                    lists(who.get("/inbox?article=" + seed.article())), may(who.get("/inbox/" + seed.item())));
            case "WRITE" -> all(
                    lists(who.get("/variants?path=" + seed.article())),
                    may(who.post("/variants/check", Map.of("path", seed.article(), "profile", profile, "text", "x"))),
                    may(who.post(
                            "/variants/preview", Map.of("path", seed.article(), "profile", profile, "template", "x"))));
            case "SHARE" -> {
                Web.Reply reply = who.post("/shares", wanted(seed.article(), text, "2099-01-02T09:00"));
                yield Set.of(may(reply)
                        && reply.json().at("/variants/0/state").asText().equals("PLANNED"));
            }
            case "APPROVE" -> all(
                    may(who.post(at(seed, seed.submitted()) + "/decision", Map.of("approved", true, "seen", version))),
                    may(who.post(
                            at(seed, seed.submitted()) + "/decision",
                            Map.of("approved", false, "seen", version, "reason", "No"))));
            case "MOVE" -> all(
                    may(who.send(
                            "PUT",
                            at(seed, seed.planned()),
                            Map.of("at", "2099-01-03T09:00", "zone", "UTC", "seen", version))),
                    may(who.post(
                            "/calendar/move",
                            Map.of(
                                    "id",
                                    "share:" + seed.planned() + ":" + profile + ":" + version,
                                    "at",
                                    "2099-01-03T09:00",
                                    "zone",
                                    "UTC"))));
            case "RESEND" -> Arrays.stream(new String[] {"RETRY", "MARK_SENT", "MARK_UNSENT"})
                    .map(act -> may(who.post(at(seed, seed.over()), Map.of("act", act))))
                    .collect(Collectors.toSet());
            case "WITHDRAW" -> Set.of(may(who.post(at(seed, seed.over()), Map.of("act", "WITHDRAW"))));
            case "REVIEW" -> Set.of(
                    may(who.post("/inbox/review", Map.of("ids", List.of(seed.item()), "state", "HIDDEN"))));
            case "ANSWER" -> all(
                    may(who.post("/inbox/" + seed.item() + "/check", Map.of("text", "x"))),
                    may(who.post("/inbox/" + seed.item() + "/answer", Map.of("text", "Thanks", "seen", 4711))));
            case "COLLECT" -> Set.of(may(who.post("/profiles/" + profile + "/collect", Map.of())));
            case "CONFIGURE" -> all(
                    may(who.post("/profiles/" + profile + "/test", Map.of())),
                    may(who.post("/profiles/" + profile + "/check", Map.of())));
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static Set<Boolean> all(Boolean... doors) {
        return new TreeSet<>(List.of(doors));
    }

    static Stream<Arguments> cells() {
        start();
        return PEOPLE.keySet().stream()
                .flatMap(role -> TABLE.keySet().stream().flatMap(action -> Stream.of("own", "other")
                        .map(site -> Arguments.of(role, action.replace("*", ""), site))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("cells")
    void eachCellHolds(String role, String action, String site) {
        boolean elsewhere = site.equals("other");
        Seed seed = SEEDS.get(elsewhere ? other : own);
        assertThat(tried(PEOPLE.get(role), action, seed, role + " of the " + site))
                .containsExactly(expected(role, action, elsewhere));
    }

    @Test
    void theTableThatIsShownIsThisOne() {
        JsonNode lines = PEOPLE.get("ADMINISTER").get("/profiles/rights").json().path("rights");
        Map<String, String> told = new LinkedHashMap<>();
        Cms.stream(lines).forEach(line -> {
            Set<String> roles =
                    Cms.stream(line.path("roles")).map(JsonNode::asText).collect(Collectors.toSet());
            told.put(
                    line.path("action").asText() + (line.path("bound").asBoolean() ? "*" : ""),
                    ROLES.stream().map(role -> roles.contains(role) ? "x" : "-").collect(Collectors.joining(" ")));
        });
        assertThat(told).isEqualTo(TABLE);
    }

    /** The screen offers what the server lets somebody do, and nothing that it would refuse. */
    @Test
    void whoMayOnlyLookReadsTheInboxAndHasNoButtons() {
        Seed seed = SEEDS.get(own);
        try (Browser browser = new Browser()) {
            for (String role : List.of("LOOK", "MODERATE")) {
                String person = "role-" + role.toLowerCase(Locale.ROOT);
                Page page = browser.signedIn(person, Cms.password(person), "en-US");
                page.navigate(Environment.CMS + "/cms/herald/inbox.html?article=" + seed.article());
                Locator item = page.locator(".herald-item");
                assertThat(item).hasCount(1);
                assertThat(item).containsText("Hello");
                boolean moderates = role.equals("MODERATE");
                assertThat(item.locator("[data-review=SPAM], .herald-item__open, input"))
                        .hasCount(moderates ? 3 : 0);
                assertThat(item.locator("button, input, textarea").first()).isVisible(isVisible(moderates));
                assertThat(page.locator(".herald-inbox__bulk")).isVisible(isVisible(moderates));
                Browser.picture(page, "inbox-" + role.toLowerCase(Locale.ROOT));
                Browser.accessible(page, ".herald");
                page.context().close();
            }
        }
    }

    private static LocatorAssertions.IsVisibleOptions isVisible(boolean visible) {
        return new LocatorAssertions.IsVisibleOptions().setVisible(visible);
    }

    private static List<String> kinds(Cms who, String article) {
        return Cms.stream(who.get("/work").json().path("items"))
                .filter(item -> item.path("articlePath").asText().equals(article))
                .map(item -> item.path("kind").asText())
                .toList();
    }

    private static List<String> told(Cms who, String article) {
        return Cms.stream(who.get("/notices").json().path("items"))
                .filter(item -> item.path("articlePath").asText().equals(article))
                .map(item -> item.path("what").asText())
                .toList();
    }

    private static boolean awaits(Cms who, String article) {
        return Cms.stream(who.get("/variants?path=" + article).json().path("drafts"))
                .filter(draft -> draft.path("profileId").asText().equals(profile))
                .findFirst()
                .orElseThrow()
                .path("awaits")
                .asBoolean();
    }

    /** From who may only submit to the network, and back with a reason. */
    @Test
    void whatIsSubmittedGoesOutByTheHandOfWhoPublishes() {
        Cms writer = PEOPLE.get("SUBMIT");
        Cms publisher = PEOPLE.get("PUBLISH");
        String article = own.page("submitted");
        assertThat(awaits(writer, article)).as("it is said before it is shared").isTrue();
        assertThat(awaits(publisher, article)).isFalse();
        JsonNode share = share(writer, article, "Read this", "");
        String id = share.path("id").asText();
        assertThat(share.at("/variants/0/state").asText()).isEqualTo("SUBMITTED");
        assertThat(kinds(publisher, article)).containsExactly("APPROVE_POST");
        assertThat(kinds(writer, article)).containsExactly("POST_WAITS");
        assertThat(kinds(PEOPLE.get("LOOK"), article)).isEmpty();
        assertThat(told(publisher, article)).containsExactly("POST_SUBMITTED");
        JsonNode seen = publisher.get("/shares/" + id).json().at("/variants/0");
        assertThat(Cms.stream(seen.path("may")).map(JsonNode::asText)).contains("APPROVE");
        publisher.ok(
                202,
                "/shares/" + id + "/" + profile + "/decision",
                Map.of("approved", true, "seen", seen.path("version").asText()));
        assertThat(admin.settled(id).get(profile).path("state").asText()).isEqualTo("SENT");
        assertThat(told(writer, article)).containsExactly("POST_APPROVED");

        JsonNode second = share(writer, article, "Read that", "");
        String version = second.at("/variants/0/version").asText();
        Web.Reply silent = publisher.post(
                "/shares/" + second.path("id").asText() + "/" + profile + "/decision",
                Map.of("approved", false, "seen", version));
        assertThat(silent.status()).isEqualTo(400);
        JsonNode back = publisher.ok(
                202,
                "/shares/" + second.path("id").asText() + "/" + profile + "/decision",
                Map.of("approved", false, "seen", version, "reason", "Not twice"));
        assertThat(back.at("/variants/0/state").asText()).isEqualTo("WITHDRAWN");
        assertThat(back.at("/variants/0/message").asText()).isEqualTo("Not twice");
        assertThat(kinds(writer, article)).isEmpty();
    }

    @Test
    void nothingIsWrittenByHandAndNoSecretIsRead() {
        String day = admin.get("/shares/" + SEEDS.get(own).planned())
                .json()
                .path("id")
                .asText();
        String shares = "/var/herald/shares/" + day.substring(0, 4) + "/" + day.substring(4, 6) + "/"
                + day.substring(6, 8) + "/" + day + "/" + profile;
        for (Map.Entry<String, Cms> who : PEOPLE.entrySet()) {
            for (String path : List.of(shares, "/var/herald/profiles/" + profile)) {
                Web.Reply written = Web.form(
                        Environment.CMS + path,
                        Map.of("herald:state", "QUEUED", "herald:publishers", "everyone"),
                        who.getValue().headers());
                assertThat(written.status()).as(who.getKey() + " " + path).isGreaterThanOrEqualTo(400);
            }
            String secret = "/var/herald/profiles/" + profile + "/secret";
            assertThat(Web.get(
                                    Environment.CMS + secret + ".json",
                                    who.getValue().headers())
                            .status())
                    .as(who.getKey())
                    .isIn(403, 404);
            assertThat(Web.get(
                                    Environment.CMS + "/var/herald/profiles/" + profile + ".infinity.json",
                                    who.getValue().headers())
                            .text())
                    .as(who.getKey())
                    .doesNotContain("herald:ciphertext");
        }
        assertThat(Web.get(
                                Environment.CMS + "/var/herald/profiles/" + profile + ".json",
                                PEOPLE.get(NOBODY).headers())
                        .status())
                .isIn(403, 404);
        assertThat(admin.get("/shares/" + SEEDS.get(own).planned())
                        .json()
                        .at("/variants/0/state")
                        .asText())
                .isEqualTo("PLANNED");
    }

    @Test
    void aFeedTellsNoMoreThanTheScreen() {
        for (String role : List.of("LOOK", NOBODY)) {
            Cms who = PEOPLE.get(role);
            String address =
                    who.ok(201, "/calendar/feed", Map.of()).path("address").asText();
            Web.Reply feed = Web.get(Environment.CMS + address);
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.text().contains("Cells")).as(role).isEqualTo(role.equals("LOOK"));
        }
    }

    @Test
    void theOldFieldIsRefusedInsteadOfOpeningAProfile() {
        Map<String, Object> old = new LinkedHashMap<>(profile(Map.of(), List.of(own.path)));
        old.remove("rights");
        old.put("groups", List.of());
        Web.Reply reply = admin.send("PUT", "/profiles/" + profile, old);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("rights");
        old.remove("groups");
        assertThat(admin.send("PUT", "/profiles/" + profile, old)
                        .json()
                        .at("/profile/rights/publish/0")
                        .asText())
                .as("what is not said stays")
                .isEqualTo("cells-publish");
    }
}
