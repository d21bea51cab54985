package org.herald.simulators.meta;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.herald.simulators.Violation;

/** The tokens that were given out, and what they allow (Facebook Login, Access Tokens). */
final class Tokens {
    /** A token of the web login lasts about two hours. */
    static final Duration SHORT = Duration.ofHours(2);
    /** A long-lived one lasts about sixty days. */
    static final Duration LONG = Duration.ofDays(60);

    private final Map<String, Grant> grants = new HashMap<>();
    private final Map<String, GraphError> ended = new HashMap<>();
    private final String secret;
    private final Clock clock;
    private int last;
    private boolean proof;

    Tokens(String secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** Makes a token; the same grant of a page has the same token. */
    String give(Grant grant) {
        String token = "EAA" + hex(String.valueOf(++last), "token").substring(0, 40) + "ZD";
        grants.put(token, grant);
        return token;
    }

    Grant person(String user, Set<String> scopes, boolean longLived) {
        Instant ends = clock.instant().plus(longLived ? LONG : SHORT);
        return new Grant(Grant.Kind.USER, user, "", scopes, ends, longLived);
    }

    /** A page's token of a long-lived person's token does not end. */
    Grant page(Grant person, String page) {
        return new Grant(
                Grant.Kind.PAGE,
                person.user(),
                page,
                person.scopes(),
                person.longLived() ? Instant.MAX : person.ends(),
                person.longLived());
    }

    void demandProof() {
        proof = true;
    }

    void end(String token, GraphError why) {
        ended.put(token, why);
    }

    void endAll(GraphError why) {
        grants.keySet().forEach(token -> ended.put(token, why));
    }

    /** What a token allows; null for none. */
    Grant known(String token) {
        return grants.get(token);
    }

    /** Whether it works now. */
    boolean works(String token) {
        Grant grant = grants.get(token);
        return grant != null && !ended.containsKey(token) && clock.instant().isBefore(grant.ends());
    }

    /** What the token of a request allows. */
    Grant check(GraphCall call) throws Violation, Refusal {
        String token = call.token();
        if (token.isEmpty()) {
            throw GraphError.of(
                            2500,
                            0,
                            "An active access token must be used to query information about the current" + " user.")
                    .violation("no token");
        }
        Grant grant = grants.get(token);
        if (grant == null) {
            throw GraphError.token(0, "Invalid OAuth access token - Cannot parse access token")
                    .refusal();
        }
        if (ended.containsKey(token)) {
            throw ended.get(token).refusal();
        }
        if (!clock.instant().isBefore(grant.ends())) {
            throw GraphError.token(463, "Error validating access token: Session has expired.")
                    .refusal();
        }
        proof(call, token);
        return grant;
    }

    private void proof(GraphCall call, String token) throws Violation {
        if (call.has("appsecret_proof") && !call.get("appsecret_proof").equals(hex(token, secret))) {
            throw GraphError.of(100, 0, "Invalid appsecret_proof provided in the API argument")
                    .violation("appsecret_proof is not the HMAC of the token");
        }
        if (proof && !call.has("appsecret_proof")) {
            throw GraphError.of(100, 0, "API calls from the server require an appsecret_proof argument")
                    .violation("appsecret_proof is missing");
        }
    }

    /** HMAC-SHA256 in hexadecimal. */
    static String hex(String text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
