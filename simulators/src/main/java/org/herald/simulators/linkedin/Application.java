package org.herald.simulators.linkedin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** The developer's application: what it may ask for, and how members let it in. */
final class Application {
    static final String ID = "86simulated";
    static final String SECRET = "WPL_AP1.simulated";
    /** Microsoft Learn, Authorization Code Flow: "the authorization code has a 30-minute lifespan". */
    static final Duration CODE_LIFE = Duration.ofMinutes(30);
    /** Microsoft Learn, Programmatic Refresh Tokens: a year since the member agreed, never longer. */
    static final Duration REFRESH_LIFE = Duration.ofDays(365);

    private static final Set<String> ASKED = Set.of("response_type", "client_id", "redirect_uri", "state", "scope");

    private final Clock clock;
    private final Tokens tokens;
    private final Set<String> redirects = new TreeSet<>();
    private final Set<String> products = new TreeSet<>(Set.of(
            "openid",
            "profile",
            "w_member_social",
            "r_basicprofile",
            "rw_organization_admin",
            "r_organization_social",
            "w_organization_social",
            "r_organization_social_feed",
            "w_organization_social_feed"));
    private final Map<String, Code> codes = new LinkedHashMap<>();
    private final Map<String, Code> refreshing = new LinkedHashMap<>();
    private String member = "";
    private boolean denies;
    private boolean refreshes;

    Application(Clock clock, Tokens tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    /** What a code or a refresh token stands for. */
    private record Code(String person, String redirect, Set<String> scopes, Instant ends) {}

    void redirect(String address) {
        redirects.add(address);
    }

    void member(String person) {
        member = person;
    }

    void deny(boolean now) {
        denies = now;
    }

    void refreshes(boolean approved) {
        refreshes = approved;
    }

    void noProduct(String scope) {
        products.remove(scope);
    }

    Reply answer(Call call) throws Violation {
        String what = call.method() + " " + call.path();
        return switch (what) {
            case "GET /oauth/v2/authorization" -> authorise(call.query());
            case "POST /oauth/v2/accessToken" -> token(call);
            default -> throw Errors.gone(what);
        };
    }

    private Reply authorise(Map<String, String> query) throws Violation {
        for (String name : query.keySet()) {
            if (!ASKED.contains(name)) {
                throw page("the authorisation has no parameter " + name);
            }
        }
        String redirect = query.getOrDefault("redirect_uri", "");
        if (!ID.equals(query.get("client_id")) || !redirects.contains(redirect)) {
            throw page("the client id or the redirect address is not registered");
        }
        if (!"code".equals(query.get("response_type"))) {
            throw page("response_type is not code");
        }
        String state = query.getOrDefault("state", "");
        if (state.isEmpty()) {
            throw page("no state: nothing protects the sign-in from forgery");
        }
        Set<String> scopes = words(query.getOrDefault("scope", ""));
        if (scopes.isEmpty() || !products.containsAll(scopes)) {
            return back(redirect, "error=unauthorized_scope_error", state);
        }
        if (denies) {
            return back(redirect, "error=user_cancelled_authorize", state);
        }
        String code = "AQT" + UUID.randomUUID().toString().replace("-", "");
        codes.put(code, new Code(member, redirect, scopes, clock.instant().plus(CODE_LIFE)));
        return back(redirect, "code=" + code, state);
    }

    private static Violation page(String why) {
        return new Violation(why, Reply.empty(400));
    }

    private static Reply back(String redirect, String what, String state) {
        String end = what + "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8);
        return Reply.empty(302).with("Location", redirect + (redirect.contains("?") ? "&" : "?") + end);
    }

    private static Set<String> words(String scope) {
        return Arrays.stream(scope.split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Reply token(Call call) throws Violation {
        if (!call.type().equals("application/x-www-form-urlencoded")) {
            throw oauth(400, "invalid_request", "The body is not application/x-www-form-urlencoded");
        }
        Map<String, String> form = call.form();
        if (!ID.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            throw oauth(401, "invalid_client", "Client authentication failed");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form);
            case "refresh_token" -> refresh(form);
            default -> throw oauth(400, "invalid_request", "A required parameter \"grant_type\" is missing");
        };
    }

    private Reply exchange(Map<String, String> form) throws Violation {
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean fits = code != null && code.redirect().equals(form.get("redirect_uri"));
        if (!fits || !clock.instant().isBefore(code.ends())) {
            throw oauth(
                    400,
                    "invalid_request",
                    "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code."
                            + " Or authorization code expired. Or external member binding exists");
        }
        Code lasting = new Code(
                code.person(), code.redirect(), code.scopes(), clock.instant().plus(REFRESH_LIFE));
        if (!refreshes) {
            return issued(lasting, "");
        }
        String refresh = "AQW" + UUID.randomUUID().toString().replace("-", "");
        refreshing.put(refresh, lasting);
        return issued(lasting, refresh);
    }

    String refreshToken(String person, String scopes) {
        String refresh = "AQW" + UUID.randomUUID().toString().replace("-", "");
        refreshing.put(
                refresh, new Code(person, "", words(scopes), clock.instant().plus(REFRESH_LIFE)));
        return refresh;
    }

    void revoke(String refresh) {
        refreshing.remove(refresh);
    }

    private Reply refresh(Map<String, String> form) throws Violation {
        String refresh = form.getOrDefault("refresh_token", "");
        Code code = refreshing.get(refresh);
        if (code == null || !clock.instant().isBefore(code.ends())) {
            throw oauth(
                    400,
                    "invalid_grant",
                    "The provided authorization grant or refresh token is invalid, expired or revoked");
        }
        return issued(code, refresh);
    }

    /** A token for one whose refresh token ends sooner ends with it. */
    private Reply issued(Code code, String refresh) {
        Instant latest = refresh.isEmpty() ? Instant.MAX : code.ends();
        long left = Duration.between(clock.instant(), code.ends()).toSeconds();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", tokens.issue(code.person(), code.scopes(), latest));
        body.put("expires_in", refresh.isEmpty() ? Tokens.LIFE.toSeconds() : Math.min(left, Tokens.LIFE.toSeconds()));
        body.put("scope", String.join(",", code.scopes()));
        if (!refresh.isEmpty()) {
            body.put("refresh_token", refresh);
            body.put("refresh_token_expires_in", left);
        }
        return Reply.json(200, body);
    }

    private static Violation oauth(int status, String error, String description) {
        return new Violation(
                error + ": " + description,
                Reply.json(status, Map.of("error", error, "error_description", description)));
    }
}
