package org.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person on the Mastodon-API server. */
final class Snac {
    private static final Map<String, Snac> PEOPLE = new HashMap<>();
    private final String token;
    final String id;

    private Snac(String token) {
        this.token = token;
        this.id = Web.get(Environment.SNAC + "/api/v1/accounts/verify_credentials", headers())
                .json()
                .path("id")
                .asText();
    }

    /** alice or bob, signed in by the server's own login form. */
    static Snac person(String name) {
        return PEOPLE.computeIfAbsent(name, n -> new Snac(token(n)));
    }

    private static String token(String name) {
        String callback = "http://localhost/callback";
        JsonNode app = Web.form(
                        Environment.SNAC + "/api/v1/apps",
                        Map.of("client_name", "test", "redirect_uris", callback, "scopes", "read write"))
                .json();
        Web.Reply login = Web.form(
                Environment.SNAC + "/oauth/x-snac-login",
                Map.of(
                        "login",
                        name,
                        "passwd",
                        password(name),
                        "redir",
                        callback,
                        "cid",
                        app.path("client_id").asText(),
                        "state",
                        "s"));
        String query = URI.create(login.header("Location")).getQuery();
        String code = query.replaceAll(".*code=([^&]+).*", "$1");
        return Web.form(
                        Environment.SNAC + "/oauth/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "client_id",
                                app.path("client_id").asText(),
                                "client_secret",
                                app.path("client_secret").asText(),
                                "redirect_uri",
                                callback))
                .json()
                .path("access_token")
                .asText();
    }

    static String password(String name) {
        return Environment.serverFile("snac-" + name + ".pw");
    }

    /** Holds the server still, as it is: it takes connections and answers nothing. */
    static void pause() {
        signal("STOP");
    }

    /** Lets it go on where it was held, with all that was sent to it meanwhile. */
    static void resume() {
        signal("CONT");
    }

    private static void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Environment.serverFile("snac.pid")).start();
            assertThat(kill.waitFor()).as("kill -%s", name).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String token() {
        return token;
    }

    private String[] headers() {
        return new String[] {"Authorization", "Bearer " + token};
    }

    JsonNode reply(String to, String text, String visibility) {
        Web.Reply reply = Web.form(
                Environment.SNAC + "/api/v1/statuses",
                Map.of("status", text, "in_reply_to_id", to, "visibility", visibility),
                headers());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** Answers behind a warning, with a picture that has a description. */
    void warn(String to, String warning, String text, String description, byte[] png) {
        String boundary = "----herald-test-boundary";
        String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
        Web.Reply uploaded = Web.send(
                "POST",
                Environment.SNAC + "/api/v2/media",
                BodyPublishers.concat(
                        BodyPublishers.ofString(part + "description\"\r\n\r\n" + description + "\r\n" + part
                                + "file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"),
                        BodyPublishers.ofByteArray(png),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(200);
        Web.Reply reply = Web.form(
                Environment.SNAC + "/api/v1/statuses",
                Map.of(
                        "status",
                        text,
                        "in_reply_to_id",
                        to,
                        "visibility",
                        "public",
                        "sensitive",
                        "true",
                        "spoiler_text",
                        warning,
                        "media_ids[]",
                        uploaded.json().path("id").asText()),
                headers());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    /** Posts a text as it is, past Herald. */
    Web.Reply post(String text) {
        return Web.form(Environment.SNAC + "/api/v1/statuses", Map.of("status", text), headers());
    }

    List<JsonNode> statuses() {
        return Cms.stream(Web.get(Environment.SNAC + "/api/v1/accounts/" + id + "/statuses?limit=100", headers())
                        .json())
                .toList();
    }

    JsonNode latest(String containing) {
        return statuses().stream()
                .filter(s -> s.path("content").asText().contains(containing))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no post with " + containing));
    }

    List<JsonNode> below(String id) {
        return Cms.stream(Web.get(Environment.SNAC + "/api/v1/statuses/" + id + "/context", headers())
                        .json()
                        .path("descendants"))
                .toList();
    }
}
