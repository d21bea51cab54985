package org.herald.simulators.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;
import org.herald.simulators.linkedin.Tokens.Grant;

/**
 * LinkedIn: sign-in, posts, pictures, videos and comments by the versioned REST API. There are two members, Ada (ada1) and
 * Bob (bob2), and two organisations, Acme (1001) and Globex (1002); Ada administers both, Bob none.
 */
public final class LinkedInSimulator extends Simulator {
    /** The application's client id. */
    public static final String CLIENT_ID = Application.ID;
    /** The application's client secret, which signs webhooks, too. */
    public static final String CLIENT_SECRET = Application.SECRET;
    /** What an application for pages asks for. */
    public static final String PAGE_SCOPES = "r_basicprofile rw_organization_admin r_organization_social"
            + " w_organization_social r_organization_social_feed w_organization_social_feed";
    /** What an application for a member's own posts asks for. */
    public static final String MEMBER_SCOPES = "openid profile w_member_social";

    private final Tokens tokens = new Tokens(clock);
    private final Members members = new Members();
    private final Application application = new Application(clock, tokens);
    private final Throttle throttle = new Throttle(clock);
    private final Assets assets = new Assets(clock);
    private final Identity identity = new Identity(members);
    private final Posts posts = new Posts(clock, members, new PostRules(assets), throttle);
    private final Comments comments = new Comments(clock, members, posts, throttle);
    private final Notices notices = new Notices(clock);
    private final Uploads uploads = new Uploads(assets, members, tokens, clock, this::uri);

    /** @param port 0 for any that is free */
    public LinkedInSimulator(int port) {
        super(port);
        members.person("ada1", "Ada Lovelace");
        members.person("bob2", "Bob Barker");
        members.organisation("1001", "Acme");
        members.organisation("1002", "Globex");
        members.role("ada1", "1001", "ADMINISTRATOR");
        members.role("ada1", "1002", "ADMINISTRATOR");
        application.member("ada1");
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        List<String> path = call.segments();
        if (path.get(0).equals("oauth")) {
            return application.answer(call);
        }
        if (path.get(0).equals("dms-uploads")) {
            return uploads.bytes(call);
        }
        Grant grant = tokens.of(call);
        if (call.path().equals("/v2/userinfo") && call.method().equals("GET")) {
            return identity.userinfo(grant);
        }
        if (call.path().equals("/v2/me") && call.method().equals("GET")) {
            return identity.me(grant);
        }
        if (!path.get(0).equals("rest") || path.size() < 2) {
            throw Errors.gone("resource " + call.path());
        }
        Versions.judge(call, clock.instant());
        throttle.any();
        return resource(call, grant, path);
    }

    private Reply resource(Call call, Grant grant, List<String> path) throws Violation {
        String key = path.size() > 2 ? path.get(2) : "";
        boolean plain = path.size() <= 3;
        return switch (path.get(1) + (plain ? "" : "/…")) {
            case "organizationAcls" -> identity.roles(call, grant);
            case "organizationalEntityNotifications" -> notices.pulled(call, grant, members);
            case "organizations" -> identity.organisation(call, grant, key);
            case "images" -> uploads.images(call, grant, key);
            case "videos" -> uploads.videos(call, grant, key);
            case "posts" -> posts.answer(call, grant, key);
            case "socialActions/…" -> {
                if (!path.get(3).equals("comments") || path.size() > 5) {
                    throw Errors.gone("resource " + call.path());
                }
                yield comments.answer(call, grant, key, path.size() > 4 ? path.get(4) : "");
            }
            default -> throw Errors.gone("resource " + call.path());
        };
    }

    @Override
    protected Reply rateLimited() {
        return Throttle.daily("APPLICATION");
    }

    @Override
    protected Reply revoked() {
        return Errors.reply(
                401, 65601, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user");
    }

    @Override
    protected Reply falseFailure() {
        return Errors.reply(500, "INTERNAL_SERVER_ERROR", "Internal Server Error");
    }

    @Override
    protected Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("posts", posts());
        state.put("comments", comments.all().stream().map(comments::shown).toList());
        state.put("assets", assets.state());
        return state;
    }

