package org.herald.simulators.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/** The Graph API's part that is the same for all of Meta's networks; the objects are the network's own. */
public abstract class GraphSimulator extends Simulator {
    /** The application's id and secret, as the dashboard shows them. */
    public static final String APP_ID = "310000000000001";

    /** The application's secret. */
    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

    /** A configuration of Facebook Login for Business that asks for everything. */
    public static final String LOGIN_ID = "900000000000001";

    /** Where the dialog may send to. */
    public static final String REDIRECT = "https://author.example/bin/herald/callback";

    private static final String VERSION = "v[0-9]{1,2}\\.0";

    private final Set<String> redirects = new LinkedHashSet<>(Set.of(REDIRECT));
    private final App app = new App(APP_ID, APP_SECRET, redirects, "10150000000000001");
    private final Tokens tokens = new Tokens(APP_SECRET, clock);
    private final Pages pages = new Pages(app.person(), tokens);
    private final Login login = new Login(app, tokens, clock);
    private final Webhook webhook = new Webhook(APP_SECRET);
    private final List<Planned> planned = new ArrayList<>();

    /** Starts it, with two pages. */
    protected GraphSimulator(int port) {
        super(port);
        put(new Page("100000000000101", "Herald Press", "17841400000000101", "herald.press", Page.ALL_TASKS));
        put(new Page("100000000000102", "Herald Sports", "", "", Page.ALL_TASKS));
    }

    /**
     * Answers what is asked of an object.
     *
     * @throws Violation where the contract is broken
     * @throws Refusal where the network says no all the same
     */
    protected abstract Reply node(GraphCall call, Grant grant) throws Violation, Refusal;

    /** What webhooks and usage headers call this network. */
    protected abstract String business();

    @Override
    protected final Reply answer(Call call) throws Violation {
        try {
            return routed(call);
        } catch (Refusal e) {
            return e.reply();
        }
    }

    private Reply routed(Call raw) throws Violation, Refusal {
        List<String> path = raw.segments();
        if (!path.get(0).matches(VERSION)) {
            throw GraphError.of(2500, 0, "Unknown path components: " + raw.path())
                    .violation("no version in the path");
        }
        Versions.check(path.get(0), clock.instant());
        List<String> rest = path.subList(1, path.size());
        GraphCall call = GraphCall.of(raw, path.get(0), rest);
        Optional<Planned> plan = planned.stream().filter(one -> one.meets(call)).findFirst();
        if (plan.isPresent()) {
            return planned(plan.get(), call);
        }
        Reply reply = dispatched(call);
        return reply.with("X-App-Usage", "{\"call_count\":1,\"total_time\":1,\"total_cputime\":1}")
                .with("facebook-api-version", call.version());
    }

    private Reply planned(Planned plan, GraphCall call) throws Violation, Refusal {
        planned.set(planned.indexOf(plan), plan.once());
        if (plan.does()) {
            dispatched(call);
        }
        Reply reply = plan.error().reply();
        return plan.regain().isZero()
                ? reply
                : reply.with("X-Business-Use-Case-Usage", plan.usage(page().id(), business()));
    }

    private Reply dispatched(GraphCall call) throws Violation, Refusal {
        switch (call.method() + " " + String.join("/", call.path())) {
            case "GET dialog/oauth" -> {
                return login.dialog(call);
            }
            case "GET oauth/access_token", "POST oauth/access_token" -> {
                return login.token(call);
            }
            case "POST " -> {
                return new Batch(login).answer(call);
            }
            case "GET debug_token" -> {
                return login.debug(call);
            }
            default -> {
                Grant grant = tokens.check(call);
                return call.path().size() > 2 ? unknown(call) : asked(call, grant);
            }
        }
    }

    private static Reply unknown(GraphCall call) throws Violation {
        throw GraphError.of(2500, 0, "Unknown path components: /" + String.join("/", call.path()))
                .violation("unknown path");
    }

    private Reply asked(GraphCall call, Grant grant) throws Violation, Refusal {
        Optional<Reply> reply = pages.answer(call, grant);
        return reply.isPresent() ? reply.get() : node(call, grant);
    }

