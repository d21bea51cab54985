package org.herald.simulators.meta;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Facebook Login built by hand: the dialog, the code, the tokens (Facebook Login, Manually Build a Login Flow). */
final class Login {
    /** A code lives for ten minutes. */
    private static final Duration CODE = Duration.ofMinutes(10);

    private static final Set<String> DIALOG =
            Set.of("client_id", "redirect_uri", "state", "scope", "response_type", "config_id", "auth_type", "display");
    private static final Set<String> EXCHANGE =
            Set.of("client_id", "client_secret", "redirect_uri", "code", "grant_type", "fb_exchange_token");

    private final App app;
    private final Tokens tokens;
    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private boolean denies;
    private Set<String> withheld = Set.of();
    private int last;

    private record Code(String redirect, Set<String> scopes, Instant ends) {}

    Login(App app, Tokens tokens, Clock clock) {
        this.app = app;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The person says no the next time. */
    void deny() {
        denies = true;
    }

    /** The person leaves these out from now on, as the dialog lets them. */
    void withhold(Set<String> scopes) {
        withheld = Set.copyOf(scopes);
    }

    Reply dialog(GraphCall call) throws Violation {
        call.only(DIALOG);
        String redirect = call.need("redirect_uri");
        if (!call.need("client_id").equals(app.id())) {
            throw GraphError.of(101, 0, "Invalid App ID: The provided app ID does not look like a valid app ID.")
                    .violation("client_id is not the app's");
        }
        if (!app.redirects().contains(redirect)) {
            throw GraphError.of(
                            191,
                            0,
                            "URL Blocked: This redirect failed because the redirect URI is not whitelisted"
                                    + " in the app's Client OAuth Settings.")
                    .violation("redirect_uri is not among the app's");
        }
        if (call.get("state").isEmpty()) {
            throw GraphError.parameter("state is required").violation("no state: anybody may send a code");
        }
        if (!Set.of("", "code").contains(call.get("response_type"))) {
            throw GraphError.parameter("Invalid response_type").violation("response_type is not code");
        }
        Set<String> scopes = scopes(call);
        return denies ? denied(redirect, call) : allowed(redirect, call, scopes);
    }

    /** What a configuration asks for is not asked for again. */
    private Set<String> scopes(GraphCall call) throws Violation {
        if (call.has("config_id")
                && (call.has("scope") || !call.get("config_id").equals(GraphSimulator.LOGIN_ID))) {
            throw GraphError.parameter("Invalid config_id").violation("a config_id that is none, or beside a scope");
        }
        Set<String> scopes = call.has("config_id")
                ? new LinkedHashSet<>(Scopes.KNOWN)
                : new LinkedHashSet<>(List.of(call.get("scope").split("[, ]+")));
        scopes.remove("");
        Set<String> unknown = new LinkedHashSet<>(scopes);
        unknown.removeAll(Scopes.KNOWN);
        if (!unknown.isEmpty()) {
            throw GraphError.parameter("Invalid Scopes: " + unknown).violation("unknown scopes " + unknown);
        }
        scopes.removeAll(withheld);
        return scopes;
    }

    private Reply denied(String redirect, GraphCall call) {
        denies = false;
        return Reply.empty(302)
                .with(
                        "Location",
                        redirect + "?error=access_denied&error_code=200&error_description=Permissions+error"
                                + "&error_reason=user_denied&state=" + encoded(call.get("state")));
    }

    private Reply allowed(String redirect, GraphCall call, Set<String> scopes) {
        String code = "AQD" + Tokens.hex(String.valueOf(++last), "code");
        codes.put(code, new Code(redirect, scopes, clock.instant().plus(CODE)));
        return Reply.empty(302)
                .with("Location", redirect + "?code=" + code + "&state=" + encoded(call.get("state")) + "#_=_");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Reply token(GraphCall call) throws Violation {
        call.only(EXCHANGE);
        if (!call.need("client_id").equals(app.id())) {
            throw GraphError.of(
                            101,
                            0,
                            "Error validating application. Cannot get application info due to a system" + " error.")
                    .violation("client_id is not the app's");
        }
        if (!call.need("client_secret").equals(app.secret())) {
            throw GraphError.of(1, 0, "Error validating client secret.").violation("client_secret is not the app's");
        }
        return switch (call.get("grant_type")) {
            case "", "authorization_code" -> forCode(call);
            case "fb_exchange_token" -> forToken(call);
            default -> throw GraphError.parameter("Invalid grant_type").violation("unknown grant_type");
        };
    }

    private Reply forCode(GraphCall call) throws Violation {
        String code = call.need("code");
        if (used.contains(code)) {
            throw GraphError.of(100, 36009, "This authorization code has been used.")
                    .violation("the code was used before");
        }
        Code known = codes.get(code);
        if (known == null) {
            throw GraphError.of(100, 0, "Invalid verification code format.").violation("no such code");
        }
        if (!call.need("redirect_uri").equals(known.redirect())) {
            throw GraphError.of(
                            100,
                            36008,
                            "Error validating verification code. Please make sure your redirect_uri is"
                                    + " identical to the one you used in the OAuth dialog request")
                    .violation("redirect_uri is another than before");
        }
        if (!clock.instant().isBefore(known.ends())) {
            throw GraphError.of(100, 36007, "This authorization code has expired.")
                    .violation("the code ended");
        }
        used.add(code);
        return answer(tokens.give(tokens.person(app.person(), known.scopes(), false)), Tokens.SHORT);
    }

    private Reply forToken(GraphCall call) throws Violation {
        String token = call.need("fb_exchange_token");
        Grant grant = tokens.known(token);
        if (grant == null || !tokens.works(token) || grant.kind() != Grant.Kind.USER) {
            throw GraphError.token(0, "Invalid OAuth access token - Cannot parse access token")
                    .violation("what is exchanged is no person's token that works");
        }
        return answer(tokens.give(tokens.person(grant.user(), grant.scopes(), true)), Tokens.LONG);
    }

    private static Reply answer(String token, Duration life) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", token);
        answer.put("token_type", "bearer");
        answer.put("expires_in", life.toSeconds());
        return Reply.json(200, answer);
    }

    /** What a token is, for who has the app's own token (Graph API, Debug Token). */
    Reply debug(GraphCall call) throws Violation {
        call.only(Set.of("input_token"));
        if (!call.token().equals(app.id() + "|" + app.secret())) {
            throw GraphError.of(
                            100,
                            0,
                            "(#100) You must provide an app access token, or a user access token that is an"
                                    + " owner or developer of the app")
                    .violation("not asked with the app's token");
        }
        String token = call.need("input_token");
        Grant grant = tokens.known(token);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("is_valid", tokens.works(token));
        if (grant != null) {
            data.put("app_id", app.id());
            data.put("type", grant.kind().name());
            data.put("user_id", grant.user());
            data.put("profile_id", grant.page());
            data.put("scopes", grant.scopes());
            data.put(
                    "expires_at",
                    grant.ends().equals(Instant.MAX) ? 0 : grant.ends().getEpochSecond());
        }
        return Reply.json(200, Map.of("data", data));
    }
}