    @Override
    protected Object act(String name, JsonNode what) {
        String urn = what.path("urn").asText();
        return switch (name) {
            case "connectToken" -> connectToken(
                    what.path("person").asText("ada1"), what.path("scopes").asText(PAGE_SCOPES));
            case "revokeToken" -> done(() -> revokeToken(what.path("token").asText()));
            case "redirect" -> done(() -> redirect(URI.create(what.path("uri").asText())));
            case "deny" -> done(() -> deny(what.path("now").asBoolean(true)));
            case "refreshes" -> done(() -> refreshes(what.path("approved").asBoolean(true)));
            case "reply" -> reply(
                    what.path("post").asText(),
                    what.path("parent").asText(""),
                    what.path("person").asText("bob2"),
                    what.path("text").asText());
            case "deleteComment" -> done(() -> deleteComment(urn));
            case "deletePost" -> done(() -> deletePost(urn));
            case "noRole" -> done(() -> noRole(what.path("person").asText("ada1"), urn));
            case "processing" -> done(
                    () -> processing(Duration.parse(what.path("time").asText("PT0S"))));
            case "failProcessing" -> done(this::failProcessing);
            case "perDay" -> done(() -> perDay(what.path("requests").asInt()));
            case "webhook" -> webhook(URI.create(what.path("uri").asText()));
            default -> throw new IllegalArgumentException("nobody can " + name);
        };
    }

    private static Object done(Runnable deed) {
        deed.run();
        return Map.of();
    }

    /** A token as the member gives it out, without the way through the browser. */
    public String connectToken(String person, String scopes) {
        return tokens.issue(person, Arrays.stream(scopes.split("[ ,]+")).collect(Collectors.toSet()), Instant.MAX);
    }

    /** What an application that is approved for it can renew a token with. */
    public String refreshToken(String person, String scopes) {
        return application.refreshToken(person, scopes);
    }

    /** The member takes a token back, of either kind. */
    public void revokeToken(String token) {
        tokens.revoke(token);
        application.revoke(token);
    }

    /** Registers where members are sent back to. */
    public void redirect(URI address) {
        application.redirect(address.toString());
    }

    /** Who signs in next. */
    public void member(String person) {
        application.member(person);
    }

    /** Whether whoever signs in next says no. */
    public void deny(boolean now) {
        application.deny(now);
    }

    /** Whether the application is approved for refresh tokens. */
    public void refreshes(boolean approved) {
        application.refreshes(approved);
    }

    /** Takes a scope from what the application may ask for. */
    public void noProduct(String scope) {
        application.noProduct(scope);
    }

    /** Takes a member's roles on an organisation's page. */
    public void noRole(String person, String organisation) {
        members.noRoles(person, organisation.replace("urn:li:organization:", ""));
    }

    /** Gives a member a role on an organisation's page. */
    public void role(String person, String organisation, String role) {
        members.role(person, organisation.replace("urn:li:organization:", ""), role);
    }

    /**
     * Another member comments.
     *
     * @param post the post's URN
     * @param parent the URN of the comment that is answered; empty for none
     * @return the comment's URN
     */
    public String reply(String post, String parent, String person, String text) {
        try {
            Comments.Comment comment = comments.add(posts.find(post), "urn:li:person:" + person, parent, text);
            notices.tell("COMMENT", comment);
            return comment.urn;
        } catch (Violation e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Its author deletes a comment. */
    public void deleteComment(String urn) {
        try {
            comments.remove(urn);
        } catch (Violation e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Somebody deletes a post on the network. */
    public void deletePost(String urn) {
        posts.all().stream().filter(post -> post.urn.equals(urn)).forEach(post -> post.deleted = true);
    }

    /** How long pictures and videos take from now on. */
    public void processing(Duration time) {
        assets.processing(time);
    }

    /** The next picture or video cannot be processed. */
    public void failProcessing() {
        assets.failNext();
    }

    /** How many requests a day the application has. */
    public void perDay(int requests) {
        throttle.perDay(requests);
    }

    /**
     * Registers a webhook, if it answers the challenge.
     *
     * @return what was wrong; empty when nothing was
     */
    public String webhook(URI address) {
        return notices.register(address);
    }

    /** Tells the webhook of a comment with a wrong signature. */
    public int forge(String comment) {
        return comments.all().stream()
                .filter(one -> one.urn.equals(comment))
                .findFirst()
                .map(one -> notices.forge("COMMENT", one))
                .orElse(0);
    }

    /** The posts that are there, as the Posts API gives them. */
    public List<Map<String, Object>> posts() {
        return posts.all().stream().map(Posts::shown).toList();
    }

    /** What readers see of the posts that are there. */
    public List<String> texts() {
        return posts.all().stream().map(post -> post.shown.text()).toList();
    }

    /** What readers see of a comment that is there; empty where there is none. */
    public String comment(String urn) {
        return comments.all().stream()
                .filter(one -> one.urn.equals(urn))
                .map(one -> one.text)
                .findFirst()
                .orElse("");
    }

    /** What readers see of little text: all of it, or what comes before the place where it is cut. */
    public static String shown(String littleText) {
        return LittleText.read(littleText).text();
    }

    /** The hashtags in little text that readers can click. */
    public static Set<String> hashtags(String littleText) {
        return Set.copyOf(LittleText.read(littleText).hashtags());
    }
}
