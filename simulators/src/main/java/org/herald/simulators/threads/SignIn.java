package org.herald.simulators.threads;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** The Authorization Window, codes and tokens. */
final class SignIn {
    static final Set<String> SCOPES = Set.of(
            "threads_basic",
            "threads_content_publish",
            "threads_read_replies",
            "threads_manage_replies",
            "threads_delete",
            "threads_manage_mentions",
            "threads_manage_insights",
            "threads_keyword_search",
            "threads_location_tagging",
            "threads_profile_discovery");

    private static final Duration CODE_LIFE = Duration.ofHours(1);
    private static final Duration SHORT_LIFE = Duration.ofHours(1);
    private static final Duration LONG_LIFE = Duration.ofDays(60);
    private static final Duration OLD_ENOUGH = Duration.ofHours(24);

    private final Network network;
    private final Set<String> redirects = new LinkedHashSet<>();
    private final Map<String, Code> codes = new LinkedHashMap<>();
    private final Map<String, Token> tokens = new LinkedHashMap<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private Person visitor;
    private boolean denies;

    private record Code(Person person, String redirect, Set<String> scopes, Instant at) {}

    SignIn(Network network) {
        this.network = network;
    }

    void allowRedirect(String address) {
        redirects.add(address);
    }

    /** Who stands before the Authorization Window from now on, and whether they refuse. */
    void visitor(Person person, boolean refuses) {
        visitor = person;
        denies = refuses;
    }

    Token issue(Person person, Set<String> scopes, boolean lasts) {
        Instant now = network.now();
        Token token = new Token(
                (lasts ? "THQWL" : "THQVS") + network.newId(),
                person,
                Set.copyOf(scopes),
                now,
                now.plus(lasts ? LONG_LIFE : SHORT_LIFE),
                lasts);
        tokens.put(token.value(), token);
        return token;
    }

    void revokeAll(Person person) {
        tokens.values().stream().filter(token -> token.person().equals(person)).forEach(t -> revoked.add(t.value()));
    }

    /** The token of a request. */
    Token open(Asked asked) throws Violation, Refused {
        if (asked.token().isEmpty()) {
            throw new Violation(
                    "no access token",
                    Errors.of(400, Errors.NO_TOKEN, 0, "An access token is required to request this resource."));
        }
        Token token = tokens.get(asked.token());
        if (token == null) {
            throw new Refused(
                    Errors.of(400, Errors.TOKEN, 0, "Invalid OAuth access token - Cannot parse access token"));
        }
        if (revoked.contains(token.value())) {
            throw new Refused(revoked());
        }
        if (!network.now().isBefore(token.expires())) {
            throw new Refused(expired());
        }
        return token;
    }

    static Reply revoked() {
        return Errors.of(
                400,
                Errors.TOKEN,
                Errors.PASSWORD_CHANGED,
                "Error validating access token: The session has been invalidated because the user changed their"
                        + " password or the company has changed the session for security reasons.");
    }

    private static Reply expired() {
        return Errors.of(
                400, Errors.TOKEN, Errors.TOKEN_EXPIRED, "Error validating access token: Session has expired.");
    }

    Reply authorize(Asked asked) throws Violation {
        asked.only(Set.of("client_id", "redirect_uri", "scope", "response_type", "state"));
        checkApp(asked);
        String redirect = asked.required("redirect_uri");
        if (!redirects.contains(redirect)) {
            throw Errors.parameter("redirect_uri is not among the app's valid OAuth addresses");
        }
        if (!asked.required("response_type").equals("code")) {
            throw Errors.parameter("response_type is code");
        }
        Set<String> scopes =
                new LinkedHashSet<>(List.of(asked.required("scope").strip().split("[, ]+")));
        if (!SCOPES.containsAll(scopes) || !scopes.contains("threads_basic")) {
            throw Errors.parameter("scope holds threads_basic and no unknown permission");
        }
        String state = asked.value("state").map(s -> "&state=" + encoded(s)).orElse("");
        String answer = denies || visitor == null
                ? "error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request" + state
                : "code=" + newCode(redirect, scopes) + state + "#_";
        return Reply.empty(302).with("Location", redirect + (redirect.contains("?") ? "&" : "?") + answer);
    }

    private String newCode(String redirect, Set<String> scopes) {
        String code = "AQ" + network.newId();
        codes.put(code, new Code(visitor, redirect, scopes, network.now()));
        return code;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Changes a code into a token of an hour. */
    Reply exchangeCode(Asked asked) throws Violation {
        asked.only(Set.of("client_id", "client_secret", "code", "grant_type", "redirect_uri"));
        checkApp(asked);
        checkSecret(asked);
        if (!asked.required("grant_type").equals("authorization_code")) {
            throw Errors.parameter("grant_type is authorization_code");
        }
        Code code = codes.remove(asked.required("code"));
        if (code == null || !network.now().isBefore(code.at().plus(CODE_LIFE))) {
            return noCode("Matching code was not found or was already used");
        }
        if (!code.redirect().equals(asked.required("redirect_uri"))) {
            return noCode("Error validating verification code. Please make sure your redirect_uri is identical to the"
                    + " one you used in the OAuth dialog request");
        }
        Token token = issue(code.person(), code.scopes(), false);
        // a number here, while every other endpoint writes ids as text
        return Reply.json(
                200,
                Map.of(
                        "access_token",
                        token.value(),
                        "user_id",
                        Long.parseLong(token.person().id())));
    }

    private static Reply noCode(String message) {
        return Reply.json(400, Map.of("error_type", "OAuthException", "code", 400, "error_message", message));
    }

    /** Changes a token of an hour into one of sixty days. */
    Reply exchangeToken(Asked asked) throws Violation, Refused {
        asked.only(Set.of("grant_type", "client_secret"));
        checkSecret(asked);
        if (!asked.required("grant_type").equals("th_exchange_token")) {
            throw Errors.parameter("grant_type is th_exchange_token");
        }
        Token token = open(asked);
        if (token.lasts()) {
            throw Errors.parameter("only a short-lived token is exchanged");
        }
        return lasting(token);
    }

    /** Gives a token another sixty days. */
    Reply refresh(Asked asked) throws Violation, Refused {
        asked.only(Set.of("grant_type"));
        if (!asked.required("grant_type").equals("th_refresh_token")) {
            throw Errors.parameter("grant_type is th_refresh_token");
        }
        Token token = open(asked);
        if (!token.lasts()) {
            throw Errors.parameter("only a long-lived token is refreshed");
        }
        if (network.now().isBefore(token.issued().plus(OLD_ENOUGH))) {
            throw Errors.parameter("a token is refreshed when it is at least 24 hours old");
        }
        return lasting(token);
    }

    private Reply lasting(Token old) {
        Token token = issue(old.person(), old.scopes(), true);
        return Reply.json(
                200,
                Map.of(
                        "access_token", token.value(),
                        "token_type", "bearer",
                        "expires_in", LONG_LIFE.toSeconds()));
    }

    private static void checkApp(Asked asked) throws Violation {
        if (!asked.required("client_id").equals(ThreadsSimulator.APP_ID)) {
            throw Errors.parameter("no app has this client_id");
        }
    }

    private static void checkSecret(Asked asked) throws Violation {
        if (!asked.required("client_secret").equals(ThreadsSimulator.APP_SECRET)) {
            throw Errors.parameter("the client_secret is wrong");
        }
    }

    /** Refuses a token without the permissions. */
    static void check(Token token, String... scopes) throws Violation {
        for (String scope : Arrays.asList(scopes)) {
            if (!token.scopes().contains(scope)) {
                throw Errors.permission(scope);
            }
        }
    }
}
