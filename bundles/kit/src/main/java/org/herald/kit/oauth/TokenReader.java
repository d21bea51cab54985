package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.herald.kit.http.Answer;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;

/** Reads what a server answers to whoever asks for a token. Nothing of what it says is repeated. */
final class TokenReader {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    /** What a server says that may give a token later (RFC 6749, 4.1.2.1; RFC 8628, 3.5). */
    private static final Set<String> FOR_NOW = Set.of("temporarily_unavailable", "server_error", "slow_down");
    /** What a server says of an application that it does not know, or whose document it could not read. */
    private static final Set<String> STRANGER =
            Set.of("invalid_client", "invalid_client_metadata", "invalid_redirect_uri", "unauthorized_client");
    /** Nobody is told a longer life of a token than this. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private static final String BEARER = "Bearer";
    private static final String BOUND = "DPoP";

    private final Clock clock;
    private final boolean bound;
    private final String stranger;

    /**
     * @param bound whether tokens must be bound to a key
     * @param stranger what it means that the server does not know who asks
     */
    TokenReader(Clock clock, boolean bound, String stranger) {
        this.clock = clock;
        this.bound = bound;
        this.stranger = stranger;
    }

    TokenAnswer read(int status, String body) {
        Optional<JsonNode> document = Json.tree(body);
        if (status / 100 == 2 && document.isPresent()) {
            try {
                return given(body, document.get())
                        .<TokenAnswer>map(tokens -> new TokenAnswer.Given(tokens, document.get()))
                        .orElseGet(TokenReader::unclear);
            } catch (ParseException e) {
                return unclear(); // its message may hold what came, and so a token
            }
        }
        return new TokenAnswer.Denied(refusal(status, document));
    }

    /** What an answer means that brings nothing. */
    Connection.Denied refusal(int status, Optional<JsonNode> document) {
        String word = document.map(said -> said.path("error").asText("")).orElse("");
        if (STRANGER.contains(word)) {
            return new Connection.Denied(Reason.SERVER, stranger);
        }
        if (word.equals("invalid_dpop_proof")) {
            return new Connection.Denied(
                    Reason.SERVER,
                    "The server does not take the proof of the key: an administrator compares the clock of the CMS"
                            + " with the right time.");
        }
        // whatever word a server has for it: X calls a refresh token that was used an invalid request
        boolean refused = status == BAD_REQUEST && !word.isEmpty() && !FOR_NOW.contains(word) || status == UNAUTHORISED;
        if (refused) {
            return new Connection.Denied(Reason.AUTHORISATION, "The network does not take the sign-in (any more).");
        }
        return status == FORBIDDEN || status == BAD_REQUEST
                ? new Connection.Denied(Reason.SERVER, "The network did not give a token: HTTP " + status + ".")
                : HttpErrorMapping.denied(
                        new Answer.Received(status, name -> Optional.empty(), new byte[0]), clock.instant());
    }

    /** Some networks do not say that a token is borne; one that is to be bound must be said to be. */
    private Optional<Tokens> given(String body, JsonNode document) throws ParseException {
        String type = document.path("token_type").asText(BEARER);
        if (bound && !BOUND.equalsIgnoreCase(type)) {
            return Optional.empty();
        }
        var fields = JSONObjectUtils.parse(body);
        fields.putIfAbsent("token_type", BEARER);
        TokenResponse answer = TokenResponse.parse(fields);
        if (!answer.indicatesSuccess()) {
            return Optional.empty();
        }
        var tokens = answer.toSuccessResponse().getTokens();
        if (bound && !Request.isToken(tokens.getAccessToken().getValue())) {
            return Optional.empty();
        }
        Scope scope = tokens.getAccessToken().getScope();
        return Optional.of(new Tokens(
                new Secret(tokens.getAccessToken().getValue()),
                Optional.ofNullable(tokens.getRefreshToken()).map(token -> new Secret(token.getValue())),
                end(tokens.getAccessToken().getLifetime()),
                scope == null ? List.of() : scope.toStringList(),
                end(document.path("refresh_token_expires_in").asLong()),
                Optional.empty()));
    }

    private Instant end(long seconds) {
        long life = Math.min(seconds, LONGEST.toSeconds());
        return life > 0 ? clock.instant().plus(Duration.ofSeconds(life)) : Instant.MAX;
    }

    private static TokenAnswer unclear() {
        return new TokenAnswer.Denied(
                new Connection.Denied(Reason.SERVER, "The network's answer to the sign-in cannot be understood."));
    }
}
