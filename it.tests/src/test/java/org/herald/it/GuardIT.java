package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an author tries by hand on a site that asks for approvals. After each attempt somebody who is not signed in reads
 * the site through the CMS's own security filter, and must not see what nobody approved: by refusal or because the
 * attempt is harmless.
 */
class GuardIT {
    /** The same CMS by a name for which the CMS's security filter is on: what is not published answers 401. */
    private static final String READER = "http://localhost:" + Environment.PORT;

    private static final String SECRET = "Nobody-approved-this";
    private static ApprovalSite site;
    private static int count;

    @BeforeAll
    static void start() {
        Environment.start();
        site = new ApprovalSite("guarded");
        new Console(Environment.CMS)
                .configure(
                        "org.apache.sling.cms.core.internal.filters.CMSSecurityConfigInstance",
                        Map.of("hostDomains", "localhost", "allowedPatterns", "^\\/static\\/.*$"));
        String draft = site.article("closed");
        await().atMost(Duration.ofSeconds(30)) // the CMS takes its filter's new configuration a moment later
                .until(() -> read(draft + ".html").status() == 401);
    }

    private static Web.Reply read(String path) {
        return Web.get(READER + path);
    }

    /** One attempt: a page that is a draft or approved, and where readers may look for what was smuggled in. */
    static final class Attempt {
        final Cms author = site.anna;
        final String page;
        final List<String> places = new ArrayList<>();

        Attempt(String page) {
            this.page = page;
            places.add(page + ".html");
        }

        String content() {
            return page + "/jcr:content";
        }

        Web.Reply post(String path, String... fields) {
            Map<String, String> form = new HashMap<>();
            for (int i = 0; i < fields.length; i += 2) {
                form.put(fields[i], fields[i + 1]);
            }
            Web.Reply reply = ApprovalSite.form(author, path, form);
            assertThat(reply.status())
                    .as("refusals are no faults: %s", reply.text())
                    .isLessThan(600);
            return reply;
        }

        /** DavEx: the changes of one save, in the words of Jackrabbit's remoting. */
        Web.Reply davex(String root, String diff) {
            String boundary = "herald-davex";
            String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\":diff\"\r\n\r\n" + diff
                    + "\r\n--" + boundary + "--\r\n";
            List<String> headers = new ArrayList<>(List.of(author.headers()));
            headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=" + boundary));
            return Web.send(
                    "POST",
                    Environment.CMS + "/server/default/jcr:root" + root,
                    BodyPublishers.ofString(body),
                    headers.toArray(String[]::new));
        }
    }

    private static Arguments of(String name, BiConsumer<Attempt, String> attempt) {
        return Arguments.of(name, attempt);
    }

