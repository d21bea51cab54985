package org.herald.simulators.linkedin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.simulators.Call;
import org.herald.simulators.Json;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Tokens.Grant;

/** Tells a webhook what happens on an organisation's page, signed with the application's secret. */
final class Notices {
    /** Microsoft Learn, Webhooks: whoever is told has three seconds to say so. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String START = "start";
    /** How long they are kept for whoever asks. */
    private static final Duration KEPT = Duration.ofDays(60);

    private static final Pattern RANGE = Pattern.compile("\\(start:([0-9]{1,15})(?:,end:([0-9]{1,15}))?\\)");
    private static final Pattern LIST = Pattern.compile("List\\(([A-Z_]+(?:,[A-Z_]+)*)\\)");
    private static final Set<String> ACTIONS = Set.of(
            "LIKE",
            "COMMENT",
            "SHARE",
            "SHARE_MENTION",
            "COMMENT_MENTION",
            "ADMIN_COMMENT",
            "COMMENT_EDIT",
            "COMMENT_DELETE");

    private final List<Map<String, Object>> made = new ArrayList<>();
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private URI webhook;
    private long last = 5_600_000_000L;

    Notices(Clock clock) {
        this.clock = clock;
    }

    /**
     * Makes an address the webhook, if it proves to know the secret.
     *
     * @return what was wrong with its answer; empty when it is the webhook now
     */
    String register(URI address) {
        String code = UUID.randomUUID().toString();
        URI asked = URI.create(address + (address.getQuery() == null ? "?" : "&") + "challengeCode=" + code);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(asked).GET());
        if (answer == null || answer.statusCode() != 200) {
            return "the challenge was not answered with 200 in three seconds";
        }
        Map<String, String> expected = Map.of("challengeCode", code, "challengeResponse", sign(code));
        try {
            if (!Json.MAPPER.readTree(answer.body()).equals(Json.MAPPER.valueToTree(expected))) {
                return "the challenge was answered with something else";
            }
        } catch (IOException e) {
            return "the challenge was not answered with JSON";
        }
        webhook = address;
        return "";
    }

    /** @return the status that the webhook answered; 0 for none, -1 where there is no webhook */
    int tell(String action, Comments.Comment comment) {
        if (!Members.isOrganisation(comment.post.author)) {
            return -1;
        }
        Map<String, Object> notice = notice(action, comment);
        made.add(0, notice);
        return webhook == null ? -1 : deliver(body(notice), "");
    }

    /** What is told to whoever asks: the newest first (Organization Social Action Notifications, pull). */
    Reply pulled(Call call, Grant grant, Members members) throws Violation {
        Queries.only(call, "q", "actions", "organizationalEntity", "timeRange", START, "count");
        if (!call.method().equals("GET") || !"criteria".equals(call.query().get("q"))) {
            throw Errors.invalid("q", "is not criteria");
        }
        String entity = call.query().getOrDefault("organizationalEntity", "");
        if (!Members.isOrganisation(entity)) {
            throw Errors.invalid("organizationalEntity", "is no organisation");
        }
        boolean works = members.rolesOf(grant.person()).stream()
                .anyMatch(role -> entity.endsWith(":" + role.organisation())
                        && role.role().equals("ADMINISTRATOR"));
        if (!grant.may("rw_organization_admin") || !works) {
            throw Errors.denied("organizationalEntityNotifications.FINDER-criteria");
        }
        Set<String> actions = actions(call);
        long from = Math.max(bound(call, 1, 0), clock.millis() - KEPT.toMillis());
        long to = bound(call, 2, Long.MAX_VALUE);
        List<Map<String, Object>> all = made.stream()
                .filter(notice -> notice.get("organizationalEntity").equals(entity))
                .filter(notice -> actions.contains(String.valueOf(notice.get("action"))))
                .filter(notice -> {
                    long at = (Long) notice.get("lastModifiedAt");
                    return at >= from && at <= to;
                })
                .toList();
        return Queries.page(call, all, notice -> notice);
    }

    /** Rest.li's lists and records stand in the address as they are, only what is in them is encoded. */
    private static Set<String> actions(Call call) throws Violation {
        String raw = String.valueOf(call.uri().getRawQuery());
        if (raw.contains("%28") || raw.contains("%2C") && raw.contains("List")) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "Lists must not be encoded");
        }
        if (!call.query().containsKey("actions")) {
            return ACTIONS;
        }
        Matcher list = LIST.matcher(call.query().get("actions"));
        Set<String> actions = list.matches() ? Set.of(list.group(1).split(",")) : Set.of("?");
        if (!ACTIONS.containsAll(actions)) {
            throw Errors.invalid("actions", "is no list of actions");
        }
        return actions;
    }

    private static long bound(Call call, int group, long otherwise) throws Violation {
        if (!call.query().containsKey("timeRange")) {
            return otherwise;
        }
        Matcher range = RANGE.matcher(call.query().get("timeRange"));
        if (!range.matches()) {
            throw Errors.invalid("timeRange", "is no range of milliseconds");
        }
        return range.group(group) == null ? otherwise : Long.parseLong(range.group(group));
    }

    /** The same with a signature of somebody who does not know the secret. */
    int forge(String action, Comments.Comment comment) {
        return deliver(body(notice(action, comment)), "0".repeat(64));
    }

    private int deliver(String body, String forged) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .header("X-LI-Signature", forged.isEmpty() ? sign("hmacsha256=" + body) : forged)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return answer == null ? 0 : answer.statusCode();
    }

    private static String body(Map<String, Object> notice) {
        return Json.write(Map.of("type", "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", "notifications", List.of(notice)));
    }

    private Map<String, Object> notice(String action, Comments.Comment comment) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("entity", comment.urn);
        said.put("owner", comment.actor);
        said.put("text", comment.text);
        said.put("object", comment.post.activity);
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("entity", comment.post.urn);
        post.put("owner", comment.post.author);
        post.put("text", comment.post.shown.text());
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("notificationId", ++last);
        notice.put("organizationalEntity", comment.post.author);
        notice.put("action", action);
        notice.put("sourcePost", comment.post.activity);
        notice.put("decoratedSourcePost", post);
        notice.put("generatedActivity", comment.urn);
        notice.put("decoratedGeneratedActivity", Map.of("comment", said));
        notice.put("lastModifiedAt", clock.millis());
        return notice;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    static String sign(String what) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Application.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(what.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
