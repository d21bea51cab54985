package org.herald.simulators.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/**
 * X on this machine. Where the system property {@code herald.specs} names the directory with X's own description, every
 * request and every answer is held against it; else only the rules written here judge.
 */
public final class XSimulator extends Simulator {
    /** The only client that is registered, a confidential one. */
    public static final String CLIENT = Grants.CLIENT;

    /** Its secret. */
    public static final String CLIENT_SECRET = Grants.CLIENT_SECRET;

    private static final String ALL_SCOPES =
            "tweet.read tweet.write tweet.moderate.write users.read media.write offline.access";

    private final World world = new World(clock);
    private final Charges charges = new Charges(clock);
    private final Grants grants = new Grants(clock);
    private final RateLimits rates = new RateLimits(clock);
    private final Uploads uploads = new Uploads(world, charges);
    private final Posting posting = new Posting(world, charges, uploads);
    private final Reading reading = new Reading(world, charges, new Views(world, charges, uploads));
    private final List<Endpoint> endpoints = Endpoints.of(reading, posting, uploads);
    private final Optional<Contract> contract;

    /**
     * A token for an account.
     *
     * @param refresh empty where offline.access was not allowed
     */
    public record Token(String access, String refresh, String userId) {}

    /**
     * Starts it.
     *
     * @param port 0 for any that is free
     */
    public XSimulator(int port) {
        this(port, Contract.find());
    }

    XSimulator(int port, Optional<Contract> contract) {
        super(port);
        this.contract = contract;
    }

    /** Whether X's own description judges, too. */
    public boolean hasContract() {
        return contract.isPresent();
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        switch (call.method() + " " + call.path()) {
            case "GET /i/oauth2/authorize":
                return grants.authorize(call);
            case "POST /2/oauth2/token":
                return grants.token(call);
            case "POST /2/oauth2/revoke":
                return grants.revoke(call);
            default:
                return api(call);
        }
    }

    private Reply api(Call call) throws Violation {
        for (Endpoint endpoint : endpoints) {
            Optional<Map<String, String>> path = endpoint.match(call);
            if (path.isPresent()) {
                return signedIn(call, endpoint, path.get());
            }
        }
        throw new Violation("a path or method that X does not have, or that is not simulated", Reply.empty(404));
    }

