package org.herald.simulators.linkedin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.herald.simulators.Call;
import org.herald.simulators.Violation;

/** The access tokens that members gave out. */
final class Tokens {
    /** Microsoft Learn, Authorization Code Flow: "all access tokens are issued with a 60-day lifespan". */
    static final Duration LIFE = Duration.ofDays(60);

    private final Clock clock;
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** What a member allowed. */
    record Grant(String person, Set<String> scopes, Instant ends, boolean revoked) {
        String urn() {
            return "urn:li:person:" + person;
        }

        boolean may(String... anyOf) {
            return Set.of(anyOf).stream().anyMatch(scopes::contains);
        }
    }

    String issue(String person, Set<String> scopes, Instant latest) {
        Instant ends = clock.instant().plus(LIFE);
        String token = "AQX" + UUID.randomUUID().toString().replace("-", "");
        grants.put(token, new Grant(person, Set.copyOf(scopes), ends.isAfter(latest) ? latest : ends, false));
        return token;
    }

    void revoke(String token) {
        grants.computeIfPresent(token, (t, grant) -> new Grant(grant.person(), grant.scopes(), grant.ends(), true));
    }

    Grant of(Call call) throws Violation {
        if (call.query().containsKey("oauth2_access_token")) {
            throw Errors.violation(400, "ILLEGAL_ARGUMENT", "a token in the address: it belongs into a header");
        }
        String header = call.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            throw refused(65604, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token");
        }
        Grant grant = grants.get(header.substring("Bearer ".length()));
        if (grant == null) {
            throw refused(65600, "INVALID_ACCESS_TOKEN", "Invalid access token");
        }
        if (grant.revoked()) {
            throw refused(65601, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user");
        }
        if (!clock.instant().isBefore(grant.ends())) {
            throw refused(65602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
        }
        return grant;
    }

    private static Violation refused(int serviceErrorCode, String code, String message) {
        return new Violation(code, Errors.reply(401, serviceErrorCode, code, message));
    }
}
