package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Herald's door, as one user. */
final class Cms {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> SETTLED = Set.of("SENT", "REFUSED", "WITHDRAWN");
    private final String cms;
    private final String authorization;
    private String token;

    private Cms(String cms, String user, String password) {
        this.cms = cms;
        this.authorization = Web.basic(user, password);
    }

    static Cms admin() {
        return admin(Environment.CMS);
    }

    static Cms admin(String cms) {
        return new Cms(cms, "admin", "admin");
    }

    /** Makes a user in some groups, once, and signs in as that one. */
    static Cms user(String name, String... groups) {
        return userAt(Environment.CMS, name, groups);
    }

    /** The same in another CMS. */
    static Cms userAt(String cms, String name, String... groups) {
        String[] admin = {"Authorization", Web.basic("admin", "admin")};
        Web.form(
                cms + "/system/userManager/user.create.json",
                Map.of(":name", name, "pwd", "secret-" + name, "pwdConfirm", "secret-" + name),
                admin);
        for (String group : groups) {
            Web.Reply added = Web.form(
                    cms + "/system/userManager/group/" + group + ".update.json",
                    Map.of(":member", "/system/userManager/user/" + name),
                    admin);
            assertThat(added.status())
                    .as("adding %s to %s: %s", name, group, added.text())
                    .isEqualTo(200);
        }
        return new Cms(cms, name, "secret-" + name);
    }

    static String password(String name) {
        return "secret-" + name;
    }

    /** Somebody who was made before. */
    static Cms knownAt(String cms, String name) {
        return new Cms(cms, name, password(name));
    }

    String url() {
        return cms;
    }

    String[] headers() {
        return new String[] {"Authorization", authorization};
    }

    Web.Reply get(String path) {
        return Web.get(cms + "/bin/herald" + path, headers());
    }

    Web.Reply send(String method, String path, Object body) {
        if (token == null) {
            token = get("/session").json().path("token").asText();
        }
        return Web.json(
                method, cms + "/bin/herald" + path, body, "Authorization", authorization, "X-Herald-Token", token);
    }

    /** The same with a body of any kind. */
    Web.Reply raw(String method, String path, String body, String type) {
        if (token == null) {
            token = get("/session").json().path("token").asText();
        }
        return Web.text(
                method,
                cms + "/bin/herald" + path,
                body,
                "Content-Type",
                type,
                "Authorization",
                authorization,
                "X-Herald-Token",
                token);
    }

    /** Posts. What is unusual about a share is acknowledged, as a person would who looked at it. */
    Web.Reply post(String path, Object body) {
        Web.Reply reply = send("POST", path, body);
        boolean unusual = reply.status() == 409
                && path.equals("/shares")
                && reply.json().path("code").asText().equals("secondLook");
        return unusual ? send("POST", path, acknowledging((Map<?, ?>) body, reply.json())) : reply;
    }

    private static Map<String, Object> acknowledging(Map<?, ?> body, JsonNode problem) {
        Map<String, Object> more = new HashMap<>();
        body.forEach((name, value) -> more.put(name.toString(), value));
        more.put(
                "acknowledged",
                stream(problem.path("doubts"))
                        .map(doubt -> doubt.path("key").asText())
                        .toList());
        return more;
    }

    /** What is shared goes out at once, on all sites that say nothing else: nobody waits in tests to undo it. */
    static void undoNothing(String cms) {
        Web.Reply reply = Web.form(
                cms + "/conf/herald/content",
                Map.of("herald:undoSeconds", "0", "herald:undoSeconds@TypeHint", "Long"),
                "Authorization",
                Web.basic("admin", "admin"));
        assertThat(reply.status()).as(reply.text()).isIn(200, 201);
    }

    /** Posts, and expects a status. A test that asks faster than a person may waits as it is told, as a program would. */
    JsonNode ok(int status, String path, Object body) {
        Web.Reply reply = post(path, body);
        if (reply.status() == 429) {
            Duration told = Duration.ofSeconds(Long.parseLong(reply.header("Retry-After")));
            await().pollDelay(told).atMost(told.plus(PATIENCE)).until(() -> true);
            reply = post(path, body);
        }
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply.json();
    }

