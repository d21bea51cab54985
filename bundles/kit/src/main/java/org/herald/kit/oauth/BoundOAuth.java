package org.herald.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.herald.kit.http.Answer;
import org.herald.kit.http.Http;
import org.herald.kit.http.HttpErrorMapping;
import org.herald.kit.http.Json;
import org.herald.kit.http.Request;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/**
 * The code flow for applications that prove who they are with a key (RFC 7523): the request is left at the server before
 * the person goes there (RFC 9126), with PKCE (RFC 7636), and the tokens are bound to a key of the sign-in (RFC 9449).
 */
public final class BoundOAuth {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_WORD = 2_000;

    private final Clock clock;
    private final Dpop dpop;

    /** Asks by Herald's own client. */
    public BoundOAuth(@NotNull Http http, @NotNull Clock clock) {
        this.clock = clock;
        this.dpop = new Dpop(http, clock);
    }

    /** What is kept from the beginning to the end of a sign-in. */
    private record Ticket(String verifier, String binding) {}

    /**
     * Leaves the request at the server and tells where to send the person. What stands in the address is the
     * application's id and the server's own word for the request.
     *
     * @param callback where the server sends them back to
     * @param state comes back with them; whoever calls this checks it
     * @param hint the account that is to sign in; empty for whichever the person chooses
     */
    public @NotNull CodeAuthorizer.Challenge begin(
            @NotNull ServerMetadata server,
            @NotNull BoundClient client,
            @NotNull URI callback,
            @NotNull String state,
            @NotNull Optional<String> hint) {
        CodeVerifier verifier = new CodeVerifier();
        DpopKey key = DpopKey.fresh();
        ClientKey signing = client.keys().get(0);
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(client.id()))
                .redirectionURI(callback)
                .scope(new Scope(client.scopes().toArray(String[]::new)))
                .state(new State(state))
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        hint.ifPresent(account -> request.customParameter("login_hint", account));
        AuthorizationRequest wanted = request.build();
        Answer answer = dpop.ask(
                () -> sent(new PushedAuthorizationRequest(
                                server.push(), signing.assertion(client.id(), server.issuer(), clock.instant()), wanted)
                        .toHTTPRequest()),
                key);
        Optional<JsonNode> document =
                answer instanceof Answer.Received received ? Json.tree(received.text()) : Optional.empty();
        Optional<String> word = document.map(said -> said.path("request_uri").asText(""))
                .filter(said -> said.length() <= MAX_WORD && said.matches("[!-~]+"))
                .filter(BoundOAuth::isAddress);
        if (word.isEmpty() || !((Answer.Received) answer).isSuccess()) {
            return new CodeAuthorizer.Challenge.Unavailable(Reason.SERVER, notBegun(client.id(), answer, document));
        }
        Binding binding = new Binding(key, server.issuer(), server.token(), client.id(), signing.id());
        return new CodeAuthorizer.Challenge.Redirect(
                address(server, client, word.get()),
                new Secret(Json.write(new Ticket(verifier.getValue(), binding.kept()))));
    }

    private static boolean isAddress(String said) {
        try {
            new URI(said);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static URI address(ServerMetadata server, BoundClient client, String word) {
        return new AuthorizationRequest.Builder(URI.create(word), new ClientID(client.id()))
                .endpointURI(server.authorize())
                .build()
                .toURI();
    }

    private String notBegun(String clientId, Answer answer, Optional<JsonNode> document) {
        if (!(answer instanceof Answer.Received received)) {
            return HttpErrorMapping.denied(answer, clock.instant()).why();
        }
        Connection.Denied why = reader(clientId).refusal(received.status(), document);
        return why.reason() == Reason.SERVER
                ? why.why()
                : "The server does not begin the sign-in: HTTP " + received.status() + ".";
    }

    /** Changes the code that somebody came back with, at the server that it was begun at and that says it gave it. */
    public @NotNull BoundAnswer complete(
            @NotNull BoundClient client,
            @NotNull URI callback,
            @NotNull Secret ticket,
            @NotNull CodeAuthorizer.Grant grant) {
        Ticket kept = Json.read(ticket.reveal(), Ticket.class).orElseThrow();
        Binding binding = Binding.of(Json.tree(kept.binding()).orElseThrow());
        if (!grant.issuer().equals(Optional.of(binding.issuer()))) {
            return denied("Another server than the one that was asked answered the sign-in.");
        }
        return ask(
                client,
                binding,
                new AuthorizationCodeGrant(
                        new AuthorizationCode(grant.code()), callback, new CodeVerifier(kept.verifier())));
    }

    /**
     * Changes old tokens into new ones, and keeps what is not given anew. Refresh tokens work once: what comes is kept
     * before it is used.
     */
    public @NotNull BoundAnswer refresh(@NotNull BoundClient client, @NotNull BoundTokens old) {
        Optional<Secret> refresh = old.tokens().refresh();
        if (refresh.isEmpty()) {
            return denied("The sign-in has ended, and the network gives no other without a person.");
        }
        BoundAnswer answer = ask(
                client,
                old.binding(),
                new RefreshTokenGrant(new RefreshToken(refresh.get().reveal())));
        return answer instanceof BoundAnswer.Given given
                ? new BoundAnswer.Given(
                        new BoundTokens(given.tokens().tokens().orElse(old.tokens()), old.binding()), given.document())
                : answer;
    }

    private BoundAnswer ask(BoundClient client, Binding binding, AuthorizationGrant grant) {
        Optional<ClientKey> signing = client.key(binding.clientKey());
        if (signing.isEmpty()) {
            return denied("The key that the sign-in was begun with is retired.");
        }
        Supplier<Request> request = () -> sent(new TokenRequest.Builder(
                        binding.token(),
                        signing.get().assertion(binding.clientId(), binding.issuer(), clock.instant()),
                        grant)
                .customParameter("client_id", binding.clientId()) // servers read who asks before they read the proof
                .build()
                .toHTTPRequest());
        Answer answer = dpop.ask(request, binding.key());
        if (!(answer instanceof Answer.Received received)) {
            return new BoundAnswer.Denied(HttpErrorMapping.denied(answer, clock.instant()));
        }
        TokenAnswer read = reader(binding.clientId()).read(received.status(), received.text());
        return read instanceof TokenAnswer.Given given
                ? new BoundAnswer.Given(new BoundTokens(given.tokens(), binding), given.document())
                : new BoundAnswer.Denied(((TokenAnswer.Denied) read).why());
    }

    private static Request sent(HTTPRequest made) {
        return Request.to(made.getURI()).by(made.getMethod().name(), FORM, made.getBody());
    }

    private TokenReader reader(String clientId) {
        return new TokenReader(
                clock,
                true,
                "The server does not take this CMS for a client: it reads " + clientId
                        + " from outside, without a sign-in, so an administrator sees to it that it can.");
    }

    private static BoundAnswer denied(String why) {
        return new BoundAnswer.Denied(new Connection.Denied(Reason.AUTHORISATION, why));
    }

    /** For the requests that are signed with such tokens: it knows the servers' words already. */
    public @NotNull Dpop dpop() {
        return dpop;
    }
}
