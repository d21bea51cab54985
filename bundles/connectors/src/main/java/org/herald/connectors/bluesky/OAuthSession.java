package org.herald.connectors.bluesky;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.BoundTokens;
import org.herald.spi.Account;
import org.herald.spi.Secret;

/**
 * What is kept of a sign-in in the browser.
 *
 * @param pds the server that the account lives on, which takes its tokens
 */
record OAuthSession(URI pds, BoundTokens bound) {
    /** Stands where an app password would: the tokens are in the session alone, so that no used one stays anywhere. */
    static final Secret BY_BROWSER = new Secret("{\"signIn\":\"browser\"}");

    /** Whether an account was connected in the browser. */
    static boolean isOf(Account account) {
        return BY_BROWSER.reveal().equals(account.secret().reveal());
    }

    Secret kept() {
        return new Secret(
                Json.write(Map.of("pds", pds.toString(), "bound", bound.kept().reveal())));
    }

    /** Reads what was kept; empty where it is none, or broken. */
    static Optional<OAuthSession> of(Secret kept) {
        try {
            return Json.tree(kept.reveal())
                    .filter(document -> document.hasNonNull("bound"))
                    .flatMap(document -> BoundTokens.of(
                                    new Secret(document.path("bound").asText()))
                            .map(bound -> new OAuthSession(
                                    URI.create(document.path("pds").asText()), bound)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // changed by hand: what it holds is told nowhere
        }
    }
}
