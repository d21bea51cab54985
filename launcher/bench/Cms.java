import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running CMS with Herald and the bench bundle, asked as an administrator asks it. */
final class Cms {
    private static final String AUTH = "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes());
    private static final int TOO_MANY = 429;
    /** An account can be connected once: in a CMS that was measured before, these are others. */
    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    Cms(String url) throws Exception {
        this.url = url;
        this.token = find("\"token\":\"([^\"]+)", get("/bin/herald/session"));
    }

    String get(String path) throws Exception {
        return send("GET", path, null);
    }

    /** Asks one of Herald's operations. */
    String herald(String method, String path, String body) throws Exception {
        return send(method, "/bin/herald" + path, body);
    }

    /** Asks the bench bundle. */
    String bench(String path) throws Exception {
        return send("POST", "/bin/herald-bench" + path, "");
    }

    /** Connects a profile. */
    String profile(String title, String network, String server, String handle) throws Exception {
        String body = "{\"title\":\"%s\",\"network\":\"%s\",\"server\":\"%s\",\"handle\":\"%s\",\"secret\":\"%s\",\"collectEvery\":0}";
        return find(
                "\"id\":\"([^\"]+)",
                herald("POST", "/profiles", String.format(body, title, network, server, handle + RUN, handle + RUN)));
    }

    /** Collects below the posts of a profile, and waits until that is done. Returns how many seconds it took. */
    double collect(String profile) throws Exception {
        String before = collectedAt(profile);
        long began = System.nanoTime();
        herald("POST", "/profiles/" + profile + "/collect", "{}");
        while (collectedAt(profile).equals(before)) {
            Thread.sleep(5); // there is nothing to be told by: it is asked again
        }
        return Measure.seconds(began);
    }

    private String collectedAt(String profile) throws Exception {
        String all = get("/bin/herald/profiles");
        return find("\"collectedAt\":(null|\"[^\"]*\")", all.substring(all.indexOf("\"" + profile + "\"")));
    }

    /** Asks again until it is so. */
    static void until(Callable<Boolean> so) throws Exception {
        while (!so.call()) {
            Thread.sleep(20); // as above
        }
    }

    /** Waits where Herald asks to wait: one person asks for more here than a person does. */
    String send(String method, String path, String body) throws Exception {
        HttpResponse<String> response = client.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
        while (response.statusCode() == TOO_MANY) {
            Thread.sleep(1000L * Long.parseLong(response.headers().firstValue("Retry-After").orElse("1")));
            response = client.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
        }
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpRequest request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", AUTH)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Herald-Token", token);
        }
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return request.build();
    }

    static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text.substring(0, Math.min(200, text.length())));
        }
        return matcher.group(1);
    }

    static int count(String word, String text) {
        return text.split(Pattern.quote(word), -1).length - 1;
    }
}
