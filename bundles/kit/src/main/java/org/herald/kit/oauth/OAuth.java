package org.herald.kit.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.herald.kit.http.Http;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.jetbrains.annotations.NotNull;

/** Signs people in by the code flow of OAuth 2 with PKCE (RFC 6749, 7636, 9207), and changes old tokens into new ones. */
public final class OAuth {
    /** What is said of tokens that another server gave. */
    public static final String ELSEWHERE =
            "The sign-in was given by another server than the one that is configured now:"
                    + " an administrator connects the profile again.";

    private final OAuthServer server;
    private final KitSender sender;
    private final TokenReader reader;

    /** Speaks to a network for an application. */
    public OAuth(@NotNull Http http, @NotNull Clock clock, @NotNull OAuthServer server) {
        this.server = server;
        this.sender = new KitSender(http, clock);
        this.reader = new TokenReader(
                clock,
                false,
                "The network does not know the application: an administrator checks its id and"
                        + " secret in the connector's configuration.");
    }

    /**
     * Tells where to send a person.
     *
     * @param callback where the network sends them back to
     * @param state comes back with them; whoever calls this checks it
     * @param more what the network wants to know beside
     */
    public @NotNull CodeAuthorizer.Challenge begin(
            @NotNull URI callback, @NotNull String state, @NotNull Map<String, String> more) {
        CodeVerifier verifier = new CodeVerifier();
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(server.clientId()))
                .endpointURI(server.authorize())
                .redirectionURI(callback)
                .scope(new Scope(server.scopes().toArray(String[]::new)))
                .state(new State(state))
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        more.forEach(request::customParameter);
        return new CodeAuthorizer.Challenge.Redirect(request.build().toURI(), new Secret(verifier.getValue()));
    }

    /** Changes the code that somebody came back with; a code that another server gave is not taken anywhere. */
    public @NotNull TokenAnswer complete(
            @NotNull URI callback, @NotNull Secret ticket, @NotNull CodeAuthorizer.Grant grant) {
        if (server.issuer().isPresent() && !server.issuer().equals(grant.issuer())) {
            return new TokenAnswer.Denied(new Connection.Denied(
                    Reason.AUTHORISATION, "Another server than the one that was asked answered the sign-in."));
        }
        return ask(new AuthorizationCodeGrant(
                new AuthorizationCode(grant.code()), callback, new CodeVerifier(ticket.reveal())));
    }

    /** Changes old tokens into new ones, where they are of this server; keeps what the network does not give anew. */
    public @NotNull TokenAnswer refresh(@NotNull Tokens old) {
        if (old.refresh().isEmpty()) {
            return new TokenAnswer.Denied(new Connection.Denied(
                    Reason.AUTHORISATION, "The sign-in has ended, and the network gives no other without a person."));
        }
        if (!old.isOf(server.token())) {
            return new TokenAnswer.Denied(new Connection.Denied(Reason.AUTHORISATION, ELSEWHERE));
        }
        Secret refresh = old.refresh().get();
        TokenAnswer answer = ask(new RefreshTokenGrant(new RefreshToken(refresh.reveal())));
        return answer instanceof TokenAnswer.Given given
                ? new TokenAnswer.Given(given.tokens().orElse(old), given.document())
                : answer;
    }

    private TokenAnswer ask(AuthorizationGrant grant) {
        try {
            HTTPResponse response = request(grant).toHTTPRequest().send(sender);
            TokenAnswer answer = reader.read(response.getStatusCode(), String.valueOf(response.getBody()));
            return answer instanceof TokenAnswer.Given given
                    ? new TokenAnswer.Given(given.tokens().from(server.token()), given.document())
                    : answer;
        } catch (KitSender.Failed e) {
            return new TokenAnswer.Denied(e.why());
        } catch (IOException e) {
            throw new IllegalStateException("only Herald's own client sends", e);
        }
    }

    private TokenRequest request(AuthorizationGrant grant) {
        ClientID id = new ClientID(server.clientId());
        if (server.proof() == OAuthServer.Proof.NONE) {
            return new TokenRequest.Builder(server.token(), id, grant).build();
        }
        var secret = new com.nimbusds.oauth2.sdk.auth.Secret(
                server.clientSecret().orElseThrow().reveal());
        ClientAuthentication proof = server.proof() == OAuthServer.Proof.BASIC
                ? new ClientSecretBasic(id, secret)
                : new ClientSecretPost(id, secret);
        return new TokenRequest.Builder(server.token(), proof, grant).build();
    }
}