    /** A page; empty where there is none. */
    protected final Optional<Page> page(String id) {
        return pages.get(id);
    }

    /** All pages. */
    protected final List<Page> pages() {
        return pages.all();
    }

    /** The first page. */
    public final synchronized Page page() {
        return pages.all().get(0);
    }

    /** Makes a page, or changes one. */
    public final synchronized void put(Page page) {
        pages.put(page);
    }

    /** Lets the dialog send to another address, as the dashboard does. */
    public final synchronized void allowRedirect(URI redirect) {
        redirects.add(redirect.toString());
    }

    /** The person who signs in says no the next time. */
    public final synchronized void denySignIn() {
        login.deny();
    }

    /** The person who signs in leaves out some permissions from now on. */
    public final synchronized void withhold(Set<String> scopes) {
        login.withhold(scopes);
    }

    /** A page's token that does not end, as a sign-in with these permissions brings it. */
    public final synchronized String connectToken(String page, Set<String> scopes) {
        return tokens.give(tokens.page(tokens.person(app.person(), scopes, true), page));
    }

    /** A person's token. */
    public final synchronized String personToken(Set<String> scopes, boolean longLived) {
        return tokens.give(tokens.person(app.person(), scopes, longLived));
    }

    /** The token ends, as it does when the person takes it back, changes the password or loses the role. */
    public final synchronized void revokeToken(String token, int subcode) {
        tokens.end(token, GraphError.token(subcode, "Error validating access token: The session is no longer valid."));
    }

    /** From now on every request must prove that it comes from the app's server. */
    public final synchronized void demandProof() {
        tokens.demandProof();
    }

    /** Plans an error for requests to come. */
    public final synchronized void plan(Planned error) {
        planned.add(error);
    }

    /** Proves the address of an application's webhook, as the dashboard does. */
    public final boolean subscribe(URI callback, String verifyToken) {
        return webhook.verify(callback, verifyToken);
    }

    /**
     * Sends a notice of a page or an account.
     *
     * @return the status of the answer; 0 where nobody is told
     */
    protected final int tell(String page, Object notice) {
        return pages.isSubscribed(page) ? webhook.send(notice) : 0;
    }

    @Override
    protected Reply rateLimited() {
        return GraphError.passing(400, 4, "(#4) Application request limit reached")
                .reply()
                .with("X-App-Usage", "{\"call_count\":100,\"total_time\":25,\"total_cputime\":25}");
    }

    @Override
    protected Reply revoked() {
        return GraphError.token(
                        460,
                        "Error validating access token: The session has been invalidated because the user"
                                + " changed their password or Facebook has changed the session for security reasons.")
                .reply();
    }

    @Override
    protected Reply falseFailure() {
        return GraphError.passing(500, 2, "Service temporarily unavailable").reply();
    }

    @Override
    protected Object act(String name, JsonNode what) {
        switch (name) {
            case "deny" -> login.deny();
            case "revoke" -> tokens.endAll(GraphError.token(
                    what.path("subcode").asInt(460), "Error validating access token: The session is no longer valid."));
            case "error" -> planned.add(new Planned(
                    new GraphError(
                            what.path("status").asInt(400),
                            what.path("code").asInt(2),
                            what.path("subcode").asInt(0),
                            "OAuthException",
                            what.path("message").asText("An error"),
                            false),
                    what.path("path").asText(""),
                    what.path("times").asInt(1),
                    what.path("does").asBoolean(false),
                    Duration.ofMinutes(what.path("minutes").asInt(0))));
            case "redirect" -> redirects.add(what.path("uri").asText());
            case "connect" -> {
                return Map.of(
                        "token",
                        tokens.give(tokens.page(tokens.person(app.person(), Scopes.KNOWN, true), page().id())));
            }
            case "webhook" -> {
                return Map.of(
                        "proven",
                        webhook.verify(
                                URI.create(what.path("uri").asText()),
                                what.path("token").asText()));
            }
            default -> throw new IllegalArgumentException("nobody can " + name + " here");
        }
        return Map.of("done", name);
    }
}
