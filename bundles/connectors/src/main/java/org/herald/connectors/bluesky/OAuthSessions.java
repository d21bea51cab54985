package org.herald.connectors.bluesky;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.BoundAnswer;
import org.herald.kit.oauth.BoundClient;
import org.herald.kit.oauth.BoundOAuth;
import org.herald.kit.oauth.Dpop;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/**
 * Signs the requests of accounts that were connected in the browser. Tokens of an hour, say, are renewed before they end:
 * once for all nodes, and kept before anybody uses them, for what they are renewed with works once.
 */
final class OAuthSessions {
    /** The session has ended for good, and what to do. */
    static final String OVER = "The sign-in in the browser has ended, or was taken back on the network: an"
            + " administrator connects the profile again.";

    static final String LOCKED =
            "The key that this CMS signs with cannot be read: HERALD_KEY, or the file herald.key, is"
                    + " not the one that it was kept with. An administrator puts that one back.";
    private static final String BUSY = "The sign-in is being renewed: it takes long.";
    private static final Duration EARLY = Duration.ofMinutes(2);
    private static final int UNAUTHORISED = 401;

    private final Clock clock;
    private final BlueskyClient client;
    private final BoundOAuth oauth;
    private final Dpop dpop;

    OAuthSessions(Http http, Clock clock, BlueskyClient client) {
        this.clock = clock;
        this.client = client;
        this.oauth = new BoundOAuth(http, clock);
        this.dpop = new Dpop(http, clock);
    }

    /** A session to sign with, or why there is none. */
    private sealed interface Ready {
        record Session(OAuthSession session, Secret kept) implements Ready {}

        record Denied(Connection.Denied why) implements Ready {}
    }

    /** Sends to the account's own server; where that refuses the token, once more with another one. */
    Answer send(Account account, String path, UnaryOperator<Request> request) {
        Ready ready = ready(account);
        if (!(ready instanceof Ready.Session open)) {
            return unsent(((Ready.Denied) ready).why());
        }
        Answer answer = send(open.session(), path, request);
        if (!isRefused(answer)) {
            return answer;
        }
        Ready renewed = renewed(account, open);
        return renewed instanceof Ready.Session other
                ? send(other.session(), path, request)
                : unsent(((Ready.Denied) renewed).why());
    }

    /** Sends with a session as it is. */
    Answer send(OAuthSession session, String path, UnaryOperator<Request> request) {
        return dpop.send(
                request.apply(Request.to(session.pds().resolve(path))),
                session.bound().binding().key(),
                session.bound().tokens().access());
    }

    private Ready ready(Account account) {
        Optional<Secret> kept = account.session();
        Optional<OAuthSession> session = kept.flatMap(OAuthSession::of);
        if (session.isEmpty()) {
            return denied(Reason.AUTHORISATION, OVER);
        }
        Ready.Session open = new Ready.Session(session.get(), kept.get());
        var tokens = session.get().bound().tokens();
        if (!tokens.endsWithin(EARLY, clock.instant())) {
            return open;
        }
        Ready renewed = renewed(account, open);
        boolean usable = !tokens.endsWithin(Duration.ZERO, clock.instant());
        return renewed instanceof Ready.Denied && usable ? open : renewed;
    }

    /** Another session than the one that ends; of somebody else who was faster, where there is one. */
    private Ready renewed(Account account, Ready.Session old) {
        AtomicReference<Connection.Denied> denied = new AtomicReference<>();
        Optional<Secret> fresh = account.renewSession(old.kept(), () -> {
            BoundAnswer answer = refresh(old.session());
            if (answer instanceof BoundAnswer.Denied no) {
                denied.set(no.why());
                return Optional.empty();
            }
            return Optional.of(
                    old.session().renewed(((BoundAnswer.Given) answer).tokens()).kept());
        });
        return fresh.flatMap(kept -> OAuthSession.of(kept).<Ready>map(session -> new Ready.Session(session, kept)))
                .orElseGet(() -> Optional.ofNullable(denied.get())
                        .map(why -> why.reason() == Reason.AUTHORISATION
                                ? denied(Reason.AUTHORISATION, OVER)
                                : new Ready.Denied(why))
                        .orElseGet(() -> denied(Reason.SERVER, BUSY)));
    }

    private BoundAnswer refresh(OAuthSession old) {
        Optional<BoundClient> known = client.client(old.bound().binding().clientId());
        return known.isEmpty()
                ? new BoundAnswer.Denied(new Connection.Denied(Reason.SERVER, LOCKED))
                : oauth.refresh(known.get(), old.bound());
    }

    private static Ready denied(Reason reason, String why) {
        return new Ready.Denied(new Connection.Denied(reason, why));
    }

    private static boolean isRefused(Answer answer) {
        return answer instanceof Answer.Received received && received.status() == UNAUTHORISED;
    }

    /** As if the server had refused the token, or had not been asked: nothing was done. */
    private static Answer unsent(Connection.Denied why) {
        return why.reason() == Reason.AUTHORISATION
                ? new Answer.Received(
                        UNAUTHORISED,
                        name -> Optional.empty(),
                        Json.write(Map.of("error", "AuthenticationRequired", "message", why.why()))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : new Answer.NotSent(why.why());
    }
}
