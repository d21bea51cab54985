package org.herald.connectors.mastodon;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.herald.connectors.http.Answer;
import org.herald.connectors.http.Form;
import org.herald.connectors.http.Http;
import org.herald.connectors.http.HttpErrorMapping;
import org.herald.connectors.http.Json;
import org.herald.connectors.mastodon.Documents.Application;
import org.herald.connectors.mastodon.Documents.Ticket;
import org.herald.connectors.mastodon.Documents.Token;
import org.herald.spi.Account;
import org.herald.spi.Authorizer;
import org.herald.spi.CodeAuthorizer;
import org.herald.spi.Connection;
import org.herald.spi.Network;
import org.herald.spi.Reason;
import org.herald.spi.Secret;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs in on servers of the Mastodon family: with a token, or by the OAuth 2 code flow with PKCE. */
@Component(
        service = {Authorizer.class, CodeAuthorizer.class},
        property = Network.ID + "=" + MastodonConnector.ID)
public final class MastodonSignIn implements Authorizer, CodeAuthorizer {
    private static final String SCOPES = "read:statuses read:notifications read:accounts write:statuses write:media";
    private static final int VERIFIER_BYTES = 48;
    private final MastodonApi api;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public MastodonSignIn(@Reference Http http) {
        this(http, Clock.systemUTC());
    }

    MastodonSignIn(Http http, Clock clock) {
        this.api = new MastodonApi(http, clock);
    }

    @Override
    public Connection signIn(URI server, String handle, Secret token) {
        if (!Http.isToken(token.reveal())) {
            return new Connection.Denied(Reason.AUTHORISATION, "A token has no spaces and no letters with accents.");
        }
        Answer answer = api.get(server, "/api/v1/accounts/verify_credentials", token);
        Optional<Documents.Account> account =
                MastodonApi.document(answer, Documents.Account.class).filter(a -> a.id() != null && a.acct() != null);
        if (account.isEmpty()) {
            return denied(answer);
        }
        String name = handle.replaceFirst("^@", "").replaceFirst("@.*$", "");
        if (!name.isEmpty() && !name.equalsIgnoreCase(account.get().acct().replaceFirst("@.*$", ""))) {
            return new Connection.Denied(
                    Reason.AUTHORISATION,
                    "The token belongs to @" + account.get().acct() + ", not to @" + name + ".");
        }
        return new Connection.Connected(account.get().id(), account.get().acct(), token, Optional.empty());
    }

    @Override
    public Connection check(Account account) {
        return signIn(account.server(), account.handle(), account.secret());
    }

    private Connection.Denied denied(Answer answer) {
        return HttpErrorMapping.denied(answer, api.now());
    }

    @Override
    public Challenge begin(URI server, URI callback, String state) {
        Form form = new Form()
                .with("client_name", "Herald")
                .with("redirect_uris", callback.toString())
                .with("scopes", SCOPES);
        Answer answer = api.post(server, "/api/v1/apps", null, form);
        Optional<Application> application = MastodonApi.document(answer, Application.class)
                .filter(a -> a.clientId() != null && a.clientSecret() != null);
        if (application.isEmpty()) {
            Connection.Denied denied = denied(answer);
            return new Challenge.Unavailable(denied.reason(), denied.why());
        }
        byte[] bytes = new byte[VERIFIER_BYTES];
        random.nextBytes(bytes);
        String verifier = base64(bytes);
        String query = new Form()
                .with("response_type", "code")
                .with("client_id", application.get().clientId())
                .with("redirect_uri", callback.toString())
                .with("scope", SCOPES)
                .with("state", state)
                .with("code_challenge", challenge(verifier))
                .with("code_challenge_method", "S256")
                .encoded();
        Ticket ticket =
                new Ticket(application.get().clientId(), application.get().clientSecret(), verifier);
        return new Challenge.Redirect(server.resolve("/oauth/authorize?" + query), new Secret(Json.write(ticket)));
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Connection complete(URI server, URI callback, Secret ticket, String code) {
        Ticket kept = Json.read(ticket.reveal(), Ticket.class).orElseThrow();
        Form form = new Form()
                .with("grant_type", "authorization_code")
                .with("code", code)
                .with("client_id", kept.clientId())
                .with("client_secret", kept.clientSecret())
                .with("redirect_uri", callback.toString())
                .with("scope", SCOPES)
                .with("code_verifier", kept.verifier());
        Answer answer = api.post(server, "/oauth/token", null, form);
        return MastodonApi.document(answer, Token.class)
                .map(Token::accessToken)
                .filter(Http::isToken)
                .map(token -> signIn(server, "", new Secret(token)))
                .orElseGet(() -> new Connection.Denied(Reason.AUTHORISATION, "The server did not take the code."));
    }
}
