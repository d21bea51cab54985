package org.herald.connectors.x;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.Origin;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.OAuth;
import org.herald.kit.oauth.OAuthServer;
import org.herald.kit.oauth.TokenAnswer;
import org.herald.kit.oauth.TokenKeeper;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Account;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/** Signs requests: with tokens of two hours, which are renewed by refresh tokens that work once. */
final class XAccess {
    /** A request, the token renewed, and the request once more. */
    static final int MOST_REQUESTS = 3;

    static final String UNCONFIGURED =
            "Nobody can sign in at X yet: an administrator makes an app in X's Developer Console"
                    + " (console.x.com) and enters its client ID and secret in the configuration “Herald: X”.";
    private static final List<String> SCOPES =
            List.of("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "offline.access");
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final int UNAUTHORISED = 401;

    private final Http http;
    private final Clock clock;
    private final XConfig config;

    XAccess(Http http, Clock clock, XConfig config) {
        this.http = http;
        this.clock = clock;
        this.config = config;
    }

    /** Why nothing of the app or of a person is told to a server: it is not X's own; empty where it is. */
    Optional<String> stranger(URI server) {
        URI api = URI.create(config.api());
        return Origin.same(api, server)
                ? Optional.empty()
                : Optional.of("X is at " + api + ", and at no other address: enter that as the profile's server.");
    }

    /** The properties of the configuration without which nobody can sign in; an app may have no secret. */
    List<String> missing() {
        return config.clientId().isBlank() ? List.of("clientId") : List.of();
    }

    /** Why nobody can sign in at a server through X; empty where somebody can. */
    Optional<String> obstacle(URI server) {
        return missing().isEmpty() ? stranger(server) : Optional.of(UNCONFIGURED);
    }

    /** The code flow of the app that is configured; empty where none is. Its secret goes to X's own server only. */
    Optional<OAuth> oauth() {
        if (config.clientId().isBlank()) {
            return Optional.empty();
        }
        boolean secret = !config._clientSecret().isBlank();
        return Optional.of(new OAuth(
                http,
                clock,
                new OAuthServer(
                        URI.create(config.authorize()),
                        URI.create(config.api()).resolve("/2/oauth2/token"),
                        Optional.empty(),
                        config.clientId().strip(),
                        secret ? Optional.of(new Secret(config._clientSecret().strip())) : Optional.empty(),
                        secret ? OAuthServer.Proof.BASIC : OAuthServer.Proof.NONE,
                        SCOPES)));
    }

    /** Sends with the account's token, to X and nowhere else; where X refuses it, once more with a fresh one. */
    Answer send(Account account, Function<Request, Request> request, String path) {
        if (stranger(account.server()).isPresent()) {
            return refused();
        }
        TokenKeeper keeper = new TokenKeeper(clock, EARLY, this::renew);
        TokenKeeper.Ready ready = keeper.token(account);
        if (ready instanceof TokenKeeper.Ready.Denied denied) {
            return unsigned(denied.why());
        }
        Secret token = ((TokenKeeper.Ready.Token) ready).access();
        Answer answer = send(account.server(), token, request, path);
        boolean refused = answer instanceof Answer.Received received && received.status() == UNAUTHORISED;
        if (!refused) {
            return answer;
        }
        TokenKeeper.Ready other = keeper.after(account, token);
        return other instanceof TokenKeeper.Ready.Token fresh
                ? send(account.server(), fresh.access(), request, path)
                : unsigned(((TokenKeeper.Ready.Denied) other).why());
    }

    /** Sends with a token. */
    Answer send(URI server, Secret token, Function<Request, Request> request, String path) {
        return Request.isToken(token.reveal())
                ? http.send(request.apply(Request.to(server.resolve(path)).bearer(token.reveal())))
                : refused();
    }

    /** As if X had refused the token, or had not been asked: nothing was sent. */
    private static Answer unsigned(Connection.Denied why) {
        return why.reason() == Reason.AUTHORISATION ? refused() : new Answer.NotSent(why.why());
    }

    private static Answer refused() {
        return new Answer.Received(UNAUTHORISED, name -> Optional.empty(), new byte[0]);
    }

    private TokenAnswer renew(Tokens old) {
        Optional<OAuth> oauth = oauth();
        if (old.refresh().isPresent() && oauth.isEmpty()) {
            return new TokenAnswer.Denied(new Connection.Denied(Reason.SERVER, UNCONFIGURED));
        }
        return old.refresh().isEmpty() ? ended() : oauth.get().refresh(old);
    }

    private static TokenAnswer ended() {
        return new TokenAnswer.Denied(
                new Connection.Denied(Reason.AUTHORISATION, "X does not take the sign-in any more."));
    }
}
