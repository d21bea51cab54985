package org.herald.connectors.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.herald.connectors.threads.Documents.Token;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Form;
import org.herald.kit.http.Http;
import org.herald.kit.http.Request;
import org.herald.kit.oauth.OAuth;
import org.herald.kit.oauth.TokenAnswer;
import org.herald.kit.oauth.Tokens;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/**
 * Changes a code into a token, and a token into one that lives longer. Meta publishes these with the secret or the
 * token in the query and in no other way; nothing here tells an address to anybody, and none is a profile's.
 */
final class TokenRequests {
    private final Http http;
    private final Clock clock;
    private final App app;

    TokenRequests(Http http, Clock clock, App app) {
        this.http = http;
        this.clock = clock;
        this.app = app;
    }

    /** A token of an hour for a code. */
    TokenAnswer exchangeCode(URI callback, String code) {
        Form form = new Form()
                .with("client_id", app.id())
                .with("client_secret", app.secret())
                .with("grant_type", "authorization_code")
                .with("redirect_uri", callback.toString())
                .with("code", code);
        Answer answer = http.send(form.into(Request.to(app.api().resolve("/oauth/access_token")), "POST"));
        boolean refused = answer instanceof Answer.Received received && received.status() / 100 == 4;
        return given(answer).orElseGet(() -> refused ? notTaken() : denied(answer));
    }

    private static TokenAnswer notTaken() {
        return new TokenAnswer.Denied(new Connection.Denied(
                Reason.AUTHORISATION,
                "Threads did not take the code: sign in once more. If that does not help, an administrator compares the"
                        + " app's id and secret with its dashboard at Meta."));
    }

    /** A token of sixty days for one of an hour. */
    TokenAnswer exchangeToken(Secret token) {
        return lasting(
                "/access_token?",
                new Form().with("grant_type", "th_exchange_token").with("client_secret", app.secret()),
                token);
    }

    /** Another sixty days for a token that is a day old at least and has not ended. */
    TokenAnswer refresh(Tokens old) {
        return !old.isOf(app.api())
                ? new TokenAnswer.Denied(new Connection.Denied(Reason.AUTHORISATION, OAuth.ELSEWHERE))
                : lasting("/refresh_access_token?", new Form().with("grant_type", "th_refresh_token"), old.access());
    }

    private TokenAnswer lasting(String path, Form query, Secret token) {
        URI address = app.api()
                .resolve(path + query.with("access_token", token.reveal()).encoded());
        Answer answer = http.send(Request.to(address));
        return given(answer).orElseGet(() -> denied(answer));
    }

    private Optional<TokenAnswer> given(Answer answer) {
        return ThreadsApi.document(answer, Token.class)
                .filter(token -> Request.isToken(token.accessToken()))
                .map(token -> new TokenAnswer.Given(
                        new Tokens(
                                        new Secret(token.accessToken()),
                                        Optional.empty(),
                                        ThreadsApi.end(clock.instant(), token.expiresIn()),
                                        List.of())
                                .from(app.api()),
                        ThreadsApi.document(answer, JsonNode.class).orElseThrow()));
    }

    private TokenAnswer denied(Answer answer) {
        return new TokenAnswer.Denied(Failure.denied(answer, clock.instant()));
    }
}
