package org.herald.connectors.bluesky;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.herald.kit.http.Json;
import org.herald.kit.oauth.BoundTokens;
import org.herald.spi.Account;
import org.herald.spi.Fact;
import org.herald.spi.Secret;

/**
 * What is kept of a sign-in in the browser.
 *
 * @param pds the server that the account lives on, which takes its tokens
 */
record OAuthSession(URI pds, BoundTokens bound) {
    /** Stands where an app password would: the tokens are in the session alone, so that no used one stays anywhere. */
    static final Secret BY_BROWSER = new Secret("{\"signIn\":\"browser\"}");

    /** So long, at the most, servers keep the sign-in of a client that proves who it is, however often it is used. */
    private static final Duration LONGEST = Duration.ofDays(730);

    /** As a server gave it to whoever signs in now; servers do not say how long they keep it. */
    static OAuthSession begun(URI pds, BoundTokens bound, Instant now) {
        return until(pds, bound, now.plus(LONGEST));
    }

    /** The same sign-in with other tokens: it does not last longer for them. */
    OAuthSession renewed(BoundTokens fresh) {
        return until(pds, fresh, bound.tokens().lasts());
    }

    private static OAuthSession until(URI pds, BoundTokens bound, Instant end) {
        return new OAuthSession(pds, new BoundTokens(bound.tokens().lasting(end), bound.binding()));
    }

    /** When it ends; nothing where there is none, or one of which that was not noted. */
    static List<Fact> ends(Account account) {
        return account
                .session()
                .flatMap(OAuthSession::of)
                .map(session -> session.bound().tokens().lasts())
                .filter(end -> !end.equals(Instant.MAX))
                .<Fact>map(end -> new Fact.Ends(Fact.End.SIGN_IN, end, "", false))
                .stream()
                .toList();
    }

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