    /** Connects a profile, or finds the one that is. Returns its id. */
    String profile(String title, String network, String server, String handle, String secret) {
        for (JsonNode one : get("/profiles").json().path("profiles")) {
            if (one.at("/profile/title").asText().equals(title)) {
                return one.at("/profile/id").asText();
            }
        }
        JsonNode made = ok(
                201,
                "/profiles",
                Map.of(
                        "title",
                        title,
                        "network",
                        network,
                        "server",
                        server,
                        "handle",
                        handle,
                        "secret",
                        secret,
                        "collectEvery",
                        0));
        return made.at("/profile/id").asText();
    }

    /** Deletes the profiles that other tests made; the rehearsal's stays. */
    void forgetProfiles() {
        for (JsonNode one : get("/profiles").json().path("profiles")) {
            if (!one.at("/profile/network").asText().equals("rehearsal")) {
                send("DELETE", "/profiles/" + one.at("/profile/id").asText(), Map.of());
            }
        }
    }

    /** Shares as Herald proposes it. Returns the share's id. */
    String share(String article, String... profiles) {
        Set<String> wanted = Set.of(profiles);
        JsonNode drafts = get("/variants?path=" + article).json().path("drafts");
        List<Map<String, String>> variants = stream(drafts)
                .filter(d -> wanted.contains(d.path("profileId").asText()))
                .map(d -> Map.of(
                        "profile", d.path("profileId").asText(),
                        "text", d.path("text").asText(),
                        "attachment", d.path("attachment").asText()))
                .toList();
        assertThat(variants).hasSize(profiles.length);
        return ok(202, "/shares", Map.of("path", article, "variants", variants, "again", true))
                .path("id")
                .asText();
    }

    /** Waits until every variant of a share is settled, and returns them by profile. */
    Map<String, JsonNode> settled(String share) {
        return settled(share, PATIENCE);
    }

    Map<String, JsonNode> settled(String share, Duration patience) {
        await().atMost(patience).pollInterval(Duration.ofMillis(300)).until(() -> stream(variants(share))
                .allMatch(v -> SETTLED.contains(v.path("state").asText())));
        return stream(variants(share))
                .collect(Collectors.toMap(v -> v.path("profileId").asText(), v -> v));
    }

    JsonNode variants(String share) {
        return get("/shares/" + share).json().path("variants");
    }

    JsonNode inbox(String query) {
        return get("/inbox?size=100&" + query).json().path("items");
    }

    JsonNode inboxOf(String article) {
        return inbox("article=" + URLEncoder.encode(article, StandardCharsets.UTF_8));
    }

    /** Collects until the article has so many replies in the inbox, and returns them. */
    List<JsonNode> collect(String profile, String article, int replies) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            ok(202, "/profiles/" + profile + "/collect", Map.of());
            return inboxOf(article).size() >= replies;
        });
        return stream(inboxOf(article)).toList();
    }

    /** Makes a page of its own for a test. */
    String article(String name, String title) {
        String path = "/content/herald-demo/en/" + name;
        Web.Reply made = Web.form(
                cms + path,
                Map.ofEntries(
                        Map.entry("_charset_", "UTF-8"),
                        Map.entry("jcr:primaryType", "sling:Page"),
                        Map.entry("jcr:content/jcr:primaryType", "nt:unstructured"),
                        Map.entry("jcr:content/jcr:title", title),
                        Map.entry("jcr:content/jcr:description", "About " + title + "."),
                        Map.entry("jcr:content/sling:resourceType", "herald-demo/components/page"),
                        Map.entry("jcr:content/container/jcr:primaryType", "nt:unstructured"),
                        Map.entry("jcr:content/container/sling:resourceType", "sling-cms/components/general/container"),
                        Map.entry("jcr:content/container/conversation/jcr:primaryType", "nt:unstructured"),
                        Map.entry(
                                "jcr:content/container/conversation/sling:resourceType",
                                "herald/components/conversation")),
                headers());
        assertThat(made.status()).as(made.text()).isIn(200, 201);
        return path;
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
