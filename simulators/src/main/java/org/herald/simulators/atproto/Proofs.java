package org.herald.simulators.atproto;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.herald.simulators.Call;
import org.herald.simulators.Reply;
import org.herald.simulators.Violation;

/** Judges the proofs and assertions that come with requests; each is good once, and for a minute. */
final class Proofs {
    private static final String NONCE = "DPoP-Nonce";
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int FEW = 16;

    private final Clock clock;
    private final Set<String> seen = new HashSet<>();
    private int nonce = 1;
    private boolean restless;

    Proofs(Clock clock) {
        this.clock = clock;
    }

    /** Wants another word from now on. */
    void rotate() {
        nonce++;
    }

    /** Wants another word each time, whatever it was told. */
    void never() {
        restless = true;
    }

    private String word() {
        return "nonce-" + nonce;
    }

    Reply with(Reply reply) {
        return reply.with(NONCE, word());
    }

    /** A proof has no word, or an old one: that is no fault, the server says which it wants. */
    static final class Stale extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The thumbprint of the key that a request proves.
     *
     * @param access the token that it is signed with; null where it brings none
     */
    String key(Call call, String origin, String access) throws Violation, Stale {
        Jws proof = parsed(call.header("DPoP").orElse(""), "invalid_dpop_proof");
        JsonNode jwk = proof.header().path("jwk");
        JsonNode claims = proof.claims();
        must("dpop+jwt".equals(proof.header().path("typ").asText()), "typ of a proof", "invalid_dpop_proof");
        must(!jwk.has("d"), "the private key in a proof", "invalid_dpop_proof");
        must(proof.isSignedBy(jwk), "signature of a proof", "invalid_dpop_proof");
        must(call.method().equals(claims.path("htm").asText()), "htm", "invalid_dpop_proof");
        must((origin + call.uri().getRawPath()).equals(claims.path("htu").asText()), "htu", "invalid_dpop_proof");
        must(isNow(claims), "iat of a proof", "invalid_dpop_proof");
        must(once(claims, "jti"), "jti of a proof", "invalid_dpop_proof");
        String ath = claims.path("ath").asText("");
        must(ath.equals(access == null ? "" : Jws.hash(access)), "ath", "invalid_dpop_proof");
        if (restless) {
            nonce++;
        }
        if (!word().equals(claims.path("nonce").asText())) {
            throw new Stale();
        }
        return Jws.thumbprint(jwk);
    }

    /** The name of the key that a client signed its assertion with. */
    String client(Map<String, String> form, String issuer, JsonNode published) throws Violation {
        must(
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".equals(form.get("client_assertion_type")),
                "client_assertion_type",
                "invalid_client");
        Jws assertion = parsed(form.getOrDefault("client_assertion", ""), "invalid_client");
        JsonNode claims = assertion.claims();
        String name = assertion.header().path("kid").asText("");
        JsonNode key = null;
        for (JsonNode one : published.path("keys")) {
            must(!one.has("d"), "a private key is published", "invalid_client");
            key = name.equals(one.path("kid").asText()) ? one : key;
        }
        must(key != null && assertion.isSignedBy(key), "signature of an assertion", "invalid_client");
        String id = form.getOrDefault("client_id", "");
        must(
                id.equals(claims.path("iss").asText())
                        && id.equals(claims.path("sub").asText()),
                "iss",
                "invalid_client");
        JsonNode audience = claims.path("aud").isArray() ? claims.path("aud").path(0) : claims.path("aud");
        must(issuer.equals(audience.asText()), "aud", "invalid_client");
        must(isNow(claims), "iat of an assertion", "invalid_client");
        Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
        must(
                end.isAfter(clock.instant()) && end.isBefore(clock.instant().plus(LIFE.multipliedBy(2))),
                "exp",
                "invalid_client");
        must(once(claims, "jti"), "jti of an assertion", "invalid_client");
        return name;
    }

    private boolean isNow(JsonNode claims) {
        Duration age = Duration.between(Instant.ofEpochSecond(claims.path("iat").asLong()), clock.instant());
        return age.abs().compareTo(LIFE) < 0;
    }

    private boolean once(JsonNode claims, String name) {
        String id = claims.path(name).asText("");
        return id.length() >= FEW && seen.add(id);
    }

    private static Jws parsed(String compact, String error) throws Violation {
        try {
            return Jws.parse(compact);
        } catch (IllegalArgumentException e) {
            throw violation("nothing signed: " + e.getMessage(), error);
        }
    }

    static void must(boolean right, String what, String error) throws Violation {
        if (!right) {
            throw violation(what, error);
        }
    }

    static Violation violation(String what, String error) {
        return new Violation(
                what,
                Reply.json(
                        error.equals("invalid_client") ? 401 : 400,
                        Map.of("error", error, "error_description", "INSIDE-WORDS")));
    }
}