    private Reply signedIn(Call call, Endpoint endpoint, Map<String, String> path) throws Violation {
        String header = call.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            throw new Violation("no bearer token", Problems.unauthorized());
        }
        String token = header.substring("Bearer ".length());
        Optional<User> user = grants.user(token);
        if (user.isEmpty()) {
            return Problems.unauthorized();
        }
        if (!grants.scopes(token).containsAll(endpoint.scopes())) {
            throw new Violation("the token lacks one of " + endpoint.scopes(), Problems.forbidden("Forbidden"));
        }
        String id = user.get().id();
        Reply reply = rates.take(endpoint.name(), id, endpoint.limit())
                ? judged(call, endpoint, new Endpoint.Asked(call, user.get(), path))
                : Problems.tooManyRequests();
        return rates.tell(reply, endpoint.name(), id, endpoint.limit());
    }

    private Reply judged(Call call, Endpoint endpoint, Endpoint.Asked asked) throws Violation {
        endpoint.judge(call, asked.path());
        if (contract.isPresent()) {
            contract.get().judge(call, endpoint.template(), asked.path());
        }
        Reply reply = endpoint.work().answer(asked);
        contract.ifPresent(document -> document.check(call, endpoint.template(), reply));
        return reply;
    }

    @Override
    protected Reply rateLimited() {
        return RateLimits.headers(
                Problems.tooManyRequests(), 100, 0, clock.instant().plus(RateLimits.WINDOW));
    }

    @Override
    protected Reply revoked() {
        return Problems.unauthorized();
    }

    @Override
    protected Reply falseFailure() {
        return Problems.unavailable();
    }

    /** Makes an account that allowed Herald everything. */
    public synchronized Token connectToken(String handle) {
        return connectToken(handle, ALL_SCOPES);
    }

    /** Makes an account that allowed Herald something. */
    public synchronized Token connectToken(String handle, String scopes) {
        User user = world.user(handle);
        Map<String, Object> token = grants.grant(user, new TreeSet<>(Set.of(scopes.split(" "))));
        return new Token(
                (String) token.get("access_token"), (String) token.getOrDefault("refresh_token", ""), user.id());
    }

    /** Ends all tokens of an account, as its owner does on X's page of connected apps. */
    public synchronized void revokeTokens(String handle) {
        grants.revokeAll(world.user(handle));
    }

    /** Ends the access tokens of an account; what renews them stays. */
    public synchronized void endTokens(String handle) {
        grants.endAll(world.user(handle));
    }

    /** Registers an address to come back to. */
    public synchronized void callback(URI address) {
        grants.callback(address);
    }

    /** Tells who sits before the browser, and whether they will refuse. */
    public synchronized void browsing(String handle, boolean refuses) {
        grants.browsing(world.user(handle), refuses);
    }

    /** Another person answers; X puts the name of whom they answer before the text. */
    public synchronized String reply(String to, String by, String text) {
        String name =
                world.post(to).map(post -> "@" + post.author().handle() + " ").orElse("");
        return add(by, name + text, to, "");
    }

    /** Another person answers and takes the name out that X put before the text. */
    public synchronized String replyWithoutName(String to, String by, String text) {
        return add(by, text, to, "");
    }

    /** Another person quotes a post. */
    public synchronized String quote(String of, String by, String text) {
        return add(by, text, "", of);
    }

    /** Somebody posts, with X's own app. */
    public synchronized String post(String by, String text) {
        return add(by, text, "", "");
    }

    private String add(String by, String text, String to, String quotes) {
        return world.add(world.user(by), new Entry.Content(text, List.of()), to, quotes)
                .id();
    }

    /** Somebody deletes their post. */
    public synchronized void remove(String id) {
        world.remove(id);
    }

    /** Sets what may be spent until X says usage-capped, and whether it says so with 429 or with 403. */
    public synchronized void cap(String dollars, int status) {
        charges.cap(dollars.isEmpty() ? null : new BigDecimal(dollars), status);
    }

    /** Sets what is left to spend. */
    public synchronized void credits(String dollars) {
        charges.credits(dollars.isEmpty() ? null : new BigDecimal(dollars));
    }

    /** What was charged until now, in dollars. */
    public synchronized BigDecimal spent() {
        return charges.spent();
    }

    /** Allows fewer requests in fifteen minutes than is published, to an endpoint ("POST /2/tweets"). */
    public synchronized void limit(String endpoint, int most) {
        rates.limit(endpoint, most);
    }

    /** Sets how long it works on a video, and whether that fails. */
    public synchronized void works(Duration time, boolean fails) {
        uploads.works(time, fails);
    }

    /** Sets whether an account may edit. */
    public synchronized void premium(String handle, boolean is) {
        world.subscribe(handle, is);
    }

    /** Its owner gives an account another name; tokens from before still tell the old one. */
    public synchronized void rename(String handle, String fresh) {
        world.rename(handle, fresh);
    }

    /** The texts of an account, newest first, as they were written. */
    public synchronized List<String> texts(String handle) {
        return world.posts().stream()
                .filter(post -> post.author().handle().equalsIgnoreCase(handle))
                .map(Entry::text)
                .toList();
    }

    /** The alternative texts of a post's media, in their order. */
    public synchronized List<String> alts(String id) {
        return world.post(id).map(Entry::media).orElse(List.of()).stream()
                .map(uploads::alt)
                .toList();
    }

    /** Whether an answer is hidden. */
    public synchronized boolean isHidden(String id) {
        return world.isHidden(id);
    }

    @Override
    protected Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("contract", hasContract());
        state.put("spent", charges.spent());
        state.put("posts", world.posts().stream().map(this::told).toList());
        return state;
    }

    private Map<String, Object> told(Entry post) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", post.id());
        told.put("by", post.author().handle());
        told.put("at", post.at().toString());
        told.put("text", post.text());
        told.put("alts", alts(post.id()));
        told.put("replyTo", post.replyTo());
        told.put("quotes", post.quotes());
        told.put("hidden", world.isHidden(post.id()));
        return told;
    }

    @Override
    protected Object act(String name, JsonNode what) {
        return Acts.on(this, posting, name, what);
    }
}