    /** A draft whose title nobody approved. */
    static Stream<Arguments> drafts() {
        List<Arguments> all = new ArrayList<>();
        for (String property : List.of("sling:published", "published")) {
            for (String value : List.of("true", "TRUE", "True", "tRuE")) {
                for (String type : List.of("Boolean", "String", "String[]", "Boolean[]", "Name", "URI")) {
                    all.add(of(property + "=" + value + " as " + type, (a, c) -> {
                        a.post(c, "sling:published@Delete", "x");
                        a.post(c, property, value, property + "@TypeHint", type);
                    }));
                }
            }
            all.add(of(
                    property + " beside other changes",
                    (a, c) -> a.post(c, "jcr:description", "More", property, "TRUE")));
            all.add(of(property + " over DavEx", (a, c) -> {
                a.davex(a.page, "-jcr:content/sling:published : ");
                a.davex(a.page, "^jcr:content/" + property + " : true");
            }));
            all.add(of(
                    property + " as text over DavEx",
                    (a, c) -> a.davex(a.page, "^jcr:content/" + property + " : \"TRUE\"")));
            all.add(of(property + " by import", (a, c) -> {
                a.post(c, "sling:published@Delete", "x");
                a.post(
                        a.page,
                        ":operation",
                        "import",
                        ":contentType",
                        "json",
                        ":nameHint",
                        "imported",
                        ":content",
                        "{\"jcr:primaryType\":\"sling:Page\",\"jcr:content\":{\"jcr:primaryType\":\"nt:unstructured\","
                                + "\"sling:resourceType\":\"herald-demo/components/page\",\"jcr:title\":\"" + SECRET
                                + "\",\"" + property + "\":true}}");
                a.places.add(a.page + "/imported.html");
            }));
            all.add(of("a type that comes late, " + property, (a, c) -> {
                String late = a.page + "-late";
                a.post(
                        late,
                        "jcr:primaryType",
                        "nt:unstructured",
                        "jcr:content/jcr:primaryType",
                        "nt:unstructured",
                        "jcr:content/jcr:title",
                        SECRET,
                        "jcr:content/sling:resourceType",
                        "herald-demo/components/page",
                        "jcr:content/" + property,
                        "true",
                        "jcr:content/" + property + "@TypeHint",
                        "Boolean");
                a.post(late, "jcr:primaryType", "sling:Page");
                a.places.add(late + ".html");
            }));
            all.add(of("a nested site, " + property, (a, c) -> {
                String nested = a.page + "-nested";
                a.post(nested, "jcr:primaryType", "sling:Site", "jcr:title", "Nested", "jcr:language", "en");
                a.post(
                        nested + "/in",
                        "jcr:primaryType",
                        "sling:Page",
                        "jcr:content/jcr:primaryType",
                        "nt:unstructured",
                        "jcr:content/jcr:title",
                        SECRET,
                        "jcr:content/sling:resourceType",
                        "herald-demo/components/page",
                        "jcr:content/" + property,
                        "true",
                        "jcr:content/" + property + "@TypeHint",
                        "Boolean");
                a.places.add(nested + "/in.html");
            }));
            all.add(of("moved out of itself and back in one batch, " + property, (a, c) -> {
                a.post(c, "draft", "true", "draft@TypeHint", "Boolean", "sling:published@Delete", "x");
                a.post(c, property + "@MoveFrom", c + "/draft");
            }));
        }
        all.add(of("the CMS's button", (a, c) -> a.post(a.page, ":operation", "publish")));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drafts")
    void aDraftStaysClosed(String name, BiConsumer<Attempt, String> attempt) {
        Attempt draft = new Attempt(site.article("draft" + count++));
        draft.post(draft.content(), "jcr:title", SECRET);
        attempt.accept(draft, draft.content());
        unseen(draft);
    }

    private static void unseen(Attempt attempt) {
        for (String place : attempt.places) {
            Web.Reply seen = read(place);
            assertThat(seen.text())
                    .as("what anonymous reads at %s (%d)", place, seen.status())
                    .doesNotContain(SECRET);
        }
    }

    private static final String[] PARAGRAPH = {
        "sling:resourceType", "sling-cms/components/general/richtext", "text", "<p>" + SECRET + "</p>"
    };

    private static void paragraph(Attempt a, String path) {
        List<String> fields = new ArrayList<>(List.of("jcr:primaryType", "nt:unstructured"));
        fields.addAll(List.of(PARAGRAPH));
        a.post(path, fields.toArray(String[]::new));
    }

    /** A page that readers see as it was approved, and what its author tries to slip in. */
    static Stream<Arguments> approved() {
        return Stream.of(
                of("an edit", (a, c) -> a.post(c, "jcr:title", SECRET)),
                of("an edit over DavEx", (a, c) -> a.davex(a.page, "^jcr:content/jcr:title : \"" + SECRET + "\"")),
                of("its type away, an edit, and back", (a, c) -> {
                    a.post(a.page, "jcr:primaryType", "nt:unstructured");
                    a.post(c, "jcr:title", SECRET);
                    a.post(a.page, "jcr:primaryType", "sling:Page");
                }),
                of("taken off by hand, an edit, and back in one request", (a, c) -> {
                    a.post(c, "sling:published", "false", "sling:published@TypeHint", "Boolean");
                    a.post(c, "jcr:title", SECRET, "kept", "true", "kept@TypeHint", "Boolean");
                    a.post(c, "sling:published@MoveFrom", c + "/kept");
                }),
                of("the old name of the property", (a, c) -> {
                    a.post(c, "sling:published@Delete", "x", "published", "true", "jcr:title", SECRET);
                }),
                of("a component named as the readers' words are", (a, c) -> paragraph(a, c + "/comments")),
                of("words put into readers' mouths", (a, c) -> paragraph(a, c + "/comments/forged")),
                of("a component into its container", (a, c) -> paragraph(a, c + "/container/more")),
                of("a component below the page", (a, c) -> {
                    paragraph(a, a.page + "/extra");
                    a.places.add(a.page + "/extra.html");
                }),
                of("a file below the page", (a, c) -> {
                    a.post(
                            a.page + "/file.html",
                            "jcr:primaryType",
                            "nt:file",
                            "jcr:content/jcr:primaryType",
                            "nt:resource",
                            "jcr:content/jcr:mimeType",
                            "text/html",
                            "jcr:content/jcr:data",
                            SECRET);
                    a.places.add(a.page + "/file.html");
                }),
                of("a file in the site, published by the CMS's button", (a, c) -> {
                    String file = a.page + "-file.html";
                    a.post(
                            file,
                            "jcr:primaryType",
                            "sling:File",
                            "jcr:content/jcr:primaryType",
                            "nt:unstructured",
                            "jcr:content/jcr:mimeType",
                            "text/html",
                            "jcr:content/jcr:data",
                            SECRET);
                    a.post(file, ":operation", "publish");
                    a.post(file + "/jcr:content", "sling:published", "true");
                    a.places.add(file);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("approved")
    void anApprovedPageStaysAsItWasApproved(String name, BiConsumer<Attempt, String> attempt) {
        Attempt page = new Attempt(site.article("approved" + count++));
        paragraph(page, page.content() + "/container");
        page.post(
                page.content() + "/container",
                "sling:resourceType",
                "sling-cms/components/general/container",
                "text@Delete",
                "x");
        site.approve(page.page, Map.of());
        ApprovalSite.done(site.rita, page.page, "PUBLISH");
        assertThat(read(page.page + ".html").status()).as("readers see it").isEqualTo(200);
        attempt.accept(page, page.content());
        unseen(page);
    }

    private interface Door {
        Web.Reply open(Attempt attempt, String content);
    }

    private static Arguments door(String name, Door door) {
        return Arguments.of(name, door);
    }

    /** Each way by which an author may want a draft to be public. */
    static Stream<Arguments> doors() {
        return Stream.of(
                door("the CMS's button", (a, c) -> a.post(a.page, ":operation", "publish")),
                door("a form", (a, c) -> a.post(c, "sling:published", "true")),
                door(
                        "an import",
                        (a, c) -> a.post(
                                a.page,
                                ":operation",
                                "import",
                                ":contentType",
                                "json",
                                ":nameHint",
                                "imported",
                                ":content",
                                "{\"jcr:primaryType\":\"sling:Page\",\"jcr:content\":{\"jcr:primaryType\":\"nt:unstructured\","
                                        + "\"sling:published\":true}}")),
                door("a bulk replacement", (a, c) -> {
                    a.post(c, "sling:published@Delete", "x", "published", "no");
                    return a.post(
                            c,
                            ":operation",
                            "bulkreplace",
                            "updateProperties",
                            "published",
                            "mode",
                            "string",
                            "find",
                            "no",
                            "replace",
                            "true");
                }),
                door("DavEx", (a, c) -> a.davex(a.page, "^jcr:content/sling:published : true")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void whoIsRefusedIsToldWhyAtEachDoor(String name, Door door) {
        Attempt draft = new Attempt(site.article("told" + count++));
        Web.Reply reply = door.open(draft, draft.content());
        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.text()).contains("only what was approved");
    }

    @Test
    void theReasonIsToldInThePersonsLanguageAndToProgramsAsAProblem() {
        String draft = site.article("told" + count++);
        List<String> headers = new ArrayList<>(List.of(site.anna.headers()));
        headers.addAll(List.of("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.5", "Accept", "application/json"));
        Web.Reply reply =
                Web.form(Environment.CMS + draft, Map.of(":operation", "publish"), headers.toArray(String[]::new));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("code").asText()).isEqualTo("notApproved");
        assertThat(reply.json().path("detail").asText()).contains("ne publie que ce qui a été approuvé");
    }

    /** As the CMS's own screens ask, which showed the number alone. */
    @Test
    void theScreensOfTheCmsShowTheReason() {
        String draft = site.article("told" + count++);
        try (Browser browser = new Browser()) {
            Page page = browser.signedIn("anna", Cms.password("anna"), "fr-FR");
            page.navigate(Environment.CMS + "/cms/start.html");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> { // until Herald's script is there
                                page.evaluate(
                                        "async (path) => {"
                                                + " document.querySelectorAll('.modal').forEach((old) => old.remove());"
                                                + " const body = new URLSearchParams({ ':operation': 'publish' });"
                                                + " window.Sling.CMS.utils.ok(await fetch(path, { method: 'POST', body })); }",
                                        draft);
                                assertThat(page.locator(".modal.is-active").innerText())
                                        .contains("Refusé", "ne publie que ce qui a été approuvé");
                            });
            page.context().close();
        }
    }

    @Test
    void aPageThatReadersSeeSaysThatItIsRevisedFirst() {
        String page = site.article("told" + count++);
        site.approve(page, Map.of());
        ApprovalSite.done(site.rita, page, "PUBLISH");
        Web.Reply edited = ApprovalSite.form(site.anna, page + "/jcr:content", Map.of("jcr:title", "Other"));
        assertThat(edited.status()).as(edited.text()).isEqualTo(409);
        assertThat(edited.text()).contains("Begin a new revision first");
        Web.Reply words = ApprovalSite.form(
                site.anna, page + "/jcr:content/comments", Map.of("jcr:primaryType", "herald:Comments"));
        assertThat(words.status()).as(words.text()).isIn(403, 409);
        Cms stranger = Cms.user("stranger");
        Web.Reply off = ApprovalSite.form(stranger, page, Map.of(":operation", "unpublish"));
        assertThat(off.status()).as(off.text()).isEqualTo(403);
        assertThat(off.text()).contains("You may not change this page");
    }

    /** A list by query: what it finds tomorrow is no part of what is approved today. */
    @Test
    void aListByQueryShowsReadersNothingThatIsNotPublic() {
        String draft = site.article("listed-draft" + count++);
        new Attempt(draft).post(draft + "/jcr:content", "jcr:title", SECRET);
        String approved = site.article("listed-public" + count++);
        site.approve(approved, Map.of());
        ApprovalSite.done(site.rita, approved, "PUBLISH");
        String page = site.article("listing" + count++);
        Attempt listing = new Attempt(page);
        listing.post(
                page + "/jcr:content/container",
                "jcr:primaryType",
                "nt:unstructured",
                "sling:resourceType",
                "sling-cms/components/general/container");
        listing.post(
                page + "/jcr:content/container/list",
                "jcr:primaryType",
                "nt:unstructured",
                "sling:resourceType",
                "reference/components/general/list",
                "limit",
                "1000",
                "query",
                "SELECT * FROM [sling:Page] WHERE ISDESCENDANTNODE([" + site.path + "])");
        site.approve(page, Map.of());
        ApprovalSite.done(site.rita, page, "PUBLISH");
        String read = read(page + ".html").text();
        assertThat(read).contains("listed-public").doesNotContain(SECRET);
        assertThat(read).doesNotContain("listed-draft");
    }

    @Test
    void nobodyTakesAPageOffWithoutTheRightToChangeIt() {
        String old = site.article("old");
        site.policy(false, List.of());
        ApprovalSite.form(site.admin, old, Map.of(":operation", "publish"));
        site.policy(true, List.of("herald-reviewers"));
        assertThat(read(old + ".html").status()).isEqualTo(200);
        Cms stranger = Cms.user("stranger");
        Web.form(READER + old, Map.of(":operation", "unpublish"));
        Web.form(Environment.CMS + old, Map.of(":operation", "unpublish"));
        ApprovalSite.form(stranger, old, Map.of(":operation", "unpublish"));
        assertThat(read(old + ".html").status()).as("it stays on the site").isEqualTo(200);
        assertThat(ApprovalSite.form(site.anna, old, Map.of(":operation", "unpublish"))
                        .status())
                .isEqualTo(200);
        assertThat(read(old + ".html").status()).as("its author takes it off").isEqualTo(401);
    }

    @Test
    void theTypeOfTheSiteIsNoSwitch() {
        ApprovalSite other = new ApprovalSite("switched");
        String page = other.article("page");
        Attempt attempt = new Attempt(page);
        attempt.post(attempt.content(), "jcr:title", SECRET);
        attempt.post(other.path, "jcr:primaryType", "sling:OrderedFolder");
        attempt.post(attempt.content(), "sling:published", "true", "sling:published@TypeHint", "Boolean");
        attempt.post(other.path, "jcr:primaryType", "sling:Site");
        unseen(attempt);
    }

    @Test
    void aSiteThatMovesTakesItsPolicyAlong() {
        ApprovalSite other = new ApprovalSite("moving");
        String page = other.article("page");
        Attempt attempt = new Attempt(page);
        attempt.post(attempt.content(), "jcr:title", SECRET);
        attempt.post(other.path, ":operation", "move", ":dest", other.path + "-elsewhere");
        String there = page.replace(other.path + "/", other.path + "-elsewhere/");
        attempt.post(there + "/jcr:content", "sling:published", "true", "sling:published@TypeHint", "Boolean");
        attempt.places.add(there + ".html");
        unseen(attempt);
    }
}
