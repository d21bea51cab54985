package org.herald.simulators.x;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Who may act for whom: the code flow with PKCE, tokens of two hours, refresh tokens that work once. */
final class Grants {
    static final String CLIENT = "herald-client";
    static final String CLIENT_SECRET = "herald-client-secret";
    /** A code dies after thirty seconds (docs.x.com, "OAuth 2.0 Authorization Code Flow with PKCE", glossary). */
    static final Duration CODE_LIFE = Duration.ofSeconds(30);

    static final Duration TOKEN_LIFE = Duration.ofHours(2);
    private static final int MAX_STATE = 500;
    private static final Set<String> KNOWN =
            Set.of("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "offline.access");

    private final Clock clock;
    private final Set<URI> callbacks = new HashSet<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> accesses = new HashMap<>();
    private final Map<String, Grant> refreshes = new HashMap<>();
    private User signedIn;
    private boolean denies;

    /** What a person allowed. */
    private record Grant(User user, Set<String> scopes) {}

    private record Code(Grant grant, URI callback, String challenge, Instant dies) {}

    private record Access(Grant grant, Instant dies) {}

    Grants(Clock clock) {
        this.clock = clock;
    }

    void callback(URI address) {
        callbacks.add(address);
    }

    /** Tells who sits before the browser. */
    void browsing(User user, boolean refuses) {
        signedIn = user;
        denies = refuses;
    }

    Map<String, Object> grant(User user, Set<String> scopes) {
        return issue(new Grant(user, scopes));
    }

    private Map<String, Object> issue(Grant grant) {
        Map<String, Object> token = new LinkedHashMap<>();
        String access = "at-" + UUID.randomUUID();
        accesses.put(access, new Access(grant, clock.instant().plus(TOKEN_LIFE)));
        token.put("token_type", "bearer");
        token.put("expires_in", TOKEN_LIFE.toSeconds());
        token.put("access_token", access);
        token.put("scope", String.join(" ", grant.scopes()));
        if (grant.scopes().contains("offline.access")) {
            String refresh = "rt-" + UUID.randomUUID();
            refreshes.put(refresh, grant);
            token.put("refresh_token", refresh);
        }
        return token;
    }

    /** Ends everything that a person allowed, as on their page of connected apps. */
    void revokeAll(User user) {
        accesses.values().removeIf(access -> access.grant().user().id().equals(user.id()));
        refreshes.values().removeIf(grant -> grant.user().id().equals(user.id()));
    }

    /** Ends what requests are signed with, as two hours do. */
    void endAll(User user) {
        accesses.values().removeIf(access -> access.grant().user().id().equals(user.id()));
    }

    Optional<User> user(String access) {
        return Optional.ofNullable(accesses.get(access))
                .filter(kept -> kept.dies().isAfter(clock.instant()))
                .map(kept -> kept.grant().user());
    }

    Set<String> scopes(String access) {
        return accesses.get(access).grant().scopes();
    }

    /** The page that asks a person; here it answers at once. */
    Reply authorize(Call call) throws Violation {
        Map<String, String> query = call.query();
        URI callback = URI.create(query.getOrDefault("redirect_uri", ""));
        if (!CLIENT.equals(query.get("client_id")) || !callbacks.contains(callback)) {
            throw oauthViolation("the client or its callback address is not registered: " + callback, 400);
        }
        require("code".equals(query.get("response_type")), "response_type is not code");
        require("S256".equals(query.get("code_challenge_method")), "the challenge is not of the method S256");
        require(query.getOrDefault("code_challenge", "").matches("[A-Za-z0-9_-]{43}"), "no challenge of S256");
        String state = query.getOrDefault("state", "");
        require(!state.isEmpty() && state.length() <= MAX_STATE, "state is empty, or longer than 500 characters");
        Set<String> scopes =
                new TreeSet<>(Set.of(query.getOrDefault("scope", "").split(" ")));
        require(KNOWN.containsAll(scopes), "a scope that nobody knows: " + scopes);
        if (denies || signedIn == null) {
            return redirect(callback, "error=access_denied&state=" + encoded(state));
        }
        String code = "code-" + UUID.randomUUID();
        Grant grant = new Grant(signedIn, scopes);
        codes.put(
                code,
                new Code(
                        grant,
                        callback,
                        query.get("code_challenge"),
                        clock.instant().plus(CODE_LIFE)));
        return redirect(callback, "state=" + encoded(state) + "&code=" + code);
    }

    private static void require(boolean good, String what) throws Violation {
        if (!good) {
            throw oauthViolation(what, 400);
        }
    }

    private static Violation oauthViolation(String what, int status) {
        return new Violation(what, Problems.oauth(status, "invalid_request", what));
    }

    private static Reply redirect(URI callback, String query) {
        return Reply.empty(302).with("Location", callback + (callback.getQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Reply token(Call call) throws Violation {
        Map<String, String> form = authenticated(call);
        switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code":
                return exchange(form);
            case "refresh_token":
                Grant grant = refreshes.remove(form.getOrDefault("refresh_token", ""));
                return grant == null
                        ? Problems.oauth(400, "invalid_request", "Value passed for the token was invalid.")
                        : Reply.json(200, issue(grant));
            default:
                throw oauthViolation("a grant type that X does not know: " + form.get("grant_type"), 400);
        }
    }

    private Reply exchange(Map<String, String> form) throws Violation {
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null || !code.dies().isAfter(clock.instant())) {
            return Problems.oauth(400, "invalid_request", "Value passed for the authorization code was invalid.");
        }
        require(code.callback().toString().equals(form.get("redirect_uri")), "another callback address than before");
        require(code.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))), "the verifier is wrong");
        return Reply.json(200, issue(code.grant()));
    }

    Reply revoke(Call call) throws Violation {
        String token = authenticated(call).getOrDefault("token", "");
        accesses.remove(token);
        refreshes.remove(token);
        return Reply.json(200, Map.of("revoked", true));
    }

    private static Map<String, String> authenticated(Call call) throws Violation {
        if (!call.type().equals("application/x-www-form-urlencoded")
                || !call.query().isEmpty()) {
            throw oauthViolation("tokens are asked for by a form in the body", 400);
        }
        String basic =
                Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        if (!call.header("Authorization").orElse("").equals("Basic " + basic)) {
            throw new Violation(
                    "a confidential client signs in by basic authentication",
                    Problems.oauth(401, "unauthorized_client", "Missing valid authorization header"));
        }
        return call.form();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
