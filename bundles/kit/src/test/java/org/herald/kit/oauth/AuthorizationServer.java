package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Simulator;
import org.herald.simulators.Violation;

/** An authorization server that does as RFC 6749 and RFC 7636 say: each code and each refresh token once. */
final class AuthorizationServer extends Simulator {
    static final String CLIENT = "herald-client";
    static final String SECRET = "the client's se:cret";
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private String refresh = "";
    private int given;
    private Reply said;
    boolean saysTokenType = true;
    boolean givesRefresh = true;

    AuthorizationServer() {
        super(0);
    }

    /** What a person's browser does: agrees, and comes back with a code. */
    String agree(Map<String, String> query) {
        String code = "code-" + (codes.size() + 1);
        codes.put(code, query);
        return code;
    }

    String refreshToken() {
        return refresh;
    }

    int given() {
        return given;
    }

    @Override
    protected Reply answer(Call call) throws Violation {
        if (said != null) {
            Reply once = said;
            said = null;
            return once;
        }
        if (!call.method().equals("POST") || !call.path().equals("/token")) {
            throw new Violation("no such thing", Reply.empty(404));
        }
        if (!call.type().equals("application/x-www-form-urlencoded")) {
            throw refuse("invalid_request");
        }
        Map<String, String> form = call.form();
        client(call, form);
        switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> code(form);
            case "refresh_token" -> {
                if (refresh.isEmpty() || !refresh.equals(form.get("refresh_token"))) {
                    throw refuse("invalid_grant");
                }
            }
            default -> throw refuse("unsupported_grant_type");
        }
        given++;
        refresh = "refresh-" + given;
        Map<String, Object> answer = new HashMap<>(Map.of("access_token", "access-" + given, "expires_in", 7200));
        if (saysTokenType) {
            answer.put("token_type", "bearer");
        }
        if (givesRefresh) {
            answer.put("refresh_token", refresh);
        }
        return Reply.json(200, answer);
    }

    private static void client(Call call, Map<String, String> form) throws Violation {
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":the+client%27s+se%3Acret").getBytes(StandardCharsets.UTF_8));
        boolean known = call.header("Authorization").filter(basic::equals).isPresent()
                || CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
        if (!known) {
            throw new Violation("client", Reply.json(401, Map.of("error", "invalid_client")));
        }
    }

    private void code(Map<String, String> form) throws Violation {
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        boolean right = asked != null
                && asked.get("redirect_uri").equals(form.get("redirect_uri"))
                && asked.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")));
        if (!right) {
            throw refuse("invalid_grant");
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Violation refuse(String error) {
        return new Violation(error, Reply.json(400, Map.of("error", error, "error_description", "INSIDE-WORDS")));
    }

    @Override
    protected Reply rateLimited() {
        return Reply.empty(429);
    }

    @Override
    protected Reply revoked() {
        return Reply.json(400, Map.of("error", "invalid_grant"));
    }

    /** What it says to the next request, whatever that asks. */
    void says(Reply reply) {
        said = reply;
    }

    @Override
    protected Reply falseFailure() {
        return Reply.empty(500);
    }

    @Override
    protected Object state() {
        return Map.of("given", given);
    }

    @Override
    protected Object act(String name, JsonNode what) {
        throw new IllegalArgumentException(name);
    }
}
