package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what, action by action. */
class RightsIT {
    private static final String ARTICLE = "/content/herald-demo/en/rain";
    private static Cms nobody;
    private static Cms editor;
    private static Cms moderator;
    private static Cms stranger;
    private static String profile;
    private static String share;
    private static String item;

    @BeforeAll
    static void start() {
        Environment.start();
        Cms admin = Cms.admin();
        nobody = Cms.user("norma", "authors");
        editor = Cms.user("edgar", "authors", "herald-editors");
        moderator = Cms.user("moses", "authors", "herald-moderators");
        stranger = Cms.user("stan", "herald-editors", "herald-moderators"); // may share, but not this article
        profile = Cms.stream(admin.get("/profiles").json().path("profiles"))
                .map(p -> p.path("profile"))
                .filter(p -> p.path("network").asText().equals("rehearsal"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        share = admin.share(ARTICLE, profile);
        JsonNode sent = admin.settled(share).get(profile);
        String post = sent.path("url").asText().replaceAll(".*#", "");
        Web.form(
                Environment.CMS + "/bin/herald-rehearsal/answer",
                Map.of("parent", post, "author", "Reader", "text", "Hello"),
                "Authorization",
                Web.basic("admin", "admin"),
                "X-Herald-Rehearsal",
                "1");
        item = admin.collect(profile, ARTICLE, 1).get(0).path("id").asText();
    }

    record Action(String method, String path, Object body) {}

    private static final Map<String, Object> PROFILE =
            Map.of("title", "X", "network", "rehearsal", "server", "http://localhost", "handle", "x", "secret", "x");

    private static List<Action> sharing() {
        Map<String, Object> variant = Map.of("profile", profile, "text", "Hello", "attachment", "NONE");
        return List.of(
                new Action("GET", "/variants?path=" + ARTICLE, null),
                new Action("POST", "/variants/check", Map.of("path", ARTICLE, "profile", profile, "text", "x")),
                new Action("POST", "/variants/preview", Map.of("path", ARTICLE, "profile", profile, "template", "x")),
                new Action("POST", "/variants/adapt", Map.of("path", ARTICLE, "text", "x")),
                new Action("POST", "/shares", Map.of("path", ARTICLE, "variants", List.of(variant), "again", true)),
                new Action("DELETE", "/shares/" + share, Map.of()),
                new Action("PUT", "/shares/" + share + "/" + profile, Map.of("at", "2099-01-01T09:00", "zone", "UTC")),
                new Action("POST", "/shares/" + share + "/" + profile, Map.of("act", "WITHDRAW")));
    }

    private static List<Action> deciding() {
        return List.of(
                new Action("POST", "/workflow", Map.of("path", ARTICLE, "step", "SUBMIT")),
                new Action("POST", "/workflow", Map.of("path", ARTICLE, "step", "APPROVE")),
                new Action("GET", "/notices", null),
                new Action("POST", "/notices/read", Map.of()),
                new Action("PUT", "/notices/settings", Map.of("mail", "NONE", "language", "en", "zone", "UTC")),
                new Action("GET", "/calendar/feed", null),
                new Action("DELETE", "/calendar/feed", Map.of()));
    }

    private static List<Action> choosing() {
        return List.of(
                new Action("GET", "/media?path=/content", null),
                new Action("GET", "/calendar?from=2031-01-01T00:00:00Z&to=2031-02-01T00:00:00Z", null),
                new Action(
                        "POST",
                        "/calendar/move",
                        Map.of(
                                "id",
                                "share:" + share + ":" + profile + ":.0",
                                "at",
                                "2099-01-01T09:00",
                                "zone",
                                "UTC")),
                new Action("POST", "/calendar/feed", Map.of()));
    }

    private static List<Action> reviewing() {
        return List.of(
                new Action("POST", "/inbox/review", Map.of("ids", List.of(item), "state", "APPROVED")),
                new Action("POST", "/inbox/" + item + "/check", Map.of("text", "x")),
                new Action("POST", "/inbox/" + item + "/answer", Map.of("text", "x")));
    }

    private static List<Action> reading() {
        return List.of(new Action("GET", "/inbox", null), new Action("GET", "/inbox/" + item, null));
    }

    private static List<Action> administering() {
        return List.of(
                new Action("POST", "/profiles", PROFILE),
                new Action("PUT", "/profiles/" + profile, PROFILE),
                new Action("DELETE", "/profiles/" + profile, Map.of()),
                new Action("POST", "/profiles/" + profile + "/test", Map.of()),
                new Action("POST", "/profiles/" + profile + "/check", Map.of()),
                new Action("POST", "/profiles/" + profile + "/authorize", Map.of("origin", Environment.CMS)),
                new Action("GET", "/oauth/callback?state=x&code=y", null),
                new Action("GET", "/oauth/choices/x", null),
                new Action("POST", "/oauth/choices/x", Map.of("account", "1")),
                new Action("GET", "/mail", null),
                new Action("PUT", "/mail", Map.of("host", "")),
                new Action("PUT", "/settings", Map.of("site", "/content/herald-demo/en")));
    }

    private static List<Action> collecting() {
        return List.of(new Action("POST", "/profiles/" + profile + "/collect", Map.of()));
    }

    private static int status(Cms who, Action action) {
        return (action.method().equals("GET")
                        ? who.get(action.path())
                        : who.send(action.method(), action.path(), action.body()))
                .status();
    }

    static Stream<Arguments> forbidden() {
        start();
        Stream<Arguments> nobodys = Stream.of(
                        sharing(), choosing(), reviewing(), reading(), administering(), collecting())
                .flatMap(List::stream)
                .map(a -> Arguments.of("norma", nobody, a));
        Stream<Arguments> editors = Stream.of(reviewing(), reading(), administering(), collecting())
                .flatMap(List::stream)
                .map(a -> Arguments.of("edgar", editor, a));
        Stream<Arguments> moderators = Stream.of(sharing(), choosing(), administering())
                .flatMap(List::stream)
                .filter(a -> !a.path().startsWith("/shares/")) // unknown to them: 404 says no more than that
                .map(a -> Arguments.of("moses", moderator, a));
        Stream<Arguments> strangers = Stream.of(sharing(), reviewing(), administering())
                .flatMap(List::stream)
                .map(a -> Arguments.of("stan", stranger, a));
        return Stream.of(nobodys, editors, moderators, strangers).flatMap(s -> s);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("forbidden")
    void whoLacksTheRightIsRefused(String name, Cms who, Action action) {
        boolean hiddenShare = action.path().startsWith("/shares/") && name.equals("norma");
        assertThat(status(who, action)).isEqualTo(hiddenShare ? 404 : 403);
    }

    static Stream<Action> everything() {
        start();
        return Stream.of(sharing(), choosing(), deciding(), reviewing(), reading(), administering(), collecting())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void anonymousIsAskedToSignIn(Action action) {
        String url = Environment.CMS + "/bin/herald" + action.path();
        Web.Reply reply = action.method().equals("GET")
                ? Web.get(url)
                : Web.json(action.method(), url, action.body() == null ? Map.of() : action.body());
        assertThat(reply.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void nothingChangesWithoutTheToken(Action action) {
        if (action.method().equals("GET")) {
            return;
        }
        Web.Reply reply = Web.json(
                action.method(),
                Environment.CMS + "/bin/herald" + action.path(),
                action.body(),
                "Authorization",
                Web.basic("admin", "admin"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().path("code").asText()).isEqualTo("token");
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void whoHoldsTheRightMayDoIt() {
        assertThat(status(editor, sharing().get(0))).isEqualTo(200);
        assertThat(status(editor, sharing().get(1))).isEqualTo(200);
        assertThat(status(moderator, reviewing().get(1))).isEqualTo(200);
        assertThat(status(moderator, collecting().get(0))).isEqualTo(202);
        Cms admin = Cms.user("ada", "authors", "herald-admins");
        assertThat(status(admin, administering().get(3))).isEqualTo(200);
        assertThat(status(admin, sharing().get(0))).isEqualTo(403);
    }

    @Test
    void aProfileKeptForAGroupIsClosedToOthers() {
        Cms admin = Cms.admin();
        Web.form(
                Environment.CMS + "/system/userManager/group.create.json",
                Map.of(":name", "press-team"),
                admin.headers());
        String id = admin.ok(
                        201,
                        "/profiles",
                        Map.of(
                                "title",
                                "Press only",
                                "network",
                                "rehearsal",
                                "server",
                                "http://localhost",
                                "handle",
                                "press-only",
                                "secret",
                                "x",
                                "rights",
                                Map.of("publish", List.of("press-team"))))
                .at("/profile/id")
                .asText();
        Cms member = Cms.user("petra", "authors", "herald-editors", "press-team");
        assertThat(editor.get("/variants?path=" + ARTICLE).text()).doesNotContain(id);
        assertThat(member.get("/variants?path=" + ARTICLE).text()).contains(id);
        Map<String, Object> body = Map.of("path", ARTICLE, "profile", id, "text", "x");
        assertThat(editor.post("/variants/check", body).status()).isEqualTo(403);
        assertThat(member.post("/variants/check", body).status()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/profiles/" + id, Map.of()).status()).isEqualTo(204);
    }

    @Test
    void theRepositoryIsClosedToWhomItDoesNotConcern() {
        for (String path : List.of("/var/herald", "/var/herald/profiles", "/var/herald/shares", "/var/herald/inbox")) {
            for (String suffix : List.of(".json", ".infinity.json", ".1.json", ".xml", ".txt", ".html", "")) {
                assertThat(Web.get(Environment.CMS + path + suffix).status())
                        .as(path + suffix)
                        .isIn(401, 403, 404);
                assertThat(Web.get(Environment.CMS + path + suffix, nobody.headers())
                                .status())
                        .as(path + suffix)
                        .isIn(403, 404);
            }
        }
        assertThat(Web.get(Environment.CMS + "/var/herald/inbox.1.json", editor.headers())
                        .status())
                .isIn(403, 404);
        assertThat(Web.get(Environment.CMS + "/var/herald/inbox.1.json", moderator.headers())
                        .status())
                .isEqualTo(200);
        String day = "/" + share.substring(0, 4) + "/" + share.substring(4, 6) + "/" + share.substring(6, 8);
        for (String path : List.of(day, day + "/" + share, day + "/" + share + "/" + profile)) {
            assertThat(Web.get(Environment.CMS + "/var/herald/shares" + path + ".json", editor.headers())
                            .status())
                    .as(path)
                    .isIn(403, 404);
        }
        assertThat(Web.get(Environment.CMS + "/var/herald/shares.1.json", moderator.headers())
                        .status())
                .isIn(403, 404);
    }

    @Test
    void noRightLetsAnybodyWriteThereByHand() {
        for (Cms who : List.of(editor, moderator, nobody)) {
            Web.Reply reply = Web.form(
                    Environment.CMS + "/var/herald/profiles/" + profile,
                    Map.of("herald:server", "http://evil.example"),
                    who.headers());
            assertThat(reply.status()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void badInputSaysWhatToDo() {
        Cms admin = Cms.admin();
        assertThat(admin.post("/shares", "no json").json().path("detail").asText())
                .contains("not a JSON object");
        assertThat(admin.post("/shares", Map.of()).json().path("detail").asText())
                .contains("path is missing");
        assertThat(admin.get("/inbox?state=what").json().path("detail").asText())
                .contains("use one of");
        assertThat(admin.get("/inbox?size=1000").status()).isEqualTo(400);
        assertThat(admin.get("/inbox?after=x").status()).isEqualTo(400);
        assertThat(admin.get("/nothing").status()).isIn(403, 404);
        assertThat(admin.send("PUT", "/shares", Map.of()).status()).isEqualTo(405);
        assertThat(admin.get("/inbox?article=/content/x'%20or%20'1'='1").json().path("items"))
                .isEmpty();
    }
}
